import { durationSeconds } from '@jieli/engine'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDisabled } from './use-disabled.ts'
import { CommitInput } from './commit-input.tsx'
import {
  durationOfParts,
  type DurationUnit,
  durationUnits,
  partsOfDuration,
} from './duration-parts.ts'
import { halfWidth, wholeOfText } from './exact-number.ts'

/** A span of time as a number and a unit; spans such as P1DT12H that need more stay in ISO 8601. */
export function DurationInput(props: {
  readonly label: string
  /** ISO 8601, empty when not filled in. */
  readonly value: string
  readonly onCommit: (text: string) => void
  readonly disabled?: boolean
  /** The units to choose from; the first is shown while nothing is filled in. */
  readonly units?: readonly DurationUnit[]
}) {
  const { t } = useTranslation()
  const disabled = useDisabled()(props.disabled)
  const parts = partsOfDuration(props.value)
  // The unit of a span that has no number yet.
  const [chosen, setChosen] = useState<DurationUnit>()
  const offered = props.units ?? durationUnits
  if (parts === undefined && props.value !== '')
    return (
      <CommitInput
        className="code"
        label={props.label}
        disabled={disabled}
        value={props.value}
        check={(text) =>
          text === '' || durationSeconds(text) !== undefined ? undefined : t('fields.durationForm')
        }
        onCommit={props.onCommit}
      />
    )
  const unit = parts?.unit ?? chosen ?? offered[0] ?? 'day'
  const units = offered.includes(unit) ? offered : [unit, ...offered]
  const amountOf = (text: string): number | undefined => {
    const amount = wholeOfText(text)
    return amount !== undefined && amount >= 0 && amount < 1_000_000 ? amount : undefined
  }
  return (
    <div className="duration">
      <CommitInput
        label={props.label}
        disabled={disabled}
        placeholder={t('fields.notFilled')}
        value={parts === undefined ? '' : String(parts.amount)}
        check={(text) =>
          halfWidth(text) === '' || amountOf(text) !== undefined ? undefined : t('fields.wholeForm')
        }
        onCommit={(text) => {
          const amount = amountOf(text)
          props.onCommit(amount === undefined ? '' : durationOfParts({ amount, unit }))
        }}
      />
      <Select
        aria-label={t('fields.unitOf', { label: props.label })}
        disabled={disabled}
        value={unit}
        options={units.map((value) => ({ value, label: t(`fields.units.${value}`) }))}
        onChange={(next) => {
          if (parts === undefined) setChosen(next)
          else props.onCommit(durationOfParts({ ...parts, unit: next }))
        }}
      />
    </div>
  )
}
