import type { Pathway } from '@jieli/engine'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useClear } from '../../kit/fields/use-clear.tsx'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { useText } from '../../kit/i18n/use-language.ts'

/** A party of a pathway, by its title. */
export function PartySelect(props: {
  readonly label: string
  readonly pathway: Pathway
  readonly value: string | undefined
  readonly placeholder?: string
  readonly onChange: (party: string) => void
  /** Set where there may be none. */
  readonly onClear?: () => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const clear = useClear()
  const disabled = useDisabled()
  return (
    <Select<string | undefined>
      className="value-input"
      aria-label={props.label}
      placeholder={props.placeholder ?? t('fields.notFilled')}
      allowClear={props.onClear === undefined ? false : clear}
      disabled={disabled()}
      value={props.value}
      options={props.pathway.parties.map(({ id, title }) => ({ value: id, label: text(title) }))}
      onChange={(party) => (party === undefined ? props.onClear?.() : props.onChange(party))}
    />
  )
}
