import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AuditEntry } from '../../../server/src/audit/audit-entry.ts'
import type { AuditedStore } from '../../../server/src/audit/audited-store.ts'
import { UntracedError, type AuditedAction } from '../../../server/src/audit/commit.ts'
import { eager } from '../../../server/src/audit/read-pages.ts'
import type { ReplaceWrite, StoredDocument, Write } from '../../../server/src/ports/store.ts'
import { temporaryStore, TurnedClock, type TemporaryStore } from '../store/temporary-store.ts'

let place: TemporaryStore
let clock: TurnedClock
let store: AuditedStore

beforeEach(async () => {
  place = temporaryStore()
  clock = new TurnedClock()
  store = await place.openAudited(clock)
})

afterEach(() => place.destroy())

const action = (target: string, name: AuditedAction['action'] = 'units.save'): AuditedAction => ({
  action: name,
  actor: { kind: 'user', id: 'wang.li', title: '王丽' },
  target,
  detail: { state: '申请', unit: undefined, list: [1, 'two', null] },
})
interface Unit extends StoredDocument {
  readonly text: string
}
const insert = (id: string, text = '', collection = 'units'): Write => ({
  kind: 'insert',
  collection,
  document: { id, revision: 1, text } as Unit,
})
const replace = (document: Unit, text: string): Write => ({
  kind: 'replace',
  collection: 'units',
  document: { ...document, text, revision: document.revision + 1 } as Unit,
  expectedRevision: document.revision,
})
const entries = () => place.store.find<AuditEntry>('audit', { limit: 10_000 })
const chainOf = async (chain: string) =>
  (await entries()).filter((entry) => entry.chain === chain).map(({ seq }) => seq)
const problems = async () => (await store.verify(undefined, eager)).problems

