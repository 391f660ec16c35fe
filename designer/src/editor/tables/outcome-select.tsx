import { type AuthoredOutcome, authoredOutcomes, type Subject } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { useOutcomeName } from '../../kit/fields/use-outcome-name.ts'

/** Chooses what a rule yields, or nothing when only its outputs matter. */
export function OutcomeSelect(props: {
  readonly label: string
  readonly value: AuthoredOutcome | undefined
  readonly subject: Subject | undefined
  readonly onCommit: (outcome: AuthoredOutcome | undefined) => void
}) {
  const { t } = useTranslation()
  const nameOf = useOutcomeName()
  const disabled = useDisabled()
  return (
    <select
      className={`cell-select outcome-${props.value ?? 'none'}`}
      aria-label={props.label}
      disabled={disabled()}
      value={props.value ?? ''}
      onChange={({ target: { value } }) =>
        props.onCommit(authoredOutcomes.find((outcome) => outcome === value))
      }
    >
      {authoredOutcomes.toReversed().map((outcome) => (
        <option key={outcome} value={outcome}>
          {nameOf(outcome, props.subject)}
        </option>
      ))}
      <option value="">{t('tables.noOutcome')}</option>
    </select>
  )
}
