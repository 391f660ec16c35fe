import { citedPlaces, clauseOf, documentOf, type Ruleset } from '@jieli/engine'

/** How many places of a ruleset cite each clause of a document. Pure. */
export function clausesCited(ruleset: Ruleset, source: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const cite of citedPlaces(ruleset).flatMap(({ cites }) => cites)) {
    if (documentOf(cite) !== source) continue
    const clause = clauseOf(cite)
    counts.set(clause, (counts.get(clause) ?? 0) + 1)
  }
  return counts
}
