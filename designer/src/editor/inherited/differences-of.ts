import type { ChangedScenario, ToldFinding } from '@jieli/engine'

/** A difference, and in how many scenarios of a group it is found. */
export interface Difference {
  readonly finding: ToldFinding
  readonly count: number
}

/** Every difference of a group once, the most frequent first: a group is told whole, however many scenarios it has. Pure. */
export function differencesOf(scenarios: readonly ChangedScenario[]): readonly Difference[] {
  const found = new Map<string, { finding: ToldFinding; count: number }>()
  for (const { findings } of scenarios) {
    const distinct = new Map(findings.map((finding) => [JSON.stringify(finding), finding]))
    for (const [key, finding] of distinct)
      found.set(key, { finding, count: (found.get(key)?.count ?? 0) + 1 })
  }
  return [...found.values()].toSorted((a, b) => b.count - a.count)
}
