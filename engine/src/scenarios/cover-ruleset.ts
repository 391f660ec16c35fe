import type { Citation } from '../model/citation.ts'
import { citedPlaces } from '../model/references/cited-places.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { ScenarioResult } from './run-scenarios.ts'

/** What a ruleset does with one clause. */
export interface ClauseCoverage {
  readonly citation: Citation
  /** Paths of the items that cite it. */
  readonly items: readonly string[]
  /** Those of them that a scenario of what happens exercised. */
  readonly exercised: readonly string[]
}

/**
 * Which clauses a ruleset carries, by the citations of its items, and which of those items its scenarios exercise.
 * An item counts as exercised when something inside it is;
 * that it stands there as written counts for nothing. Pure.
 */
export function coverRuleset(
  ruleset: Ruleset,
  results: readonly ScenarioResult[],
): readonly ClauseCoverage[] {
  const touched = new Set(
    results
      .filter(({ passed, existence }) => passed && existence !== true)
      .flatMap(({ touched }) => touched),
  )
  const inside = new Set<string>()
  for (const path of touched)
    for (let at = path; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) inside.add(at)
  const items = new Map<string, string[]>()
  for (const { cites, path } of citedPlaces(ruleset))
    for (const citation of cites) items.set(citation, [...(items.get(citation) ?? []), path])
  return [...items]
    .map(([citation, paths]) => ({
      citation,
      items: paths,
      exercised: paths.filter((path) => inside.has(path)),
    }))
    .toSorted((a, b) => (a.citation < b.citation ? -1 : 1))
}
