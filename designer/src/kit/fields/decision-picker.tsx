import type { Decision } from '@jieli/engine'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useText } from '../i18n/use-language.ts'
import { useClear } from './use-clear.tsx'

/** Chooses one of the ruleset's decisions, or none. */
export function DecisionPicker(props: {
  readonly label: string
  readonly value: string | undefined
  readonly decisions: readonly Decision[]
  readonly onCommit: (decision: string | undefined) => void
}) {
  const { t } = useTranslation()
  const clear = useClear()
  const text = useText()
  return (
    <Select<string | undefined>
      className="value-input"
      aria-label={props.label}
      allowClear={clear}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={t('fields.noDecision')}
      value={props.value}
      options={props.decisions.map(({ id, title }) => ({ value: id, label: text(title) }))}
      onChange={(decision) => props.onCommit(decision)}
    />
  )
}