describe('a change of a document', () => {
  it('is in the same commit as its entry, in the chain of the document', async () => {
    expect(await store.commit([insert('u1')], action('u1'))).toEqual({ committed: true })
    const entry = (await entries()).find(({ target }) => target === 'u1')
    expect(entry).toMatchObject({
      id: 'units/u1:000000000001',
      seq: 1,
      actor: { title: '王丽' },
      detail: { state: '申请', list: [1, 'two', null] },
      contents: [{ collection: 'units', id: 'u1' }],
    })
    expect(await problems()).toEqual([])
  })

  it('continues the chain, whoever carries the mark on and whoever writes the document anew', async () => {
    await store.commit([insert('u1')], action('u1'))
    const read = (await store.get<Unit>('units', 'u1'))!
    await store.commit([replace(read, 'carried')], action('u1'))
    const anew = { id: 'u1', revision: 2, text: '' }
    await store.commit([replace(anew, 'anew')], action('u1'))
    const last = await store.get('units', 'u1')
    // What the log marks it with is not among its fields.
    expect(JSON.parse(JSON.stringify(last))).toEqual({ id: 'u1', revision: 3, text: 'anew' })
    expect(await chainOf('units/u1')).toEqual([1, 2, 3])
    expect(await problems()).toEqual([])
  })

  it('continues the chain of one that is written in a row without being read, and of a copy of another', async () => {
    const first: Unit = { id: 'u1', revision: 1, text: '' }
    const write: Write = { kind: 'insert', collection: 'units', document: first }
    await store.commit([write], action('u1'))
    const second = replace(first, 'second') as ReplaceWrite
    await store.commit([second], action('u1'))
    await store.commit([replace(second.document as Unit, 'third')], action('u1'))
    await store.commit([insert('u2')], action('u2'))
    const other = (await store.get<Unit>('units', 'u2'))!
    await store.commit([replace({ ...other, id: 'u1', revision: 3 }, 'copied')], action('u1'))
    const frozen = Object.freeze((await store.get<Unit>('units', 'u1'))!)
    const fifth = Object.freeze(replace(frozen, 'fifth') as ReplaceWrite)
    Object.freeze(fifth.document)
    await store.commit([fifth], action('u1'))
    await store.commit([replace(fifth.document as Unit, 'sixth')], action('u1'))
    expect(await chainOf('units/u1')).toEqual([1, 2, 3, 4, 5, 6])
    expect(await problems()).toEqual([])
  })

  it('leaves nothing where it lost, and no gap', async () => {
    await store.commit([insert('u1')], action('u1'))
    const read = (await store.get<Unit>('units', 'u1'))!
    const lost = { committed: false, index: 0 }
    expect(await store.commit([insert('u1')], action('u1'))).toMatchObject(lost)
    await store.commit([replace(read, 'first')], action('u1'))
    expect(await store.commit([replace(read, 'second')], action('u1'))).toMatchObject(lost)
    const bare = { id: 'u1', revision: 1, text: '' }
    expect(await store.commit([replace(bare, 'third')], action('u1'))).toMatchObject(lost)
    expect(await chainOf('units/u1')).toEqual([1, 2])
    expect(await problems()).toEqual([])
  })

  it('may concern several counties, and bring further documents, which have chains of their own from then on', async () => {
    const both = ['north', 'south'].map((county) => ({ ...action('u1'), county }))
    await store.commit([insert('u1'), insert('u2')], both)
    const second = (await store.get<Unit>('units', 'u2'))!
    await store.commit([replace(second, 'by itself')], action('u2'))
    expect(await chainOf('units/u1')).toEqual([1, 2])
    expect(await chainOf('units/u2')).toEqual([1])
    const [own] = (await entries()).filter(({ chain }) => chain === 'units/u2')
    expect(own?.follows).toEqual({ chain: 'units/u1', seq: 2 })
    expect(await problems()).toEqual([])
  })

  it('stays whole under 500 concurrent commits of which half lose, and no chain waits for another', async () => {
    const results = await Promise.all(
      Array.from({ length: 500 }, (_, n) => store.commit([insert(`u${n % 250}`)], action('u'))),
    )
    expect(results.filter(({ committed }) => committed)).toHaveLength(250)
    const report = await store.verify(undefined, eager)
    // A chain for each, and that of the process.
    expect(report).toMatchObject({ entries: 251, chains: 251, documents: 250, problems: [] })
  })

  it('is refused when the document was written past the log, and when an entry was put in its place', async () => {
    await place.store.commit([insert('u1')])
    const smuggled = (await store.get<Unit>('units', 'u1'))!
    await expect(store.commit([replace(smuggled, 'x')], action('u1'))).rejects.toThrow(
      UntracedError,
    )
    await store.commit([insert('u2')], action('u2'))
    const [, second] = (await entries()).filter(({ id }) => id.startsWith('units/u2'))
    expect(second).toBeUndefined()
    const planted = { id: 'units/u2:000000000002', revision: 1 }
    await place.store.commit([{ kind: 'insert', collection: 'audit', document: planted }])
    const read = (await store.get<Unit>('units', 'u2'))!
    await expect(store.commit([replace(read, 'x')], action('u2'))).rejects.toThrow(UntracedError)
    expect(await store.get('units', 'u2')).toMatchObject({ text: '' })
  })

  it('needs an entry: nothing that is audited can be written as a mark, or removed where nothing ever is', async () => {
    await expect(store.commit([insert('u1')], 'mark')).rejects.toThrow(TypeError)
    await expect(store.commit([insert('u1')], 'content')).rejects.toThrow(TypeError)
    const removal: Write = {
      kind: 'remove',
      collection: 'units',
      id: 'u1',
      expectedRevision: 1,
    }
    await expect(store.commit([removal], action('u1'))).rejects.toThrow(TypeError)
    await expect(store.commit([removal], 'mark')).rejects.toThrow(TypeError)
    await expect(store.commit([insert('m', '', 'nowhere')], 'mark')).rejects.toThrow(TypeError)
    await expect(
      store.commit(
        [insert('a'), { ...insert('b'), kind: 'replace', expectedRevision: 1 } as Write],
        action('a'),
      ),
    ).rejects.toThrow(TypeError)
  })

  it('begins a chain of its own each time a document comes again under the same id', async () => {
    for (const _ of [1, 2]) {
      await store.commit([insert('s1', '', 'signers')], action('s1'))
      expect(await problems()).toEqual([])
      const removal = { collection: 'signers', id: 's1', expectedRevision: 1 }
      await store.commit([{ kind: 'remove', ...removal }], action('s1'))
    }
    const chains = new Set((await entries()).map(({ chain }) => chain))
    expect([...chains].filter((chain) => chain.startsWith('signers/s1~'))).toHaveLength(2)
    expect(await problems()).toEqual([])
  })
})

