import type { Reach } from '../../contracts/policy.ts'
import type { FieldValues } from '../../ports/store.ts'
import { caseStatuses } from '../../documents/case-document.ts'

/** A ruleset under which a county has cases. */
export interface CasesPlace {
  readonly county: string
  readonly ruleset: string
  /** The states the cases are in, where they are looked for state by state; nothing where it makes no difference. */
  readonly states?: readonly string[] | undefined
}

/** Where cases are looked for. */
export interface CaseRanges {
  readonly ranges: readonly FieldValues[]
  /** False when other cases lie in them too: each that is found is looked at by itself. */
  readonly exact: boolean
}

/** A store is asked for no more ranges than this at once: so many take some hundredths of a second. */
const maxRanges = 5000

/**
 * The ranges in which the cases lie that a reach covers: for a whole county one for each ruleset and state or status; where
 * units limit it, one for each ruleset and unit on either side. A unit that is asked for and is not the caller's own has cases
 * with the caller's own only; the store cannot tell these by both sides at once, so they are looked for among the
 * caller's own, as are a unit's cases of one state by the day they were started. Nothing where it would be too many.
 * Pure.
 * @param query.state the only state that is looked for, if one is
 * @param query.byDay whether they are looked for by the day they were started
 */
export function caseRanges(
  reach: readonly Reach[],
  places: readonly CasesPlace[],
  query: {
    readonly unit?: string | undefined
    readonly state?: string | undefined
    readonly byDay: boolean
  },
): CaseRanges | undefined {
  const { unit, state, byDay } = query
  let exact = true
  const ranges: FieldValues[] = []
  for (const place of places) {
    const { county, ruleset } = place
    const own = unitsOf(reach, county)
    if (own === '*' && unit === undefined) {
      ranges.push(...wholePlace(place))
      continue
    }
    const covers = unit !== undefined && (own === '*' || own.has(unit))
    if (unit !== undefined && !covers && own !== '*' && own.size > 0) exact = false
    const units = covers ? [unit] : own === '*' ? [] : [...own]
    if (byDay && state !== undefined && units.length > 0) exact = false
    const range = { county, ruleset, ...(state !== undefined && !byDay && { state }) }
    for (const each of units) ranges.push({ ...range, fromUnit: each }, { ...range, toUnit: each })
    if (ranges.length > maxRanges) return undefined
  }
  return { ranges, exact }
}

/** The ranges of all cases of the counties a reach touches, the caller's and others. Pure. */
export function wholeRanges(reach: readonly Reach[], places: readonly CasesPlace[]): CaseRanges {
  const touched = places.filter(({ county }) => {
    const own = unitsOf(reach, county)
    return own === '*' || own.size > 0
  })
  return { ranges: touched.flatMap(wholePlace), exact: false }
}

/** Every case of a place, by its states or by whether it is at its end. */
function wholePlace({ county, ruleset, states }: CasesPlace): FieldValues[] {
  return states === undefined
    ? caseStatuses.map((status) => ({ county, ruleset, status }))
    : states.map((state) => ({ county, ruleset, state }))
}

/** The units of a county a reach covers, or all of them. Pure. */
export function unitsOf(reach: readonly Reach[], county: string): '*' | ReadonlySet<string> {
  const here = reach.filter((each) => each.county === '*' || each.county === county)
  return here.some(({ units }) => units === '*') ? '*' : new Set(here.flatMap(({ units }) => units))
}
