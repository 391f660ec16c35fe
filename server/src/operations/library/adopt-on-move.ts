import {
  type Adoption,
  itemAt,
  jsonEqual,
  type Layer,
  layersUnder,
  type Manifest,
  type PullItem,
  referencesOf,
  resolveRuleset,
  type Ruleset,
  type RulesetList,
  type RulesetReference,
} from '@jieli/engine'
import { publicationId } from '../context/bundle-cache.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { gatherParents } from './parent-layers.ts'
import type { Move } from './move.ts'

/** Lists that hold no rule: words for what is known, and examples. They come and go with the rules that need them. */
const noRules: ReadonlySet<string> = new Set(['facts', 'scenarios', 'layout'])

/**
 * The rules that a ruleset had without a word of its own and that what it is to rest on does not have: each with the
 * ruleset whose rule it was. They are nobody's to drop or to keep in silence. Pure.
 */
export function silentlyHad(
  { base, theirs, ours, origin, leaves }: Move,
  items: readonly PullItem[],
): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const { path } of items) {
    const [, list = ''] = path.split('/')
    if (noRules.has(list) || path.includes('#')) continue
    const had = itemAt(base, path)
    if (had === undefined || itemAt(theirs, path) !== undefined) continue
    const whose = origin[path] ?? origin[path.split('/').slice(0, 3).join('/')]
    // What the one that moves on takes back of its own is a change like any other.
    if (whose === undefined || whose === leaves) continue
    if (jsonEqual(had, itemAt(ours, path))) found.set(path, whose)
  }
  return found
}

/**
 * The adoptions that keep these rules by name: from the ruleset whose rule each was where it says the same by itself,
 * else from the one that is left. The words and conditions a rule needs come with it.
 */
export async function adoptionsFor(
  context: OperationContext,
  layer: Layer,
  move: Move,
  paths: readonly string[],
): Promise<readonly Adoption[]> {
  if (paths.length === 0) return []
  const parents = await gatherParents(context, layer)
  const find = (id: string, version: string) => parents[publicationId(id, version)]
  const below = layersUnder(layer, find)
  const { basedOn } = layer['manifest'] as unknown as Manifest
  const resolved = new Map<string, Ruleset | undefined>()
  const known = (
    id: string,
  ): { readonly manifest: Manifest; readonly ruleset?: Ruleset } | undefined => {
    const found = below.find(({ manifest }) => manifest.id === id)
    if (found === undefined) return undefined
    if (!resolved.has(id)) resolved.set(id, resolveRuleset(found.layer, find).ruleset)
    const ruleset = resolved.get(id)
    return { manifest: found.manifest, ...(ruleset && { ruleset }) }
  }
  const sources = new Map<
    string,
    { from: RulesetReference; place: Manifest['title']; items: string[] }
  >()
  for (const path of withNeeds(move, paths)) {
    const whose = known(move.origin[path] ?? '')
    const says = whose?.ruleset && jsonEqual(itemAt(whose.ruleset, path), itemAt(move.base, path))
    const source = says === true ? whose : known(basedOn?.id ?? '')
    if (source === undefined) continue
    const { id, version } = source.manifest
    const place = (whose ?? source).manifest.title
    const key = `${id} ${place.zh}`
    const group = sources.get(key) ?? { from: { id, version }, place, items: [] }
    group.items.push(path)
    sources.set(key, group)
  }
  return [...sources.values()].map(({ from, place, items }) => ({ from, items, place, reason }))
}

const reason = {
  zh: '改换所依据的规则集时，逐条选择按名采用。',
  en: 'Chosen one by one to be adopted by name when the ruleset it rests on was changed.',
}

/** The items that hold these paths, with the facts and conditions that they name and that are not there otherwise. */
function withNeeds({ base, theirs }: Move, paths: readonly string[]): readonly string[] {
  const found = new Set<string>()
  const open = [...new Set(paths.map(itemOf))]
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (found.has(path)) continue
    found.add(path)
    const [, list = ''] = path.split('/')
    const item = itemAt(base, path)
    if (item === undefined) continue
    for (const named of referencesOf(list as RulesetList, item as never)) {
      if (named.list !== 'facts' && named.list !== 'conditions') continue
      const needed = `/${named.list}/${named.id}`
      if (itemAt(base, needed) !== undefined && itemAt(theirs, needed) === undefined)
        open.push(needed)
    }
  }
  return [...found].toSorted()
}

/** The whole item that a path lies in: `/decisions/upReferral`. Pure. */
export function itemOf(path: string): string {
  return path.split('/').slice(0, 3).join('/')
}
