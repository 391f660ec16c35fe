import { compareValues } from '../compare-values.ts'
import type { MongoDocument } from './document-codec.ts'

/** Pages of one order made into one, each document once. Pure. */
export function mergePages(
  pages: readonly (readonly MongoDocument[])[],
  order: { readonly field: string; readonly descending: boolean; readonly limit: number },
): readonly MongoDocument[] {
  const [only, ...others] = pages
  if (only !== undefined && others.length === 0) return only
  const sign = order.descending ? -1 : 1
  const sortValue = (document: MongoDocument) => document[order.field] as string | number
  const once = new Map(pages.flat().map((document) => [document._id, document]))
  return [...once.values()]
    .toSorted(
      (a, b) => sign * (compareValues(sortValue(a), sortValue(b)) || compareValues(a._id, b._id)),
    )
    .slice(0, order.limit)
}
