import { type CaseRecord, factValue, type Measure, type Period } from '@jieli/engine'
import { isInScope, type UnitScope } from './unit-scope.ts'

/**
 * The units a case counts for in a period, by the measures that look at it there: sorted, and none where it names none.
 * Nothing where no measure looks at it. Pure.
 */
export function unitsOfCase(
  measures: readonly Measure[],
  period: Period,
  { pathway, facts }: CaseRecord,
): readonly string[] | undefined {
  const looking = measures.filter(({ of, date }) => {
    const day = of === pathway ? factValue(facts, date) : undefined
    return typeof day === 'string' && period.start <= day && day <= period.end
  })
  if (looking.length === 0) return undefined
  const named = looking.map(({ unit }) => factValue(facts, unit))
  return [...new Set(named.filter((unit) => typeof unit === 'string'))].toSorted()
}

/** Whether a case that counts for these units is one of a scope's; the county has all. Pure. */
export function areInScope(scope: UnitScope, units: readonly string[]): boolean {
  return scope === '*' || units.some((unit) => isInScope(scope, unit))
}
