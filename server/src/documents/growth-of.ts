import type { Growth, StoredDocument } from '../ports/store.ts'

/**
 * What a document is unchanged in beside the revision it was made from: elements that are the very same objects. A list
 * that lost any is not said to be kept. Pure.
 */
export function growthOf<Document extends StoredDocument>(
  before: Document,
  next: Document,
  lists: readonly (keyof Document & string)[],
): Growth {
  const kept = lists.flatMap((list) => {
    const [was, is] = [before[list], next[list]]
    if (!Array.isArray(was) || !Array.isArray(is) || is.length < was.length) return []
    return was.every((element, at) => element === is[at]) ? [[list, was.length] as const] : []
  })
  const gone = Object.entries(before)
    .filter(([name, value]) => value !== undefined && fieldOf(next, name) === undefined)
    .map(([name]) => name)
  return { kept: Object.fromEntries(kept), gone }
}

function fieldOf(document: StoredDocument, name: string): unknown {
  return (document as unknown as Readonly<Record<string, unknown>>)[name]
}
