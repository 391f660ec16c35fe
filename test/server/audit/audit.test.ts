import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nextAuditWrite } from '../../../server/src/audit/append-audit.ts'
import { entryHash, type AuditEntry } from '../../../server/src/audit/audit-entry.ts'
import { openAuditedStore } from '../../../server/src/audit/audited-store.ts'
import { verifyAudit } from '../../../server/src/audit/verify-audit.ts'
import type { Store, Write } from '../../../server/src/ports/store.ts'
import { temporaryStore, TurnedClock } from '../store/temporary-store.ts'

let place: ReturnType<typeof temporaryStore>
let clock: TurnedClock
let store: Store

beforeEach(async () => {
  place = temporaryStore()
  clock = new TurnedClock()
  store = await openAuditedStore({ store: place.store, clock })
})

afterEach(() => place.destroy())

const record = (target: string) =>
  nextAuditWrite({
    at: clock.now(),
    actor: { kind: 'user', id: 'wang.li', title: '王丽' },
    action: 'case.start',
    target,
    detail: { state: '申请', unit: undefined, list: [1, 'two', null] },
  })
const start = (id: string): Write[] => [
  { kind: 'insert', collection: 'cases', document: { id, revision: 1 } },
  record(id),
]
const entries = () => place.store.find<AuditEntry>('audit', { limit: 10_000 })
const entryOf = async (target: string) =>
  (await entries()).find((entry) => entry.target === target)!

