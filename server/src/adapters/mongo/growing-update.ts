import type { CollectionDefinition, ReplaceWrite } from '../../ports/store.ts'
import { encodeDocument, encodeField, type MongoDocument, uniqueField } from './document-codec.ts'

/** What MongoDB is told to change of a document that grew. */
export interface GrowingUpdate {
  readonly set: MongoDocument
  readonly push: Readonly<Record<string, { readonly $each: readonly unknown[] }>>
  readonly unset: Readonly<Record<string, ''>>
}

/**
 * A document that grew as the change it is: what its lists gained goes behind what they have, and all else is set.
 * Undefined where nothing is said of it. Pure.
 */
export function growingUpdate(
  { document, grown }: ReplaceWrite,
  definition: CollectionDefinition,
): GrowingUpdate | undefined {
  if (grown === undefined) return undefined
  const fields = document as unknown as Readonly<Record<string, unknown>>
  const added = new Map<string, readonly unknown[]>()
  for (const list of definition.lists ?? []) {
    const [value, kept = 0] = [fields[list], grown.kept[list]]
    if (Array.isArray(value) && kept > 0) added.set(list, value.slice(kept))
  }
  const set = encodeDocument({ ...document, ...Object.fromEntries(added) }, definition)
  const push: Record<string, { $each: readonly unknown[] }> = {}
  for (const name of [...added.keys()].map(encodeField)) {
    const elements = set[name] as readonly unknown[]
    if (elements.length > 0) push[name] = { $each: elements }
    delete set[name]
  }
  const free = definition.unique.map(uniqueField).filter((name) => !(name in set))
  const unset = [...grown.gone.map(encodeField), ...free].map((name) => [name, ''] as const)
  return { set, push, unset: Object.fromEntries(unset) }
}
