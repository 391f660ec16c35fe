import type { Origin } from '../model/bundle.ts'
import { documentOf } from '../model/citation.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import { itemKey } from '../model/item-key.ts'
import { isJsonObject, type Json, type JsonObject } from '../model/json.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { isKeyedList, isTombstone } from './merge-layer.ts'

/** One adoption as a manifest states it, with the ruleset it takes from. */
export interface AdoptionFrom {
  readonly items: readonly string[]
  readonly place: Json
  readonly reason: Json
  readonly source: Ruleset
  readonly origin: Origin
}

/** What a layer rests on once the adopted items stand in it. */
export interface Adopted {
  readonly merged: Json
  readonly origin: Origin
  /** Items that the source does not have. */
  readonly unknown: readonly string[]
  /** Items adopted before by the same manifest. */
  readonly twice: readonly string[]
}

/** Lists whose items are no rules: they say nothing of where they were taken from. */
const withoutLineage: ReadonlySet<string> = new Set(['facts', 'scenarios'])

/**
 * What a ruleset rests on with the items it adopts by name put in: each whole, as its source has it, in the place of
 * one of the same id. Beside it goes where it was taken from and why (`derivedFrom`). The scenarios by which the source
 * tries an adopted decision come with it, and so do the documents that any of these cite. Pure.
 * @param below what the parent comes to
 * @param before items that earlier adoptions of the same manifest put in, by path
 */
export function adoptItems(
  below: { readonly merged: Json; readonly origin: Origin },
  { items, place, reason, source, origin }: AdoptionFrom,
  before: ReadonlySet<string>,
): Adopted {
  const ruleset = source as unknown as JsonObject
  const merged: Record<string, Json> = { ...(below.merged as JsonObject) }
  const origins = new Map(Object.entries(below.origin))
  const unknown: string[] = []
  const documents = new Set<string>()
  const put = (list: string, item: Json): void => {
    const id = itemKey(item)
    const held = merged[list]
    const kept = Array.isArray(held) ? held : []
    const path = `/${list}/${id}`
    for (const document of citedIn(item)) documents.add(document)
    for (const each of origins.keys())
      if (each === path || each.startsWith(`${path}/`)) origins.delete(each)
    for (const [each, from] of Object.entries(origin))
      if (each === path || each.startsWith(`${path}/`)) origins.set(each, from)
    merged[list] = kept.some((each) => itemKey(each) === id)
      ? kept.map((each) => (itemKey(each) === id ? item : each))
      : [...kept, item]
  }
  for (const path of items) {
    const [, list = '', id = ''] = path.split('/')
    const held = ruleset[list]
    const item = Array.isArray(held) ? held.find((each) => itemKey(each) === id) : undefined
    if (!isJsonObject(item)) {
      unknown.push(path)
      continue
    }
    put(list, withoutLineage.has(list) ? item : { ...item, derivedFrom: { place, note: reason } })
    if (list !== 'decisions') continue
    for (const scenario of source.scenarios)
      if (scenario.kind === 'decision' && scenario.decision === id)
        put('scenarios', scenario as unknown as Json)
  }
  const manifest = isJsonObject(merged['manifest']) ? merged['manifest'] : {}
  const held = Array.isArray(manifest['sources']) ? manifest['sources'] : []
  const known = new Set(held.map(itemKey))
  const lent = source.manifest.sources.filter(({ id }) => documents.has(id) && !known.has(id))
  return {
    merged: { ...merged, manifest: { ...manifest, sources: [...held, ...(lent as Json[])] } },
    origin: Object.fromEntries(origins),
    unknown,
    twice: items.filter((path, at) => before.has(path) || items.indexOf(path) < at),
  }
}

/**
 * What a ruleset's own files say of items that it adopts: that one goes, or its own members anew. Rows, rules and values
 * of their own beside those adopted are no contradiction. Pure.
 */
export function contradictedAdoptions(
  layer: JsonObject,
  items: readonly string[],
): readonly Issue[] {
  return items.flatMap((path) => {
    const [, list = '', id = ''] = path.split('/')
    const said = layer[list]
    const own = Array.isArray(said) ? said.find((each) => itemKey(each) === id) : undefined
    if (!isJsonObject(own)) return []
    if (isTombstone(own)) return [createIssue('ADOPTION_STRUCK', path, { item: path })]
    const fields = Object.entries(own).flatMap(([name, value]) =>
      name === 'id' ||
      name === 'kind' ||
      name === 'cites' ||
      (Array.isArray(value) && isKeyedList(value))
        ? []
        : [name],
    )
    return fields.length === 0
      ? []
      : [createIssue('ADOPTION_REDEFINED', path, { item: path, fields: fields.join(', ') })]
  })
}

/** The documents that anything in a value cites. */
function citedIn(value: Json): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((inner) => citedIn(inner))
  if (!isJsonObject(value)) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'cites' && Array.isArray(inner)
      ? inner.flatMap((cite) => (typeof cite === 'string' ? [documentOf(cite)] : []))
      : citedIn(inner as Json),
  )
}
