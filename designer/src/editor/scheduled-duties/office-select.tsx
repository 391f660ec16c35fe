import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useRuleset } from '../../document/editing/use-document.ts'
import { useClear } from '../../kit/fields/use-clear.tsx'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { useText } from '../../kit/i18n/use-language.ts'

/** An office of the community, by its title. */
export function OfficeSelect(props: {
  readonly label: string
  readonly value: string | undefined
  /** Set where there may be none; with what that means. */
  readonly placeholder?: string
  readonly onChange: (office: string | undefined) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const clear = useClear()
  const disabled = useDisabled()
  const { offices } = useRuleset()
  const { label, value, placeholder, onChange } = props
  return (
    <Select<string | undefined>
      className="value-input"
      aria-label={label}
      placeholder={placeholder ?? t('fields.notFilled')}
      allowClear={placeholder === undefined ? false : clear}
      disabled={disabled()}
      value={value}
      options={offices
        .filter(({ of }) => of === 'community')
        .map(({ id, title }) => ({ value: id, label: text(title) }))}
      notFoundContent={t('scheduledEditor.noOffices')}
      onChange={(office) => onChange(office)}
    />
  )
}
