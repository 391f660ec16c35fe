import type { Query, StoredDocument } from './store.ts'

/** Where a page that ends with a document ends, so that the next can begin after it. Pure. */
export function placeOf(
  document: StoredDocument,
  { sort }: Pick<Query, 'sort'>,
): NonNullable<Query['after']> {
  const fields = document as unknown as Readonly<Record<string, string | number>>
  return { value: fields[sort?.field ?? 'id'] ?? '', id: document.id }
}
