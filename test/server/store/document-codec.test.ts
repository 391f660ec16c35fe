import fc from 'fast-check'
import { BSON } from 'mongodb'
import { describe, expect, it } from 'vitest'
import {
  decodeDocument,
  encodeDocument,
  type MongoDocument,
} from '../../../server/src/adapters/mongo/document-codec.ts'
import type { StoredDocument } from '../../../server/src/ports/store.ts'

const definition = { name: 'samples', indexes: [], unique: ['createKey'] }

const awkward = fc.string({
  unit: fc.constantFrom('.', '$', '\0', '．', '＄', '＼', '_', 'e', '0', 'list', '__proto__', '转'),
  maxLength: 4,
})
const key = fc.oneof(awkward, fc.string())
const { value: json } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false),
    fc.integer(),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
    fc.string({ unit: 'grapheme' }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 4 }).map(Object.fromEntries),
  ),
}))

describe('documents in MongoDB', () => {
  it('any JSON document survives being encoded, stored as BSON and decoded', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(key, json), { maxLength: 5 }), (entries) => {
        const document = { ...Object.fromEntries(entries), id: 'x', revision: 1 } as StoredDocument
        const bytes = BSON.serialize(encodeDocument(document, definition))
        const decoded = decodeDocument(BSON.deserialize(bytes) as MongoDocument)
        expect(sorted(decoded)).toBe(sorted(document))
      }),
      { numRuns: 2000 },
    )
  })

  it('no key that MongoDB or FerretDB gives a meaning is left in what is stored', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(key, json), { maxLength: 5 }), (entries) => {
        const document = { ...Object.fromEntries(entries), id: 'x', revision: 1 } as StoredDocument
        const stored = encodeDocument(document, definition)
        for (const name of allKeys(stored)) expect(name).toMatch(/^[^.$\0]+$/u)
        for (const name of Object.keys(stored)) {
          if (name.startsWith('_')) expect(['_id', '_unique_createKey']).toContain(name)
        }
      }),
    )
  })
})

function allKeys(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap(allKeys)
  return Object.entries(value).flatMap(([name, item]) => [name, ...allKeys(item)])
}

/** Text in which the order of keys plays no part, and in which `__proto__` is a key like others. */
function sorted(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(sorted).join()}]`
  const entries = Object.entries(value).map(
    ([name, item]) => `${JSON.stringify(name)}:${sorted(item)}`,
  )
  return `{${entries.toSorted().join()}}`
}
