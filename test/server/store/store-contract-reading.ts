import { afterEach, describe, expect, it } from 'vitest'
import type { Store, StoredDocument } from '../../../server/src/ports/store.ts'
import { SampleStore, sample, type StorePlace } from './sample-store.ts'

/** How every adapter gives parts of documents, and lets other threads read beside the writer; run once per adapter. */
export function describeReading(name: string, makePlace: () => Promise<StorePlace>): void {
  describe(name, { timeout: 120_000 }, () => {
    const at = new SampleStore(makePlace)
    const parts = async (...only: string[]) =>
      await at.store.find<StoredDocument>('samples', { limit: 10, only })

    describe('parts of documents', () => {
      it('are what lies at the paths asked for, with the id and the revision', async () => {
        await at.insert(
          sample('a', {
            state: '待接收 "x"',
            large: 'y'.repeat(1000),
            snapshot: { facts: { 'fromUnit.id': 'T01', $odd: 1.5e10, none: null }, other: 1 },
            history: [
              { at: '1', event: 'start', decisions: [{ long: true }] },
              { at: '2', event: 'send', decisions: [] },
            ],
          }),
        )
        const only = ['state', 'snapshot.facts', 'history[].at', 'history[].event']
        expect(await parts(...only)).toEqual([
          {
            id: 'a',
            revision: 1,
            state: '待接收 "x"',
            snapshot: { facts: { 'fromUnit.id': 'T01', $odd: 1.5e10, none: null } },
            history: [
              { at: '1', event: 'start' },
              { at: '2', event: 'send' },
            ],
          },
        ])
      })

      it('that are not there are absent or null, and an empty list is one', async () => {
        await at.insert(sample('a', { history: [{ at: '1' }], list: [] }))
        const [found] = await parts('state', 'history[].event', 'list[].at')
        expect(found).toMatchObject({ id: 'a', revision: 1, list: [] })
        const { state, history } = found as unknown as {
          state?: unknown
          history: { event?: unknown }[]
        }
        expect(state ?? null).toBeNull()
        expect(history).toHaveLength(1)
        expect(history[0]?.event ?? null).toBeNull()
      })

      it('come in the order and the pages of whole ones', async () => {
        for (const [id, rank] of Object.entries({ a: 2, b: 1, c: 3 }))
          await at.insert(sample(id, { rank, large: 'y' }))
        const page = await at.store.find<StoredDocument>('samples', {
          where: [{ field: 'rank', operator: 'greaterThan', value: 1 }],
          sort: { field: 'rank', direction: 'descending' },
          limit: 1,
          only: ['rank'],
        })
        expect(page).toEqual([{ id: 'c', revision: 1, rank: 3 }])
      })

      it('are asked for by plain words only', async () => {
        await expect(parts(`state' FROM samples --`)).rejects.toThrow(TypeError)
        await expect(parts('')).rejects.toThrow(TypeError)
      })
    })

    describe('one more connection', () => {
      const readers: Store[] = []
      afterEach(async () => {
        await Promise.all(readers.splice(0).map(async (reader) => reader.close()))
      })

      it('reads what was answered a moment ago', async () => {
        const reader = await at.place.read()
        readers.push(reader)
        for (let revision = 1; revision <= 20; revision++) {
          await (revision === 1
            ? at.insert(sample('a'))
            : at.replace(sample('a', {}, revision), revision - 1))
          expect(await reader.get('samples', 'a')).toMatchObject({ revision })
        }
        await reader.ping()
      })

      it('goes on when another is closed', async () => {
        const [first, second] = [await at.place.read(), await at.place.read()]
        readers.push(first, second)
        await at.insert(sample('a'))
        await first.close()
        expect(await second.get('samples', 'a')).toMatchObject({ revision: 1 })
      })
    })
  })
}
