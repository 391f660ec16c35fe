import type { Reach } from '../../contracts/policy.ts'
import type { FieldValues } from '../../ports/store.ts'
import type { OpenDuty } from '../../documents/case-document.ts'
import { type CasesPlace, unitsOf } from './case-ranges.ts'

/** Ranges of cases by when what is owed in them is due, and by whom it is owed. */
export interface DutyRanges {
  /** The field the cases of these ranges are ordered by. */
  readonly field: 'dutyAt' | 'fromDutyAt' | 'toDutyAt'
  /** The side of a case that owes it; everybody where it is not said. */
  readonly side?: NonNullable<OpenDuty['side']>
  readonly ranges: readonly FieldValues[]
}

/** A store is asked for no more ranges than this at once: so many take some hundredths of a second. */
const maxRanges = 5000

/**
 * Where the duties lie that the units of a reach owe: of a whole county whoever owes them, else one range for each ruleset
 * and unit on either side. Another unit that is asked for is looked for only where the reach covers it. Pure.
 */
export function dutyRanges(
  reach: readonly Reach[],
  places: readonly CasesPlace[],
  unit: string | undefined,
): readonly DutyRanges[] {
  const whole: FieldValues[] = []
  const from: FieldValues[] = []
  const to: FieldValues[] = []
  for (const { county, ruleset } of places) {
    const own = unitsOf(reach, county)
    const place = { county, ruleset }
    if (own === '*' && unit === undefined) whole.push(place)
    else
      for (const each of asked(own, unit)) {
        from.push({ ...place, fromUnit: each })
        to.push({ ...place, toUnit: each })
      }
  }
  return [
    ...inParts(whole).map((ranges) => ({ field: 'dutyAt', ranges }) as const),
    ...inParts(from).map((ranges) => ({ field: 'fromDutyAt', side: 'fromUnit', ranges }) as const),
    ...inParts(to).map((ranges) => ({ field: 'toDutyAt', side: 'toUnit', ranges }) as const),
  ]
}

function asked(own: '*' | ReadonlySet<string>, unit: string | undefined): Iterable<string> {
  if (unit === undefined) return own === '*' ? [] : own
  return own === '*' || own.has(unit) ? [unit] : []
}

function inParts(ranges: readonly FieldValues[]): readonly (readonly FieldValues[])[] {
  const parts = Math.ceil(ranges.length / maxRanges)
  return Array.from({ length: parts }, (_, n) => ranges.slice(n * maxRanges, (n + 1) * maxRanges))
}
