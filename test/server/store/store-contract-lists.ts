import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { growthOf } from '../../../server/src/documents/growth-of.ts'
import type { CommitResult, StoredDocument } from '../../../server/src/ports/store.ts'
import { SampleStore, type StorePlace } from './sample-store.ts'

interface Journal extends StoredDocument {
  readonly lines: readonly unknown[]
  readonly notes: readonly unknown[]
  readonly at?: string
  readonly title?: string
  readonly _own?: number
  readonly createKey?: string
}

const lists = ['lines', 'notes'] as const

/** What every adapter must do with documents whose lists grow. */
export function describeLists(name: string, makePlace: () => Promise<StorePlace>): void {
  describe(`${name} with lists that grow`, { timeout: 120_000 }, () => {
    const at = new SampleStore(makePlace)
    const journal = (fields: Partial<Journal> = {}): Journal => ({
      id: 'j',
      revision: 1,
      lines: [],
      notes: [],
      ...fields,
    })
    const stored = async () => at.store.get<Journal>('journals', 'j')
    const put = async (before: Journal, next: Journal): Promise<CommitResult> =>
      await at.store.commit([
        {
          kind: 'replace',
          collection: 'journals',
          document: next,
          expectedRevision: before.revision,
          grown: growthOf(before, next, lists),
        },
      ])

    it('a list is given back with what it gained, behind what it had', async () => {
      const first = journal({ lines: [{ 'a.b': 1 }, 'two'], title: 'x' })
      await at.insert(first, 'journals')
      const second = { ...first, revision: 2, lines: [...first.lines, null, [3]] }
      expect(await put(first, second)).toEqual({ committed: true })
      expect(await stored()).toEqual(second)
      const third = { ...second, revision: 3, notes: [{ n: 1 }], title: 'y' }
      expect(await put(second, third)).toEqual({ committed: true })
      expect(await stored()).toEqual(third)
      expect(await at.store.find('journals', { limit: 9 })).toEqual([third])
      expect(await (await at.place.read()).get('journals', 'j')).toEqual(third)
    })

    it('what is written whole has only the elements it is written with', async () => {
      const first = journal({ lines: [1, 2, 3], notes: ['n'] })
      await at.insert(first, 'journals')
      const next = journal({ revision: 2, lines: [9], notes: [] })
      await at.store.commit([
        { kind: 'replace', collection: 'journals', document: next, expectedRevision: 1 },
      ])
      expect(await stored()).toEqual(next)
    })

    it('a field that is gone is gone, and its unique value free', async () => {
      const first = journal({ title: 'x', at: '2026', _own: 1, createKey: 'k', lines: [1] })
      await at.insert(first, 'journals')
      const next = journal({ revision: 2, lines: [...first.lines, 2] })
      await put(first, next)
      expect(await stored()).toEqual(next)
      const other = { ...journal({ createKey: 'k' }), id: 'other' }
      expect(await at.insert(other, 'journals')).toEqual({ committed: true })
    })

    it('a stale write adds nothing', async () => {
      const first = journal({ revision: 2, lines: [1] })
      await at.insert(first, 'journals')
      const before = { ...first, revision: 1 }
      const next = { ...before, revision: 2, lines: [...before.lines, 2] }
      expect(await put(before, next)).toEqual({ committed: false, index: 0, reason: 'stale' })
      expect(await stored()).toEqual(first)
    })

    it('of many who add to one revision exactly one does, with what follows it', async () => {
      const first = journal({ lines: ['first'] })
      await at.insert(first, 'journals')
      const results = await Promise.all(
        Array.from({ length: 50 }, async (_, writer) => {
          const next = { ...first, revision: 2, lines: [...first.lines, writer] }
          return await at.store.commit([
            {
              kind: 'replace',
              collection: 'journals',
              document: next,
              expectedRevision: 1,
              grown: growthOf(first, next, lists),
            },
            { kind: 'insert', collection: 'entries', document: { id: `e${writer}`, revision: 1 } },
          ])
        }),
      )
      const winners = results.flatMap(({ committed }, writer) => (committed ? [writer] : []))
      expect(winners).toHaveLength(1)
      expect((await stored())?.lines).toEqual(['first', winners[0]])
      expect((await at.store.find('entries', { limit: 99 })).map(({ id }) => id)).toEqual([
        `e${winners[0]}`,
      ])
    })

    it('a document that comes again under the id of one that was removed has its own elements alone', async () => {
      await at.insert(journal({ lines: [1, 2], notes: [3] }), 'journals')
      await at.store.commit([
        { kind: 'remove', collection: 'journals', id: 'j', expectedRevision: 1 },
      ])
      expect(await stored()).toBeUndefined()
      await at.insert(journal({ lines: ['own'] }), 'journals')
      expect(await stored()).toEqual(journal({ lines: ['own'] }))
    })

    it('a query takes parts of the elements', async () => {
      const first = journal({ at: '2026', lines: [{ a: 1, b: 2 }, { b: 3 }], notes: ['n'] })
      await at.insert(first, 'journals')
      const next = { ...first, revision: 2, lines: [...first.lines, { a: 4 }] }
      await put(first, next)
      const [found] = await at.store.find<Journal>('journals', {
        limit: 1,
        only: ['at', 'lines[].a', 'notes'],
      })
      expect(found).toMatchObject({ id: 'j', revision: 2, at: '2026', notes: ['n'] })
      const lines = (found?.lines ?? []) as { a?: number | null }[]
      expect(lines.map(({ a }) => a ?? null)).toEqual([1, null, 4])
      expect(JSON.stringify(lines)).not.toContain('b')
    })

    it('what is no list where one is meant to be stays what it is', async () => {
      const odd = { ...journal(), lines: 'none' } as unknown as Journal
      await at.insert(odd, 'journals')
      expect(await stored()).toEqual(odd)
      const next = { ...odd, revision: 2, notes: [1] }
      await put(odd, next)
      expect(await stored()).toEqual(next)
    })

    it('whatever is changed, what is read is what was written', async () => {
      const element = fc.oneof(
        fc.string(),
        fc.integer(),
        fc.constant(null),
        fc.record({ a: fc.string() }),
      )
      const change = fc.record({
        lines: fc.array(element, { maxLength: 3 }),
        notes: fc.array(element, { maxLength: 3 }),
        keep: fc.boolean(),
        title: fc.option(fc.string(), { nil: undefined }),
        whole: fc.boolean(),
      })
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
          const id = `p${Math.random()}`
          let present: Journal = { id, revision: 1, lines: [], notes: [] }
          await at.insert(present, 'journals')
          for (const { lines, notes, keep, title, whole } of changes) {
            const next: Journal = {
              id,
              revision: present.revision + 1,
              lines: keep ? [...present.lines, ...lines] : lines,
              notes: [...present.notes, ...notes],
              ...(title !== undefined && { title }),
            }
            await at.store.commit([
              {
                kind: 'replace',
                collection: 'journals',
                document: next,
                expectedRevision: present.revision,
                ...(!whole && { grown: growthOf(present, next, lists) }),
              },
            ])
            const read = await at.store.get<Journal>('journals', id)
            expect(read).toEqual(JSON.parse(JSON.stringify(next)))
            present = keep && read ? read : next
          }
        }),
        { numRuns: 40 },
      )
    })
  })
}
