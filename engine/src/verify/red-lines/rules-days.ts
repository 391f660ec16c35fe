import type { Ruleset } from '../../model/ruleset.ts'

/**
 * The days on which anything about the rules changes: where each parameter value and each rule begins, and the day
 * after each rule ends. Between two of them every answer stays the same. Pure.
 */
export function rulesDays(ruleset: Ruleset): readonly string[] {
  const days = new Set<string>()
  for (const { values } of ruleset.parameters) for (const { from } of values) days.add(from)
  for (const decision of ruleset.decisions)
    for (const line of decision.kind === 'table' ? decision.rows : decision.rules) {
      if (line.from !== undefined) days.add(line.from)
      if (line.to !== undefined) days.add(dayAfter(line.to))
    }
  if (days.size === 0) days.add('2000-01-01')
  return [...days].toSorted((a, b) => (a < b ? -1 : 1))
}

/** Pure. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}