describe('what no document decides', () => {
  it('goes into chains of the process, of which concurrent commits take different ones', async () => {
    await store.commit([], action('d1'))
    expect((await entries()).map(({ seq, target }) => [seq, target])).toContainEqual([2, 'd1'])
    await Promise.all(Array.from({ length: 200 }, () => store.commit([], action('d'))))
    const report = await store.verify(undefined, eager)
    expect(report).toMatchObject({ entries: 202, problems: [] })
    expect(report.chains).toBeGreaterThan(1)
  })

  it('waits its turn when there is one chain only', async () => {
    const narrow = await place.openAudited(clock, { chains: 1 })
    await Promise.all(Array.from({ length: 100 }, () => narrow.commit([], action('d'))))
    expect(await narrow.verify(undefined, eager)).toMatchObject({ chains: 2, problems: [] })
  })

  it('tells of documents that come with what the server marks for itself', async () => {
    const standing = insert('s1', '', 'standings')
    await store.commit([standing, insert('n1', '', 'notices')], action('n1'))
    expect(await problems()).toEqual([])
    const [notice] = await place.store.find<StoredDocument>('notices', { limit: 1 })
    const changed = { ...notice!, text: 'changed' } as StoredDocument
    await place.store.commit([
      { kind: 'replace', collection: 'notices', document: changed, expectedRevision: 1 },
    ])
    expect((await problems()).map(({ code }) => code)).toEqual(['DOCUMENT_CHANGED'])
  })

  it('goes on with another chain when the store fails in between', async () => {
    await store.commit([], action('d1'))
    const unstorable = { id: 'x', revision: 'not a number' as never }
    await expect(
      store.commit(
        [{ kind: 'insert', collection: 'standings', document: unstorable }],
        action('x'),
      ),
    ).rejects.toMatchObject({ code: 'STORE_FAILED' })
    await store.commit([], action('d2'))
    const chain = async (of: string) => (await entries()).find(({ target }) => target === of)?.chain
    expect(await chain('d2')).not.toBe(await chain('d1'))
    expect(await problems()).toEqual([])
  })

  it('holds text with half characters and is whole for all that', async () => {
    await store.commit([], action('half \ud800 character'))
    await store.commit([insert('u1', 'half \ud800 character')], action('u1'))
    expect(await problems()).toEqual([])
  })
})

describe('a process', () => {
  const several = (from: number) =>
    Promise.all([1, 2, 3].map((n) => store.commit([], action(`d${from + n}`))))

  it('goes on after a restart with chains that name where the former ones ended', async () => {
    await several(0)
    await store.close()
    clock.turn(60)
    const reopened = place.reopen()
    const second = await place.openAudited(clock, { store: reopened })
    const all = await reopened.find<AuditEntry>('audit', { limit: 100 })
    const closing = all.find((entry) => entry.action === 'audit.close')!
    const opening = all.findLast((entry) => entry.action === 'audit.open')!
    expect(closing.detail?.['heads']).toHaveLength(3)
    expect(JSON.stringify(opening.detail)).toContain(closing.hash)
    expect((await second.verify(undefined, eager)).problems).toEqual([])
    expect((await second.verify(second.since, eager)).problems).toEqual([])
    await second.close()
  })

  it('goes on after a crash, naming every chain that crashed', async () => {
    await several(0)
    // The process is gone: nothing was closed.
    clock.turn(60)
    const second = await place.openAudited(clock)
    const opening = (await entries()).findLast((entry) => entry.action === 'audit.open')!
    expect(opening.detail?.['former']).toHaveLength(3)
    expect((await second.verify(undefined, eager)).problems).toEqual([])
  })

  it('finds in the newest part alone what was tampered with since the last checkpoint', async () => {
    await store.commit([insert('u1')], action('u1'))
    clock.turn(3600)
    const second = await place.openAudited(clock)
    await second.commit([insert('u2')], action('u2'))
    expect((await second.verify(second.since, eager)).problems).toEqual([])
    const stored = (await place.store.get<Unit>('units', 'u2'))!
    const changed = { ...stored, text: 'changed' }
    await place.store.commit([
      { kind: 'replace', collection: 'units', document: changed, expectedRevision: 1 },
    ])
    const report = await second.verify(second.since, eager)
    expect(report.problems.map(({ code, where }) => [code, where])).toEqual([
      ['DOCUMENT_CHANGED', 'units/u2'],
    ])
  })
})
