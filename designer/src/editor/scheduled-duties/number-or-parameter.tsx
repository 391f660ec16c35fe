import { InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRuleset } from '../../document/editing/use-document.ts'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { useText } from '../../kit/i18n/use-language.ts'

type Way = 'written' | 'parameter'
type Value = number | { readonly parameter: string }

/** A whole number that is written, or that a parameter holds so that each county sets its own. */
export function NumberOrParameter(props: {
  readonly label: string
  readonly value: Value | undefined
  readonly max: number
  readonly placeholder?: string
  readonly onChange: (value: Value | undefined) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const disabled = useDisabled()
  const { parameters } = useRuleset()
  const { label, value, max, onChange } = props
  const [way, setWay] = useState<Way>(typeof value === 'object' ? 'parameter' : 'written')
  const integers = parameters.filter(({ type }) => type === 'integer')
  return (
    <span className="scheduled-number">
      {way === 'parameter' ? (
        <Select<string | undefined>
          aria-label={label}
          placeholder={t('fields.notFilled')}
          showSearch={{ optionFilterProp: 'label' }}
          disabled={disabled()}
          value={typeof value === 'object' ? value.parameter : undefined}
          options={integers.map(({ id, title }) => ({ value: id, label: text(title) }))}
          onChange={(parameter) => {
            if (parameter !== undefined) onChange({ parameter })
          }}
        />
      ) : (
        <InputNumber
          aria-label={label}
          min={1}
          max={max}
          precision={0}
          changeOnWheel={false}
          controls={false}
          placeholder={props.placeholder ?? t('fields.notFilled')}
          disabled={disabled()}
          value={typeof value === 'number' ? value : null}
          onChange={(number) => onChange(number ?? undefined)}
        />
      )}
      {integers.length > 0 && (
        <Select<Way>
          aria-label={t('scheduledEditor.numberWay', { label })}
          disabled={disabled()}
          value={way}
          options={[
            { value: 'written', label: t('scheduledEditor.written') },
            { value: 'parameter', label: t('scheduledEditor.fromParameter') },
          ]}
          onChange={setWay}
        />
      )}
    </span>
  )
}
