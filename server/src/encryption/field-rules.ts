import type { CollectionDefinition } from '../ports/store.ts'

/** How the fields of a collection whose documents say something of persons are kept. */
export interface FieldRules {
  readonly isPlain: (field: string) => boolean
  readonly isMatched: (field: string) => boolean
  /** Whether it is a list that gains elements: each is encrypted by itself. */
  readonly isList: (field: string) => boolean
}

/** The rules of every collection that has some. @throws {TypeError} for a field to be sorted by that is encrypted */
export function fieldRules(
  collections: readonly CollectionDefinition[],
): ReadonlyMap<string, FieldRules> {
  return new Map(
    collections.flatMap((definition) => {
      const { name, indexes, unique, lists = [], summary = [], personal } = definition
      if (personal === undefined) return []
      const { matched = [], encrypted = [] } = personal
      const plain = new Set([
        'id',
        'revision',
        // What the log leaves in a document, and what verifying does.
        'audit',
        'misfit',
        ...indexes.flat(),
        ...unique,
        ...summary,
        ...(personal.plain ?? []),
      ])
      for (const field of [...matched, ...encrypted]) plain.delete(field)
      const last = indexes.map((fields) => fields.at(-1)).find((field) => matched.includes(field!))
      if (last !== undefined || unique.some((field) => !plain.has(field)))
        throw new TypeError(`${name}: what is encrypted is neither sorted by nor unique`)
      return [
        [
          name,
          {
            isPlain: (field: string) => plain.has(field),
            isMatched: (field) => matched.includes(field),
            isList: (field) => lists.includes(field),
          },
        ] as const satisfies [string, FieldRules],
      ]
    }),
  )
}
