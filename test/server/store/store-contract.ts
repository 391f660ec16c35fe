import { beforeEach, describe, expect, it } from 'vitest'
import type { Query } from '../../../server/src/ports/store.ts'
import { SampleStore, sample, type StorePlace } from './sample-store.ts'

/** What every adapter of the store port must do; run once per adapter, with `describeExtremes`. */
export function describeStore(name: string, makePlace: () => Promise<StorePlace>): void {
  describe(name, { timeout: 120_000 }, () => {
    const at = new SampleStore(makePlace)

    describe('one document', () => {
      it('is given back as it was inserted', async () => {
        const document = sample('a', { county: '云岭县', list: [1, 'two', null, { three: true }] })
        expect(await at.insert(document)).toEqual({ committed: true })
        expect(await at.store.get('samples', 'a')).toEqual(document)
      })

      it('is not found under an id nobody inserted', async () => {
        expect(await at.store.get('samples', 'nobody')).toBeUndefined()
      })

      it('is in its own collection only', async () => {
        await at.insert(sample('a'))
        expect(await at.store.get('entries', 'a')).toBeUndefined()
      })

      it('keeps the first content when its id is inserted again', async () => {
        await at.insert(sample('a', { county: 'first' }))
        expect(await at.insert(sample('a', { county: 'second' }))).toEqual({
          committed: false,
          index: 0,
          reason: 'exists',
        })
        expect(await at.store.get('samples', 'a')).toMatchObject({ county: 'first' })
      })

      it('is replaced as a whole when the revision is the expected one', async () => {
        await at.insert(sample('a', { county: 'x', gone: 1 }))
        expect(await at.replace(sample('a', { county: 'y' }, 2), 1)).toEqual({ committed: true })
        expect(await at.store.get('samples', 'a')).toEqual(sample('a', { county: 'y' }, 2))
      })

      it('stays as it is when the expected revision is stale', async () => {
        await at.insert(sample('a', {}, 3))
        const stale = { committed: false, index: 0, reason: 'stale' }
        expect(await at.replace(sample('a', { county: 'late' }, 3), 2)).toEqual(stale)
        expect(await at.remove('a', 2)).toEqual(stale)
        expect(await at.store.get('samples', 'a')).toEqual(sample('a', {}, 3))
      })

      it('that is not there can be neither replaced nor removed', async () => {
        const stale = { committed: false, index: 0, reason: 'stale' }
        expect(await at.replace(sample('a', {}, 2), 1)).toEqual(stale)
        expect(await at.remove('a', 1)).toEqual(stale)
        expect(await at.store.get('samples', 'a')).toBeUndefined()
      })

      it('is gone once removed, and its id is free', async () => {
        await at.insert(sample('a'))
        expect(await at.remove('a', 1)).toEqual({ committed: true })
        expect(await at.store.get('samples', 'a')).toBeUndefined()
        expect(await at.insert(sample('a', { county: 'again' }))).toEqual({ committed: true })
      })

      it('does not change when the object it was made of changes after commit was called', async () => {
        const document = { id: 'a', revision: 1, list: ['kept'] }
        const committing = at.insert(document)
        document.list.push('late')
        await committing
        expect(await at.store.get('samples', 'a')).toMatchObject({ list: ['kept'] })
      })
    })

    describe('unique fields', () => {
      const taken = { committed: false, index: 0, reason: 'exists' }

      it('refuse a second document with the same value, inserted or replaced', async () => {
        await at.insert(sample('a', { createKey: 'k1' }))
        expect(await at.insert(sample('b', { createKey: 'k1' }))).toEqual(taken)
        await at.insert(sample('c', { createKey: 'k2' }))
        expect(await at.replace(sample('c', { createKey: 'k1' }, 2), 1)).toEqual(taken)
        expect(await at.store.get('samples', 'c')).toMatchObject({ createKey: 'k2', revision: 1 })
      })

      it('are free in documents without the field or with null', async () => {
        for (const [id, fields] of [
          ['a', {}],
          ['b', {}],
          ['c', { createKey: null }],
          ['d', { createKey: null }],
        ] as const) {
          expect(await at.insert(sample(id, fields))).toEqual({ committed: true })
        }
        expect(await at.store.get('samples', 'c')).toEqual(sample('c', { createKey: null }))
      })

      it('are free again after the document is removed', async () => {
        await at.insert(sample('a', { createKey: 'k1' }))
        await at.remove('a', 1)
        expect(await at.insert(sample('b', { createKey: 'k1' }))).toEqual({ committed: true })
      })

      it('let a document keep its own value', async () => {
        await at.insert(sample('a', { createKey: 'k1' }))
        expect(await at.replace(sample('a', { createKey: 'k1' }, 2), 1)).toEqual({
          committed: true,
        })
      })
    })

    describe('several writes', () => {
      const entry = (id: string) =>
        ({ kind: 'insert', collection: 'entries', document: sample(id, { of: 'a' }) }) as const

      it('are all there after the commit', async () => {
        await at.insert(sample('a'))
        const result = await at.store.commit([
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
        expect(await at.store.get('samples', 'a')).toEqual(sample('a', {}, 2))
        expect(await at.store.find('entries', { limit: 9 })).toEqual([
          sample('e1', { of: 'a' }),
          sample('e2', { of: 'a' }),
        ])
      })

      it('leave nothing when the first loses', async () => {
        await at.insert(sample('a', {}, 5))
        const stale = { committed: false, index: 0, reason: 'stale' }
        const replacing = {
          kind: 'replace',
          collection: 'samples',
          document: sample('a', {}, 5),
          expectedRevision: 4,
        } as const
        expect(await at.store.commit([replacing, entry('e1')])).toEqual(stale)
        expect(
          await at.store.commit([
            { kind: 'remove', collection: 'samples', id: 'a', expectedRevision: 4 },
            entry('e1'),
          ]),
        ).toEqual(stale)
        expect(
          await at.store.commit([
            { kind: 'insert', collection: 'samples', document: sample('a') },
            entry('e1'),
          ]),
        ).toEqual({ committed: false, index: 0, reason: 'exists' })
        expect(await at.store.find('entries', { limit: 9 })).toEqual([])
      })

      it('follow a removal too', async () => {
        await at.insert(sample('a', { createKey: 'k' }))
        const removing = { kind: 'remove', collection: 'samples', id: 'a', expectedRevision: 1 }
        expect(await at.store.commit([removing as never, entry('e1')])).toEqual({ committed: true })
        expect(await at.store.get('samples', 'a')).toBeUndefined()
        expect(await at.ids({ limit: 9 })).toEqual([])
        expect(await at.store.get('entries', 'e1')).toBeDefined()
        expect(await at.insert(sample('a', { createKey: 'k' }))).toEqual({ committed: true })
      })

      it('can be committed again and again on the same document', async () => {
        await at.store.commit([
          { kind: 'insert', collection: 'samples', document: sample('a') },
          entry('e1'),
        ])
        for (let revision = 2; revision <= 30; revision += 1) {
          const result = await at.store.commit([
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
        expect(await at.store.find('entries', { limit: 99 })).toHaveLength(30)
      })

      it('may be none', async () => {
        expect(await at.store.commit([])).toEqual({ committed: true })
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
        for (const [id, county, rank] of rows) await at.insert(sample(id, { county, rank }))
      })

      it('gives everything by ascending id when nothing is asked', async () => {
        expect(await at.ids({ limit: 99 })).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
      })

      const cases: [says: string, query: Omit<Query, 'limit'>, found: string][] = [
        ['equal', { where: [{ field: 'county', operator: 'equal', value: '清河县' }] }, 'cd'],
        ['equal null', { where: [{ field: 'county', operator: 'equal', value: null }] }, 'f'],
        ['one of two values', { anyOf: [{ rank: 1 }, { rank: 2 }] }, 'bd'],
        ['a value or none', { anyOf: [{ rank: 1 }, { rank: null }] }, 'bf'],
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
        expect((await at.ids({ ...query, limit: 99 })).join('')).toBe(found)
        expect((await at.ids({ ...query, limit: 1 })).join('')).toBe(found.slice(0, 1))
        expect(await at.ids({ ...query, limit: 0 })).toEqual([])
      })

      it('finds booleans', async () => {
        await at.insert(sample('yes', { flag: true }))
        await at.insert(sample('no', { flag: false }))
        expect(
          await at.ids({ where: [{ field: 'flag', operator: 'equal', value: true }], limit: 9 }),
        ).toEqual(['yes'])
        expect(await at.ids({ anyOf: [{ flag: false }], limit: 9 })).toEqual(['no'])
      })

      it.each([
        { limit: -1 },
        { limit: 1.5 },
        { limit: 1, where: [{ field: 'rank', operator: 'equal', value: [1] }] },
        { limit: 1, where: [{ field: "x') OR 1=1 --", operator: 'equal', value: 1 }] },
        { limit: 1, sort: { field: '$where', direction: 'ascending' } },
      ] as unknown as Query[])('refuses %j', async (query) => {
        await expect(at.store.find('samples', query)).rejects.toThrow(TypeError)
      })

      it('refuses a collection nobody declared', async () => {
        await expect(at.store.find('nothing', { limit: 1 })).rejects.toThrow(/nothing/)
        await expect(at.store.get('nothing', 'a')).rejects.toThrow(/nothing/)
        await expect(at.insert(sample('a'), 'nothing')).rejects.toThrow(/nothing/)
      })
    })
  })
}