describe('the audit log', () => {
  it('holds an entry with every commit that has one, in the same commit', async () => {
    expect(await store.commit(start('c1'))).toEqual({ committed: true })
    expect(await entryOf('c1')).toMatchObject({
      seq: 2,
      action: 'case.start',
      actor: { title: '王丽' },
      detail: { state: '申请', list: [1, 'two', null] },
    })
    expect(await verifyAudit(place.store)).toEqual({ entries: 2, chains: 1, problems: [] })
  })

  it('holds nothing of a commit that lost, and goes on without a gap', async () => {
    await store.commit(start('c1'))
    expect(await store.commit(start('c1'))).toMatchObject({ committed: false, index: 0 })
    await store.commit(start('c2'))
    expect((await entries()).map(({ seq, target }) => [seq, target])).toEqual([
      [1, expect.any(String)],
      [2, 'c1'],
      [3, 'c2'],
    ])
    expect((await verifyAudit(place.store)).problems).toEqual([])
  })

  it('takes several records in one commit', async () => {
    await store.commit([...start('c1'), record('c1'), record('c2')])
    expect((await entries()).map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
    expect((await verifyAudit(place.store)).problems).toEqual([])
  })

  it('takes records alone', async () => {
    await store.commit([record('sign-in')])
    expect(await entryOf('sign-in')).toMatchObject({ seq: 2 })
  })

  it('stays whole under 500 concurrent commits of which half lose', async () => {
    const results = await Promise.all(
      Array.from({ length: 500 }, (_, n) => store.commit(start(`c${n % 250}`))),
    )
    expect(results.filter(({ committed }) => committed)).toHaveLength(250)
    const report = await verifyAudit(place.store)
    expect(report).toMatchObject({ entries: 251, problems: [] })
    expect(report.chains).toBeGreaterThan(1)
    expect(new Set((await entries()).map(({ target }) => target)).size).toBe(251)
  })

  it('keeps concurrent commits in turn when there is one chain only', async () => {
    const narrow = await openAuditedStore({ store: place.store, clock, chains: 1 })
    await Promise.all(Array.from({ length: 100 }, (_, n) => narrow.commit(start(`c${n}`))))
    expect(await verifyAudit(place.store)).toMatchObject({ entries: 102, problems: [] })
  })

  it('leaves commits without records alone', async () => {
    const document = { id: 'd', revision: 1 }
    await store.commit([{ kind: 'insert', collection: 'drafts', document }])
    expect(await store.get('drafts', 'd')).toEqual(document)
    expect(await entries()).toHaveLength(1)
  })

  it('stays whole when the store fails in between, and goes on with another chain', async () => {
    await store.commit(start('c1'))
    const unstorable = { id: 'x', revision: 'not a number' as never }
    await expect(
      store.commit([{ kind: 'insert', collection: 'cases', document: unstorable }, record('x')]),
    ).rejects.toMatchObject({ code: 'STORE_FAILED' })
    await store.commit(start('c2'))
    expect((await entryOf('c2')).chain).not.toBe((await entryOf('c1')).chain)
    expect(await verifyAudit(place.store)).toMatchObject({ entries: 3, chains: 2, problems: [] })
  })

  it('has text with half characters in it and is whole for all that', async () => {
    await store.commit([record('half \ud800 character')])
    expect((await verifyAudit(place.store)).problems).toEqual([])
  })

  it('goes on after a restart with a new chain that names where the former ones ended', async () => {
    await Promise.all(['c1', 'c2', 'c3'].map((id) => store.commit(start(id))))
    await store.close()
    clock.turn(60)
    const reopened = place.reopen()
    const second = await openAuditedStore({ store: reopened, clock })
    await second.commit(start('c4'))
    const all = await reopened.find<AuditEntry>('audit', { limit: 100 })
    const closing = all.find(({ action }) => action === 'audit.close')!
    const opening = all.findLast(({ action }) => action === 'audit.open')!
    expect(closing.detail?.['heads']).toHaveLength(3)
    expect(JSON.stringify(opening.detail)).toContain(closing.hash)
    expect(await verifyAudit(reopened)).toMatchObject({ problems: [] })
    await second.close()
  })

  it('goes on after a crash, naming every chain that crashed', async () => {
    await Promise.all(['c1', 'c2', 'c3'].map((id) => store.commit(start(id))))
    // The process is gone: nothing was closed.
    clock.turn(60)
    await openAuditedStore({ store: place.store, clock })
    const opening = (await entries()).findLast(({ action }) => action === 'audit.open')!
    expect(opening.detail?.['former']).toHaveLength(3)
    expect((await verifyAudit(place.store)).problems).toEqual([])
  })
})

describe('verifying the audit log', () => {
  /** A log of two processes: the first crashed, the second names where it ended. */
  beforeEach(async () => {
    for (let n = 1; n <= 6; n += 1) await store.commit(start(`c${n}`))
    clock.turn(60)
    const second = await openAuditedStore({ store: place.store, clock })
    for (let n = 7; n <= 9; n += 1) await second.commit(start(`c${n}`))
  })

  it('finds nothing in a log that was left alone', async () => {
    expect(await verifyAudit(place.store)).toEqual({ entries: 11, chains: 2, problems: [] })
  })

  const overwrite = (entry: AuditEntry) =>
    place.store.commit([
      { kind: 'replace', collection: 'audit', document: entry, expectedRevision: 1 },
    ])
  const remove = (id: string) =>
    place.store.commit([{ kind: 'remove', collection: 'audit', id, expectedRevision: 1 }])
  const problems = async () => (await verifyAudit(place.store)).problems

  it('finds a changed entry', async () => {
    const entry = await entryOf('c3')
    await overwrite({ ...entry, actor: { kind: 'user', id: 'li.wei', title: '李伟' } })
    expect(await problems()).toEqual([{ id: entry.id, problem: 'changed' }])
  })

  it('finds a changed entry whose hash was made to fit', async () => {
    const entry = await entryOf('c3')
    const changed = { ...entry, target: 'c99' }
    await overwrite({ ...changed, hash: entryHash(changed) })
    expect(await problems()).toEqual([{ id: (await entryOf('c4')).id, problem: 'misplaced' }])
  })

  it('finds a field that was added to an entry', async () => {
    const entry = await entryOf('c3')
    await overwrite({ ...entry, county: 'yunling' })
    expect(await problems()).toEqual([{ id: entry.id, problem: 'changed' }])
  })

  it('finds a removed entry', async () => {
    const { id } = await entryOf('c3')
    await remove(id)
    expect(await problems()).toEqual([{ id, problem: 'missing' }])
  })

  it('finds that the end of a former process was cut off', async () => {
    const [fifth, sixth] = [await entryOf('c5'), await entryOf('c6')]
    await remove(fifth.id)
    await remove(sixth.id)
    expect(await problems()).toEqual([{ id: sixth.id, problem: 'missing' }])
  })

  it('finds that a whole process is gone', async () => {
    const first = (await entryOf('c1')).chain
    for (const { id, chain } of await entries()) if (chain === first) await remove(id)
    expect(await problems()).toEqual([{ id: expect.stringContaining(first), problem: 'missing' }])
  })

  it('finds an end that was written anew', async () => {
    const entry = await entryOf('c6')
    const changed = { ...entry, target: 'c99' }
    await overwrite({ ...changed, hash: entryHash(changed) })
    expect(await problems()).toEqual([{ id: entry.id, problem: 'changed' }])
  })

  it('finds entries that changed places', async () => {
    const [third, fourth] = [await entryOf('c3'), await entryOf('c4')]
    await overwrite({ ...third, id: fourth.id })
    await overwrite({ ...fourth, id: third.id })
    expect(await problems()).toEqual(
      expect.arrayContaining([
        { id: third.id, problem: 'changed' },
        { id: fourth.id, problem: 'changed' },
      ]),
    )
  })

  it('finds entries that changed places and were hashed anew', async () => {
    const [third, fourth] = [await entryOf('c3'), await entryOf('c4')]
    const anew = (entry: AuditEntry, at: AuditEntry) => {
      const moved = { ...entry, id: at.id, seq: at.seq, previous: at.previous }
      return { ...moved, hash: entryHash(moved) }
    }
    await overwrite(anew(third, fourth))
    await overwrite(anew(fourth, third))
    expect((await problems()).length).toBeGreaterThan(0)
  })

  it('finds an entry that was written past the chains', async () => {
    const write = record('smuggled')
    await place.store.commit([write])
    expect(await problems()).toEqual([{ id: write.document.id, problem: 'unplaced' }])
  })

  it('finds an entry added to the middle of a chain', async () => {
    const entry = await entryOf('c3')
    const added = { ...entry, id: `${entry.id}a` }
    const document = { ...added, hash: entryHash(added) }
    await place.store.commit([{ kind: 'insert', collection: 'audit', document }])
    expect(await problems()).toContainEqual({ id: added.id, problem: 'misplaced' })
  })
})
