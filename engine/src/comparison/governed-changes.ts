import { jsonEqual, type JsonObject } from '../model/json.ts'
import type { Pathway } from '../model/pathway.ts'
import type { GovernedList } from '../model/ruleset-lists.ts'
import { formulasOf, referencesOf } from '../model/references/references-of.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { type RulesetList, rulesetLists } from '../model/ruleset-lists.ts'

/** An item that differs, by its list and id. */
export interface GovernedChange {
  readonly list: RulesetList
  readonly id: string
}

/**
 * What differs between two rulesets of all that a procedure governs: items of the kinds it names, with everything they
 * rest on however far down, and the procedure itself, which nobody changes past it. Nothing where it governs nothing.
 * Pure.
 */
export function governedChanges(
  before: Ruleset,
  after: Ruleset,
  { id, governs = [] }: Pick<Pathway, 'id' | 'governs'>,
): readonly GovernedChange[] {
  if (governs.length === 0) return []
  const reached = [before, after].flatMap((ruleset) => governedItems(ruleset, governs, id))
  const named = new Map(reached.map((each) => [`${each.list}/${each.id}`, each]))
  return [...named.values()]
    .filter((each) => !jsonEqual(itemOf(before, each), itemOf(after, each)))
    .toSorted(
      (a, b) =>
        rulesetLists.indexOf(a.list) - rulesetLists.indexOf(b.list) || (a.id < b.id ? -1 : 1),
    )
}

/** Every governed item of a ruleset, each gone through once. */
function governedItems(
  ruleset: Ruleset,
  governs: readonly GovernedList[],
  procedure: string,
): readonly GovernedChange[] {
  const found = new Map<string, GovernedChange>()
  const pending: GovernedChange[] = [
    { list: 'pathways', id: procedure },
    ...governs.flatMap((list) => ruleset[list].map(({ id }) => ({ list, id }))),
  ]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { list, id } = next
    const name = `${list}/${id}`
    const item = itemOf(ruleset, next)
    if (item === undefined || found.has(name)) continue
    found.set(name, { list, id })
    pending.push(...referencesOf(list, item as never), ...inFormulas(ruleset, list, item))
  }
  return [...found.values()]
}

function itemOf(ruleset: Ruleset, { list, id }: GovernedChange): JsonObject | undefined {
  const items = ruleset[list] as readonly { readonly id: string }[]
  return items.find((each) => each.id === id) as JsonObject | undefined
}

/** What the formulas of an item may name: every name that is written in one, wherever it stands. */
function inFormulas(ruleset: Ruleset, list: RulesetList, item: object): readonly GovernedChange[] {
  const texts = formulasOf(list, item as never).map(({ text }) => text)
  if (texts.length === 0) return []
  return (['parameters', 'facts', 'indicators'] as const).flatMap((named) =>
    ruleset[named]
      .filter(({ id }) => texts.some((text) => text.includes(id)))
      .map(({ id }) => ({ list: named, id })),
  )
}
