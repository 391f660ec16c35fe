import type { Outcome, Subject } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { useOutcomeName } from '../../kit/fields/use-outcome-name.ts'

/** Chooses what a rule yields, or nothing when only its outputs matter. */
export function OutcomeSelect<T extends Outcome>(props: {
  readonly label: string
  readonly value: T | undefined
  /** Those to choose from. */
  readonly outcomes: readonly T[]
  readonly subject: Subject | undefined
  readonly onCommit: (outcome: T | undefined) => void
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
        props.onCommit(props.outcomes.find((outcome) => outcome === value))
      }
    >
      {props.outcomes.toReversed().map((outcome) => (
        <option key={outcome} value={outcome}>
          {nameOf(outcome, props.subject)}
        </option>
      ))}
      <option value="">{t('tables.noOutcome')}</option>
    </select>
  )
}
