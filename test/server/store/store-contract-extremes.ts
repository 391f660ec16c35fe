import { describe, expect, it } from 'vitest'
import type { Query, StoredDocument } from '../../../server/src/ports/store.ts'
import { SampleStore, sample, type Sample, type StorePlace } from './sample-store.ts'

/** What every adapter must do under load, with awkward content, and across a restart. */
export function describeExtremes(name: string, makePlace: () => Promise<StorePlace>): void {
  describe(`${name} in extremes`, { timeout: 120_000 }, () => {
    const at = new SampleStore(makePlace)

    describe('many', () => {
      it('of 200 concurrent writes of one revision exactly one wins', async () => {
        await at.insert(sample('a'))
        for (let revision = 1; revision <= 3; revision += 1) {
          const results = await Promise.all(
            Array.from({ length: 200 }, (_, writer) =>
              at.replace(sample('a', { writer }, revision + 1), revision),
            ),
          )
          const winners = results.flatMap((result, writer) => (result.committed ? [writer] : []))
          expect(winners).toHaveLength(1)
          expect(await at.store.get('samples', 'a')).toEqual(
            sample('a', { writer: winners[0] }, revision + 1),
          )
        }
      })

      it('of 200 concurrent inserts of one unique value exactly one wins', async () => {
        const results = await Promise.all(
          Array.from({ length: 200 }, (_, n) => at.insert(sample(`s${n}`, { createKey: 'same' }))),
        )
        expect(results.filter(({ committed }) => committed)).toHaveLength(1)
        expect(await at.ids({ limit: 999 })).toHaveLength(1)
      })

      it('no increment is lost when 20 writers read, add and try again', async () => {
        await at.insert(sample('a', { sum: 0 }))
        const add = async (): Promise<void> => {
          for (;;) {
            const now = (await at.store.get<Sample>('samples', 'a'))!
            const next = sample('a', { sum: Number(now['sum']) + 1 }, now.revision + 1)
            if ((await at.replace(next, now.revision)).committed) return
          }
        }
        const writer = async () => {
          for (let n = 0; n < 5; n += 1) await add()
        }
        await Promise.all(Array.from({ length: 20 }, writer))
        expect(await at.store.get('samples', 'a')).toEqual(sample('a', { sum: 100 }, 101))
      })

      it('2 000 documents with many ties are paged through once each, both ways', async () => {
        const all = Array.from({ length: 2000 }, (_, n) =>
          sample(`s${String(n).padStart(5, '0')}`, { rank: n % 7, county: '云岭县' }),
        )
        for (let from = 0; from < all.length; from += 500) {
          await Promise.all(all.slice(from, from + 500).map((document) => at.insert(document)))
        }
        for (const direction of ['ascending', 'descending'] as const) {
          const seen: Sample[] = []
          let after: Query['after']
          for (;;) {
            const page: Sample[] = await at.store.find<Sample>('samples', {
              where: [{ field: 'county', operator: 'equal', value: '云岭县' }],
              sort: { field: 'rank', direction },
              ...(after && { after }),
              limit: 300,
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
        expect(await at.insert(document)).toEqual({ committed: true })
        expect(await at.store.get('samples', document.id)).toStrictEqual(document)
        expect(
          await at.ids({
            where: [{ field: 'id', operator: 'equal', value: document.id }],
            limit: 1,
          }),
        ).toEqual([document.id])
      })

      it('__proto__ keys come back as keys and change no prototype', async () => {
        const text = '{"id":"p","revision":1,"facts":{"__proto__":{"admin":true},"constructor":1}}'
        await at.insert(JSON.parse(text) as StoredDocument)
        const found = (await at.store.get<Sample>('samples', 'p'))!
        expect(JSON.parse(JSON.stringify(found))).toEqual(JSON.parse(text))
        expect(Object.keys(found['facts'] as object)).toEqual(['__proto__', 'constructor'])
        expect(Object.getPrototypeOf(found['facts'])).toBe(Object.prototype)
        expect(({} as { admin?: unknown }).admin).toBeUndefined()
      })

      it('top-level keys beginning with an underscore come back', async () => {
        const document = sample('u', { _id: 'mine', _removed: true, _unsettled: true, __x: 1 })
        await at.insert(document)
        expect(await at.store.get('samples', 'u')).toEqual(document)
      })

      it('undefined fields are left out, as in JSON', async () => {
        await at.insert(
          sample('a', { gone: undefined, inner: { gone: undefined }, list: [undefined] }),
        )
        expect(await at.store.get('samples', 'a')).toStrictEqual(
          sample('a', { inner: {}, list: [null] }),
        )
      })

      it('a big integer is refused, and nothing is stored', async () => {
        await expect(at.insert(sample('a', { n: 1n }))).rejects.toThrow(TypeError)
        expect(await at.store.get('samples', 'a')).toBeUndefined()
      })

      it('a document of several megabytes comes back', async () => {
        const document = sample('big', {
          rows: Array.from({ length: 20_000 }, (_, n) => ({ n, text: '转诊'.repeat(25) })),
        })
        expect(await at.insert(document)).toEqual({ committed: true })
        expect(await at.store.get('samples', 'big')).toEqual(document)
      })
    })

    describe('open and closed', () => {
      it('everything is there after closing and opening again', async () => {
        await at.insert(sample('a', { createKey: 'k', county: '云岭县' }))
        await at.replace(sample('a', { createKey: 'k', county: '清河县' }, 2), 1)
        await at.insert(sample('b'))
        await at.remove('b', 1)
        await at.store.close()
        at.store = await at.place.open()
        expect(await at.store.find('samples', { limit: 9 })).toEqual([
          sample('a', { createKey: 'k', county: '清河县' }, 2),
        ])
        expect(await at.insert(sample('c', { createKey: 'k' }))).toMatchObject({ reason: 'exists' })
      })

      it('closing finishes what was asked before', async () => {
        const asked = Array.from({ length: 50 }, (_, n) => at.insert(sample(`s${n}`)))
        await at.store.close()
        expect(await Promise.all(asked)).toEqual(asked.map(() => ({ committed: true })))
        at.store = await at.place.open()
        expect(await at.store.find('samples', { limit: 99 })).toHaveLength(50)
      })

      it('a closed store refuses everything and may be closed again', async () => {
        await at.store.ping()
        await at.store.close()
        await at.store.close()
        const closed = { code: 'STORE_CLOSED' }
        await expect(at.store.ping()).rejects.toMatchObject(closed)
        await expect(at.store.get('samples', 'a')).rejects.toMatchObject(closed)
        await expect(at.store.find('samples', { limit: 1 })).rejects.toMatchObject(closed)
        await expect(at.insert(sample('a'))).rejects.toMatchObject(closed)
      })
    })
  })
}
