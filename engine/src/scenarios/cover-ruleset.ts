import type { Citation } from '../model/citation.ts'
import { itemKey } from '../model/item-key.ts'
import { isJsonObject } from '../model/json.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { ScenarioResult } from './run-scenarios.ts'

/** What a ruleset does with one clause. */
export interface ClauseCoverage {
  readonly citation: Citation
  /** Paths of the items that cite it. */
  readonly items: readonly string[]
  /** Those of them a scenario exercised. */
  readonly exercised: readonly string[]
}

/**
 * Which clauses a ruleset carries, by the citations of its items, and which of those items its scenarios exercise.
 * An item counts as exercised when something inside it is. Pure.
 */
export function coverRuleset(
  ruleset: Ruleset,
  results: readonly ScenarioResult[],
): readonly ClauseCoverage[] {
  const touched = new Set(
    results.filter((result) => result.passed).flatMap((result) => result.touched),
  )
  const inside = new Set<string>()
  for (const path of touched)
    for (let at = path; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) inside.add(at)
  const items = new Map<string, string[]>()
  for (const { citation, path } of citations(ruleset))
    items.set(citation, [...(items.get(citation) ?? []), path])
  return [...items]
    .map(([citation, paths]) => ({
      citation,
      items: paths,
      exercised: paths.filter((path) => inside.has(path)),
    }))
    .toSorted((a, b) => (a.citation < b.citation ? -1 : 1))
}

/** Every citation in a ruleset with the item it stands on. Transitions are named by their id, wherever they lie. */
function citations(
  ruleset: Ruleset,
): readonly { readonly citation: Citation; readonly path: string }[] {
  const found: { citation: Citation; path: string }[] = []
  const cite = (value: unknown, path: string) => {
    for (const citation of Array.isArray(value) ? value : [])
      if (typeof citation === 'string') found.push({ citation, path })
  }
  const visit = (value: unknown, path: string): void => {
    if (Array.isArray(value)) {
      for (const item of value) visit(item, `${path}/${itemKey(item) ?? ''}`)
      return
    }
    if (!isJsonObject(value)) return
    const meta = isJsonObject(value['meta']) ? value['meta'] : undefined
    const pathway = /^\/pathways\/[^/]+/.exec(path)?.[0]
    const transition = meta?.['id']
    const at =
      typeof transition === 'string' && pathway !== undefined
        ? `${pathway}/transitions/${transition}`
        : path
    cite(value['cites'], at)
    cite(meta?.['cites'], at)
    for (const [key, inner] of Object.entries(value))
      if (key !== 'cites' && key !== 'meta' && typeof inner === 'object')
        visit(inner, `${path}/${key}`)
  }
  const { manifest: _m, scenarios: _s, layout: _l, ...lists } = ruleset
  visit(lists, '')
  return found
}
