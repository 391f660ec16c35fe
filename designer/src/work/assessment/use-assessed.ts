import { type Period, periodOf } from '@jieli/engine'
import type { RulesetSummary } from '@jieli/server/contracts'
import { useOutletContext } from 'react-router'

/** The county and period every page of the assessment is about. */
export interface Assessed {
  readonly ruleset: RulesetSummary
  readonly period: Period
  /** The version whose titles are shown. */
  readonly version: string
}

export function useAssessed(): Assessed {
  return useOutletContext<Assessed>()
}

/** The month before a day: the default. Pure. */
export function monthBefore(day: string): Period {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  const text = month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`
  const found = periodOf(text)
  if (found === undefined) throw new RangeError(`${day} is not a day`)
  return found
}
