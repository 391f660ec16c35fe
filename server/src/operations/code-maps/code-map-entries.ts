import type { CodeMapDocument } from '../../documents/code-map-document.ts'
import type { CodeMapEntry } from '../../exchange/code-map-entry.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { unpackRows } from '../context/pack-rows.ts'

/** The entries of a map by their codes, from the part on that may hold the first code wanted. */
export async function* entriesOf(
  context: Pick<OperationContext, 'store'>,
  { parts }: Pick<CodeMapDocument, 'parts'>,
  from = '',
): AsyncGenerator<CodeMapEntry> {
  const first = Math.max(0, partAt(parts, from))
  for (const { id } of parts.slice(first)) yield* await readPart(context, id)
}

/** The entries of some codes; a code that is not in the map is not among them. */
export async function findEntries(
  context: Pick<OperationContext, 'store'>,
  { parts }: Pick<CodeMapDocument, 'parts'>,
  codes: ReadonlySet<string>,
): Promise<ReadonlyMap<string, CodeMapEntry>> {
  const wanted = new Set([...codes].map((code) => parts[partAt(parts, code)]?.id))
  const found = new Map<string, CodeMapEntry>()
  for (const id of wanted) {
    if (id === undefined) continue
    for (const entry of await readPart(context, id))
      if (codes.has(entry.code)) found.set(entry.code, entry)
  }
  return found
}

/** Which part a code lies in, if it is in the map; -1 before the first. Pure. */
function partAt(parts: CodeMapDocument['parts'], code: string): number {
  return parts.findLastIndex(({ from }) => from <= code)
}

async function readPart(
  { store }: Pick<OperationContext, 'store'>,
  id: string,
): Promise<readonly CodeMapEntry[]> {
  const part = await store.get('codeMapParts', id)
  if (part === undefined) throw new Error(`a part of a code map is not stored: ${id}`)
  return unpackRows<CodeMapEntry>(part.content)
}
