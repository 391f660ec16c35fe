import type {
  CodeMapEntries,
  CodeMapEntriesQuery,
  CodeMapPage,
  CodeMapTableQuery,
} from '../../contracts/code-map.ts'
import { reachOf } from '../../contracts/policy.ts'
import type { CodeMapEntry } from '../../exchange/code-map-entry.ts'
import { codeMapTable } from '../../exchange/code-map-table.ts'
import { tableMediaTypes } from '../../exchange/table-media-types.ts'
import type { Caller } from '../context/caller.ts'
import { readCursor, writeCursor } from '../context/cursor.ts'
import { mapPage, type PageAsked, readPage } from '../context/list-page.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { entriesOf } from './code-map-entries.ts'
import { findCodeMap, presentCodeMap } from './find-code-map.ts'

/** The maps of the counties whose rules the caller may read. */
export async function listCodeMaps(
  context: OperationContext,
  caller: Caller,
  query: PageAsked,
): Promise<CodeMapPage> {
  const counties = reachOf(caller, 'rulesets.read').map(({ county }) => county)
  const ranges = [...new Set(counties)].map((county) => ({ county }))
  const range = counties.includes('*') ? {} : { anyOf: ranges }
  const page = await readPage(context.store, 'codeMaps', range, query)
  const found = [...new Set(page.items.map(({ county }) => county))]
  const uses = await Promise.all(found.map((county) => context.store.get('codeMapUses', county)))
  return mapPage(page, (map) =>
    presentCodeMap(
      map,
      uses.find((each) => each?.county === map.county),
      caller,
    ),
  )
}

/** The entries of a map that are looked for, in the order of their codes. @throws ServerError CODE_MAP_UNKNOWN */
export async function readCodeMapEntries(
  context: OperationContext,
  caller: Caller,
  query: CodeMapEntriesQuery & PageAsked & { readonly map: string },
): Promise<CodeMapEntries> {
  const map = await findCodeMap(context, caller, query.map)
  const after = query.cursor === undefined ? '' : readCursor(query.cursor).id
  const items: CodeMapEntry[] = []
  for await (const entry of entriesOf(context, map, after)) {
    if (entry.code <= after || !isWanted(entry, query)) continue
    const last = items.at(-1)
    if (items.length === query.limit && last !== undefined)
      return { items, next: writeCursor({ value: last.code, id: last.code }) }
    items.push(entry)
  }
  return { items }
}

/** A map as a table that can be brought back; without one, the empty table to fill in. @throws ServerError CODE_MAP_UNKNOWN */
export async function writeCodeMapTable(
  context: OperationContext,
  caller: Caller,
  query: CodeMapTableQuery & { readonly language: 'zh' | 'en' },
): Promise<{ readonly name: string; readonly type: string; readonly content: Uint8Array }> {
  const entries: CodeMapEntry[] = []
  if (query.map !== undefined) {
    const map = await findCodeMap(context, caller, query.map)
    for await (const entry of entriesOf(context, map)) entries.push(entry)
  }
  return {
    name: `code-map.${query.format}`,
    type: tableMediaTypes[query.format],
    content: await codeMapTable(entries, query),
  }
}

function isWanted(
  { code, name, kind, targets }: CodeMapEntry,
  { search = '', kind: wanted }: CodeMapEntriesQuery,
): boolean {
  if (wanted !== undefined && kind !== wanted) return false
  const text = search.trim().toLowerCase()
  return [{ code, name }, ...targets].some(
    (each) =>
      each.code.toLowerCase().startsWith(text) || each.name?.toLowerCase().includes(text) === true,
  )
}
