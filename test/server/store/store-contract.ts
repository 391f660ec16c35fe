import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type {
  CollectionDefinition,
  Query,
  Store,
  StoredDocument,
} from '../../../server/src/ports/store.ts'

/** A store in a place of its own, which the test may close, open again and throw away. */
export interface StorePlace {
  open(): Promise<Store>
  destroy(): Promise<void>
}

export const sampleCollections: readonly CollectionDefinition[] = [
  {
    name: 'samples',
    indexes: [['county', 'rank'], ['rank'], ['at']],
    unique: ['createKey'],
  },
  { name: 'entries', indexes: [['of']], unique: [] },
]

interface Sample extends StoredDocument {
  readonly [field: string]: unknown
}

function sample(id: string, fields: Record<string, unknown> = {}, revision = 1): Sample {
  return { id, revision, ...fields }
}

/** What every adapter of the store port must do; run once per adapter. */
export function describeStore(name: string, makePlace: () => Promise<StorePlace>): void {
  describe(name, { timeout: 120_000 }, () => {
    let place: StorePlace
    let store: Store

    beforeEach(async () => {
      place = await makePlace()
      store = await place.open()
    })

    afterEach(async () => {
      await store.close()
      await place.destroy()
    })

    const insert = (document: StoredDocument, collection = 'samples') =>
      store.commit([{ kind: 'insert', collection, document }])
    const replace = (document: StoredDocument, expectedRevision: number) =>
      store.commit([{ kind: 'replace', collection: 'samples', document, expectedRevision }])
    const remove = (id: string, expectedRevision: number) =>
      store.commit([{ kind: 'remove', collection: 'samples', id, expectedRevision }])
    const ids = async (query: Query) => (await store.find('samples', query)).map(({ id }) => id)

    describe('one document', () => {
      it('is given back as it was inserted', async () => {
        const document = sample('a', { county: '云岭县', list: [1, 'two', null, { three: true }] })
        expect(await insert(document)).toEqual({ committed: true })
        expect(await store.get('samples', 'a')).toEqual(document)
      })

      it('is not found under an id nobody inserted', async () => {
        expect(await store.get('samples', 'nobody')).toBeUndefined()
      })

      it('is in its own collection only', async () => {
        await insert(sample('a'))
        expect(await store.get('entries', 'a')).toBeUndefined()
      })

      it('keeps the first content when its id is inserted again', async () => {
        await insert(sample('a', { county: 'first' }))
        expect(await insert(sample('a', { county: 'second' }))).toEqual({
          committed: false,
          index: 0,
          reason: 'exists',
        })
        expect(await store.get('samples', 'a')).toMatchObject({ county: 'first' })
      })

      it('is replaced as a whole when the revision is the expected one', async () => {
        await insert(sample('a', { county: 'x', gone: 1 }))
        expect(await replace(sample('a', { county: 'y' }, 2), 1)).toEqual({ committed: true })
        expect(await store.get('samples', 'a')).toEqual(sample('a', { county: 'y' }, 2))
      })

      it('stays as it is when the expected revision is stale', async () => {
        await insert(sample('a', {}, 3))
        const stale = { committed: false, index: 0, reason: 'stale' }
        expect(await replace(sample('a', { county: 'late' }, 3), 2)).toEqual(stale)
        expect(await remove('a', 2)).toEqual(stale)
        expect(await store.get('samples', 'a')).toEqual(sample('a', {}, 3))
      })

      it('that is not there can be neither replaced nor removed', async () => {
        const stale = { committed: false, index: 0, reason: 'stale' }
        expect(await replace(sample('a', {}, 2), 1)).toEqual(stale)
        expect(await remove('a', 1)).toEqual(stale)
        expect(await store.get('samples', 'a')).toBeUndefined()
      })

      it('is gone once removed, and its id is free', async () => {
        await insert(sample('a'))
        expect(await remove('a', 1)).toEqual({ committed: true })
        expect(await store.get('samples', 'a')).toBeUndefined()
        expect(await insert(sample('a', { county: 'again' }))).toEqual({ committed: true })
      })

      it('does not change when the object it was made of changes after commit was called', async () => {
        const document = { id: 'a', revision: 1, list: ['kept'] }
        const committing = insert(document)
        document.list.push('late')
        await committing
        expect(await store.get('samples', 'a')).toMatchObject({ list: ['kept'] })
      })
    })

    describe('unique fields', () => {
      const taken = { committed: false, index: 0, reason: 'exists' }

      it('refuse a second document with the same value, inserted or replaced', async () => {
        await insert(sample('a', { createKey: 'k1' }))
        expect(await insert(sample('b', { createKey: 'k1' }))).toEqual(taken)
        await insert(sample('c', { createKey: 'k2' }))
        expect(await replace(sample('c', { createKey: 'k1' }, 2), 1)).toEqual(taken)
        expect(await store.get('samples', 'c')).toMatchObject({ createKey: 'k2', revision: 1 })
      })

      it('are free in documents without the field or with null', async () => {
        for (const [id, fields] of [
          ['a', {}],
          ['b', {}],
          ['c', { createKey: null }],
          ['d', { createKey: null }],
        ] as const) {
          expect(await insert(sample(id, fields))).toEqual({ committed: true })
        }
        expect(await store.get('samples', 'c')).toEqual(sample('c', { createKey: null }))
      })

      it('are free again after the document is removed', async () => {
        await insert(sample('a', { createKey: 'k1' }))
        await remove('a', 1)
        expect(await insert(sample('b', { createKey: 'k1' }))).toEqual({ committed: true })
      })

      it('let a document keep its own value', async () => {
        await insert(sample('a', { createKey: 'k1' }))
        expect(await replace(sample('a', { createKey: 'k1' }, 2), 1)).toEqual({ committed: true })
      })
    })

    describe('several writes', () => {
      const entry = (id: string) =>
        ({ kind: 'insert', collection: 'entries', document: sample(id, { of: 'a' }) }) as const

      it('are all there after the commit', async () => {
        await insert(sample('a'))
        const result = await store.commit([
          {
            kind: 'replace',
            collection: 'samples',
            document: sample('a', {}, 2),
            expectedRevision: 1,
          },
          entry('e1'),
          entry('e2'),
        ])
        expect(result).toEqual({ committed: true })
        expect(await store.get('samples', 'a')).toEqual(sample('a', {}, 2))
        expect(await store.find('entries', { limit: 9 })).toEqual([
          sample('e1', { of: 'a' }),
          sample('e2', { of: 'a' }),
        ])
      })

      it('leave nothing when the first loses', async () => {
        await insert(sample('a', {}, 5))
        const stale = { committed: false, index: 0, reason: 'stale' }
        const replacing = {
          kind: 'replace',
          collection: 'samples',
          document: sample('a', {}, 5),
          expectedRevision: 4,
        } as const
        expect(await store.commit([replacing, entry('e1')])).toEqual(stale)
        expect(
          await store.commit([
            { kind: 'remove', collection: 'samples', id: 'a', expectedRevision: 4 },
            entry('e1'),
          ]),
        ).toEqual(stale)
        expect(
          await store.commit([
            { kind: 'insert', collection: 'samples', document: sample('a') },
            entry('e1'),
          ]),
        ).toEqual({ committed: false, index: 0, reason: 'exists' })
        expect(await store.find('entries', { limit: 9 })).toEqual([])
      })

      it('follow a removal too', async () => {
        await insert(sample('a', { createKey: 'k' }))
        const removing = { kind: 'remove', collection: 'samples', id: 'a', expectedRevision: 1 }
        expect(await store.commit([removing as never, entry('e1')])).toEqual({ committed: true })
        expect(await store.get('samples', 'a')).toBeUndefined()
        expect(await ids({ limit: 9 })).toEqual([])
        expect(await store.get('entries', 'e1')).toBeDefined()
        expect(await insert(sample('a', { createKey: 'k' }))).toEqual({ committed: true })
      })

      it('can be committed again and again on the same document', async () => {
        await store.commit([
          { kind: 'insert', collection: 'samples', document: sample('a') },
          entry('e1'),
        ])
        for (let revision = 2; revision <= 30; revision += 1) {
          const result = await store.commit([
            {
              kind: 'replace',
              collection: 'samples',
              document: sample('a', {}, revision),
              expectedRevision: revision - 1,
            },
            entry(`e${revision}`),
          ])
          expect(result).toEqual({ committed: true })
        }
        expect(await store.find('entries', { limit: 99 })).toHaveLength(30)
      })

      it('may be none', async () => {
        expect(await store.commit([])).toEqual({ committed: true })
      })
    })

    describe('find', () => {
      const rows: readonly [id: string, county: string | undefined, rank: number | undefined][] = [
        ['a', '云岭县', 3],
        ['b', '云岭县', 1],
        ['c', '清河县', 3],
        ['d', '清河县', 2],
        ['e', '云岭县', 3],
        ['f', undefined, undefined],
      ]

      beforeEach(async () => {
        for (const [id, county, rank] of rows) await insert(sample(id, { county, rank }))
      })

      it('gives everything by ascending id when nothing is asked', async () => {
        expect(await ids({ limit: 99 })).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
      })

      const cases: [says: string, query: Omit<Query, 'limit'>, found: string][] = [
        ['equal', { where: [{ field: 'county', operator: 'equal', value: '清河县' }] }, 'cd'],
        ['equal null', { where: [{ field: 'county', operator: 'equal', value: null }] }, 'f'],
        ['in', { where: [{ field: 'rank', operator: 'in', value: [1, 2] }] }, 'bd'],
        ['in with null', { where: [{ field: 'rank', operator: 'in', value: [1, null] }] }, 'bf'],
        ['in nothing', { where: [{ field: 'rank', operator: 'in', value: [] }] }, ''],
        ['lessThan', { where: [{ field: 'rank', operator: 'lessThan', value: 3 }] }, 'bd'],
        [
          'lessThanInclusive',
          { where: [{ field: 'rank', operator: 'lessThanInclusive', value: 2 }] },
          'bd',
        ],
        ['greaterThan', { where: [{ field: 'rank', operator: 'greaterThan', value: 2 }] }, 'ace'],
        [
          'greaterThanInclusive',
          { where: [{ field: 'rank', operator: 'greaterThanInclusive', value: 3 }] },
          'ace',
        ],
        [
          'a range of texts',
          { where: [{ field: 'county', operator: 'lessThan', value: '清' }] },
          'abe',
        ],
        [
          'the id itself',
          {
            where: [
              { field: 'id', operator: 'greaterThan', value: 'b' },
              { field: 'id', operator: 'lessThanInclusive', value: 'e' },
            ],
          },
          'cde',
        ],
        ['the revision', { where: [{ field: 'revision', operator: 'equal', value: 2 }] }, ''],
        [
          'all conditions together',
          {
            where: [
              { field: 'county', operator: 'equal', value: '云岭县' },
              { field: 'rank', operator: 'equal', value: 3 },
            ],
          },
          'ae',
        ],
        ['sorted ascending', { sort: { field: 'rank', direction: 'ascending' } }, 'bdace'],
        ['sorted descending', { sort: { field: 'rank', direction: 'descending' } }, 'ecadb'],
        ['ids sorted descending', { sort: { field: 'id', direction: 'descending' } }, 'fedcba'],
        [
          'after a tie, ascending',
          { sort: { field: 'rank', direction: 'ascending' }, after: { value: 3, id: 'a' } },
          'ce',
        ],
        [
          'after a tie, descending',
          { sort: { field: 'rank', direction: 'descending' }, after: { value: 3, id: 'c' } },
          'adb',
        ],
        ['after an id', { after: { value: '', id: 'd' } }, 'ef'],
        [
          'after an id, descending',
          { sort: { field: 'id', direction: 'descending' }, after: { value: 'c', id: 'c' } },
          'ba',
        ],
      ]
      it.each(cases)('finds %s', async (_says, query, found) => {
        expect((await ids({ ...query, limit: 99 })).join('')).toBe(found)
        expect((await ids({ ...query, limit: 1 })).join('')).toBe(found.slice(0, 1))
        expect(await ids({ ...query, limit: 0 })).toEqual([])
      })

      it('finds booleans', async () => {
        await insert(sample('yes', { flag: true }))
        await insert(sample('no', { flag: false }))
        expect(
          await ids({ where: [{ field: 'flag', operator: 'equal', value: true }], limit: 9 }),
        ).toEqual(['yes'])
        expect(
          await ids({ where: [{ field: 'flag', operator: 'in', value: [false] }], limit: 9 }),
        ).toEqual(['no'])
      })

      it.each([
        { limit: -1 },
        { limit: 1.5 },
        { limit: 1, where: [{ field: 'rank', operator: 'in', value: 1 }] },
        { limit: 1, where: [{ field: 'rank', operator: 'equal', value: [1] }] },
        { limit: 1, where: [{ field: "x') OR 1=1 --", operator: 'equal', value: 1 }] },
        { limit: 1, sort: { field: '$where', direction: 'ascending' } },
      ] as Query[])('refuses %j', async (query) => {
        await expect(store.find('samples', query)).rejects.toThrow(TypeError)
      })

      it('refuses a collection nobody declared', async () => {
        await expect(store.find('nothing', { limit: 1 })).rejects.toThrow(/nothing/)
        await expect(store.get('nothing', 'a')).rejects.toThrow(/nothing/)
        await expect(insert(sample('a'), 'nothing')).rejects.toThrow(/nothing/)
      })
    })

    describe('many', () => {
      it('of 200 concurrent writes of one revision exactly one wins', async () => {
        await insert(sample('a'))
        for (let revision = 1; revision <= 3; revision += 1) {
          const results = await Promise.all(
            Array.from({ length: 200 }, (_, writer) =>
              replace(sample('a', { writer }, revision + 1), revision),
            ),
          )
          const winners = results.flatMap((result, writer) => (result.committed ? [writer] : []))
          expect(winners).toHaveLength(1)
          expect(await store.get('samples', 'a')).toEqual(
            sample('a', { writer: winners[0] }, revision + 1),
          )
        }
      })

      it('of 200 concurrent inserts of one unique value exactly one wins', async () => {
        const results = await Promise.all(
          Array.from({ length: 200 }, (_, n) => insert(sample(`s${n}`, { createKey: 'same' }))),
        )
        expect(results.filter(({ committed }) => committed)).toHaveLength(1)
        expect(await ids({ limit: 999 })).toHaveLength(1)
      })

      it('no increment is lost when 20 writers read, add and try again', async () => {
        await insert(sample('a', { sum: 0 }))
        const add = async (): Promise<void> => {
          for (;;) {
            const now = (await store.get<Sample>('samples', 'a'))!
            const next = sample('a', { sum: Number(now['sum']) + 1 }, now.revision + 1)
            if ((await replace(next, now.revision)).committed) return
          }
        }
        const writer = async () => {
          for (let n = 0; n < 5; n += 1) await add()
        }
        await Promise.all(Array.from({ length: 20 }, writer))
        expect(await store.get('samples', 'a')).toEqual(sample('a', { sum: 100 }, 101))
      })

      it('10 000 documents with many ties are paged through once each, both ways', async () => {
        const all = Array.from({ length: 10_000 }, (_, n) =>
          sample(`s${String(n).padStart(5, '0')}`, { rank: n % 7, county: '云岭县' }),
        )
        for (let from = 0; from < all.length; from += 500) {
          await Promise.all(all.slice(from, from + 500).map((document) => insert(document)))
        }
        for (const direction of ['ascending', 'descending'] as const) {
          const seen: Sample[] = []
          let after: Query['after']
          for (;;) {
            const page: Sample[] = await store.find<Sample>('samples', {
              where: [{ field: 'county', operator: 'equal', value: '云岭县' }],
              sort: { field: 'rank', direction },
              ...(after && { after }),
              limit: 1500,
            })
            if (page.length === 0) break
            seen.push(...page)
            const last = page.at(-1)!
            after = { value: last['rank'] as number, id: last.id }
          }
          const expected = all.toSorted(
            (a, b) => Number(a['rank']) - Number(b['rank']) || (a.id < b.id ? -1 : 1),
          )
          if (direction === 'descending') expected.reverse()
          expect(seen.map(({ id }) => id)).toEqual(expected.map(({ id }) => id))
        }
      })
    })

    describe('awkward content', () => {
      it.each<[says: string, content: unknown]>([
        ['Chinese text', { 姓名: '张三', 备注: '术后第3天，转回乡镇卫生院康复。', 生僻: '𠮷𡈽' }],
        ['keys with dots and dollar signs', { 'fromUnit.tier': 1, $set: { 'a.$b': 2 }, '.': 3 }],
        ['keys that look escaped', { '．': 1, '＄': 2, '＼': 3, '＼．': 4, '＼e': 5, '＼0': 6 }],
        ['empty keys and keys with a null character', { '': 1, '\0': 2, 'a\0b': 3 }],
        ['texts with a null character', 'before\0after'],
        ['large and small numbers', [2 ** 53 - 1, -(2 ** 53) + 1, 2 ** 31, 0.1, 1e-300, 1e300]],
        ['money in fen', 123_456_789_012_345],
        ['booleans, null and empty things', [true, false, null, '', [], {}, [[]]]],
        ['texts that look like something else', ['9', 'true', 'null', '2026-03-01', '{"a":1}']],
      ])('%s come back as they were', async (_says, content) => {
        const document = sample('某 id/with:odd "marks"', { content })
        expect(await insert(document)).toEqual({ committed: true })
        expect(await store.get('samples', document.id)).toStrictEqual(document)
        expect(
          await ids({ where: [{ field: 'id', operator: 'equal', value: document.id }], limit: 1 }),
        ).toEqual([document.id])
      })

      it('__proto__ keys come back as keys and change no prototype', async () => {
        const text = '{"id":"p","revision":1,"facts":{"__proto__":{"admin":true},"constructor":1}}'
        await insert(JSON.parse(text) as StoredDocument)
        const found = (await store.get<Sample>('samples', 'p'))!
        expect(JSON.parse(JSON.stringify(found))).toEqual(JSON.parse(text))
        expect(Object.keys(found['facts'] as object)).toEqual(['__proto__', 'constructor'])
        expect(Object.getPrototypeOf(found['facts'])).toBe(Object.prototype)
        expect(({} as { admin?: unknown }).admin).toBeUndefined()
      })

      it('top-level keys beginning with an underscore come back', async () => {
        const document = sample('u', { _id: 'mine', _removed: true, _unsettled: true, __x: 1 })
        await insert(document)
        expect(await store.get('samples', 'u')).toEqual(document)
      })

      it('undefined fields are left out, as in JSON', async () => {
        await insert(
          sample('a', { gone: undefined, inner: { gone: undefined }, list: [undefined] }),
        )
        expect(await store.get('samples', 'a')).toStrictEqual(
          sample('a', { inner: {}, list: [null] }),
        )
      })

      it('a big integer is refused, and nothing is stored', async () => {
        await expect(insert(sample('a', { n: 1n }))).rejects.toThrow(TypeError)
        expect(await store.get('samples', 'a')).toBeUndefined()
      })

      it('a document of several megabytes comes back', async () => {
        const document = sample('big', {
          rows: Array.from({ length: 20_000 }, (_, n) => ({ n, text: '转诊'.repeat(25) })),
        })
        expect(await insert(document)).toEqual({ committed: true })
        expect(await store.get('samples', 'big')).toEqual(document)
      })
    })

    describe('open and closed', () => {
      it('everything is there after closing and opening again', async () => {
        await insert(sample('a', { createKey: 'k', county: '云岭县' }))
        await replace(sample('a', { createKey: 'k', county: '清河县' }, 2), 1)
        await insert(sample('b'))
        await remove('b', 1)
        await store.close()
        store = await place.open()
        expect(await store.find('samples', { limit: 9 })).toEqual([
          sample('a', { createKey: 'k', county: '清河县' }, 2),
        ])
        expect(await insert(sample('c', { createKey: 'k' }))).toMatchObject({ reason: 'exists' })
      })

      it('closing finishes what was asked before', async () => {
        const asked = Array.from({ length: 50 }, (_, n) => insert(sample(`s${n}`)))
        await store.close()
        expect(await Promise.all(asked)).toEqual(asked.map(() => ({ committed: true })))
        store = await place.open()
        expect(await store.find('samples', { limit: 99 })).toHaveLength(50)
      })

      it('a closed store refuses everything and may be closed again', async () => {
        await store.ping()
        await store.close()
        await store.close()
        const closed = { code: 'STORE_CLOSED' }
        await expect(store.ping()).rejects.toMatchObject(closed)
        await expect(store.get('samples', 'a')).rejects.toMatchObject(closed)
        await expect(store.find('samples', { limit: 1 })).rejects.toMatchObject(closed)
        await expect(insert(sample('a'))).rejects.toMatchObject(closed)
      })
    })
  })
}
