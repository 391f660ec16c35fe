import { copyFileSync } from 'node:fs'
import path from 'node:path'
import { createBundle, type Origin, type Ruleset } from '@jieli/engine'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  entryId,
  faultOf,
  headAt,
  sealEntry,
  type AuditEntry,
  type ChainHead,
} from '../../../server/src/audit/audit-entry.ts'
import {
  contentSeal,
  type AuditedCollection,
} from '../../../server/src/audit/audited-collections.ts'
import { checkpointFileName } from '../../../server/src/audit/checkpoint-file.ts'
import { createSealer, type Sealer } from '../../../server/src/audit/sealer.ts'
import { unkeyedSeal } from '../../../server/src/audit/unkeyed-seal.ts'
import { verifyStore } from '../../../server/src/audit/verify/verify-store.ts'
import { auditedCollections } from '../../../server/src/audited-collections.ts'
import { ownSigningKey } from '../../../server/src/package-file/signing-key.ts'
import { openFilledServer, type FilledServer } from './filled-server.ts'
import { codesOf, sealerOf, Tamperer, verifyAll, type Stored } from './tamper.ts'

let filled: FilledServer
let tamperer: Tamperer

beforeAll(async () => {
  filled = await openFilledServer()
  tamperer = new Tamperer(filled.server)
  await filled.server.store.writeCheckpoint()
}, 60_000)
afterEach(async () => {
  await tamperer.undo()
})
afterAll(() => filled.server.close())

const codes = () => codesOf(filled.server)
const entryOf = async (action: string) =>
  (await tamperer.entries()).find((entry) => entry.action === action)!

/** Everything rehashed in its order by somebody with a key of theirs, or with none. */
async function computeAfresh(sealer: Sealer | undefined): Promise<void> {
  const hashes = new Map<string, string>()
  const heads = new Map<string, ChainHead>()
  const entries = (await tamperer.entries()).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  // A chain that follows another comes after it.
  const following = new Set(entries.filter(({ follows }) => follows).map(({ chain }) => chain))
  const later = ({ chain }: AuditEntry) => Number(following.has(chain))
  for (const entry of entries.toSorted((a, b) => later(a) - later(b))) {
    const { chain, seq, follows } = entry
    const { hash: _hash, detail: _detail, salt: _salt, revision: _rev, ...rest } = entry
    const opening = hashes.get(entryId(`${chain.split('.')[0]}.0000`, 1))
    const previous =
      heads.get(chain)?.hash ??
      (follows ? hashes.get(entryId(follows.chain, follows.seq)) : opening) ??
      ''
    const changed = { ...rest, previous, actor: { kind: 'user', id: 'nobody', title: 'nobody' } }
    const { detail, salt, revision } = entry
    const whole = { ...changed, revision, ...(detail && { detail, salt }) }
    const hash = sealer?.seal(changed) ?? unkeyedSeal(whole)
    hashes.set(entry.id, hash)
    heads.set(chain, { chain, seq, hash })
    await tamperer.overwrite('audit', { ...entry, ...changed, hash })
  }
  for (const [name, audited] of Object.entries<AuditedCollection>(auditedCollections)) {
    if (audited.kind !== 'subject') continue
    for (const document of await tamperer.all(name)) {
      const { chain, seq } = document['audit']
      const head = { chain, seq, hash: hashes.get(entryId(chain, seq)) ?? '' }
      await tamperer.overwrite(name, { ...document, audit: head })
    }
  }
}

describe('verifying finds', () => {
  it('that the log was emptied', async () => {
    await tamperer.empty('audit')
    expect(await codes()).toEqual(expect.arrayContaining(['CHECKPOINT_DIFFERS', 'ENTRY_MISSING']))
  })

  it('that the log and its checkpoints were emptied, by the documents and by the file', async () => {
    await tamperer.empty('audit')
    await tamperer.empty('checkpoints')
    expect(await codes()).toEqual(expect.arrayContaining(['CHECKPOINT_MISSING', 'ENTRY_MISSING']))
  })

  it('that the last entries of a document were cut off', async () => {
    const chain = `cases/${filled.caseId}`
    const last = (await tamperer.entries()).filter((entry) => entry.chain === chain).at(-1)!
    await tamperer.remove('audit', last)
    expect(await codes()).toEqual(['CHECKPOINT_DIFFERS', 'ENTRY_MISSING'])
  })

  it('that the last entries of a process were cut off', async () => {
    await tamperer.remove('audit', await entryOf('decide'))
    expect(await codes()).toEqual(['CHECKPOINT_DIFFERS'])
  })

  it('a changed entry, in whatever it says', async () => {
    const entry = await entryOf('user.change')
    const changes = [
      { actor: { ...entry.actor, id: 'li.wei' } },
      { at: '2025-02-03T09:00:01.000+08:00' },
      { county: 'south' },
      { detail: { title: '李伟' } },
      { added: true },
      { contents: [] },
    ]
    for (const change of changes) {
      await tamperer.overwrite('audit', { ...entry, ...change })
      expect(await codes(), JSON.stringify(change)).toContain('ENTRY_CHANGED')
    }
  })

  it('an entry that was changed and sealed with a key of one’s own, or with none', async () => {
    const entry = await entryOf('case.start')
    const changed = { ...entry, target: 'another' }
    const foreign = createSealer(await ownSigningKey(path.join(filled.server.folder, 'theirs')))
    const hash = foreign.seal(changed)
    await tamperer.overwrite('audit', { ...changed, hash })
    expect(await codes()).toContain('ENTRY_OTHER_KEY')
    const { hash: _hash, ...plain } = changed
    await tamperer.overwrite('audit', { ...changed, hash: unkeyedSeal(plain) })
    expect(await codes()).toContain('ENTRY_UNSEALED')
  })

  it('a removed entry', async () => {
    const entry = (await tamperer.entries()).find(
      ({ chain, seq }) => chain === `cases/${filled.caseId}` && seq === 2,
    )!
    await tamperer.remove('audit', entry)
    expect(await codes()).toEqual(['ENTRY_MISSING'])
  })

  it('entries that changed places', async () => {
    const [second, third] = (await tamperer.entries()).filter(
      ({ chain, seq }) => chain === `cases/${filled.caseId}` && (seq === 2 || seq === 3),
    )
    await tamperer.overwrite('audit', { ...second!, id: third!.id })
    await tamperer.overwrite('audit', { ...third!, id: second!.id })
    expect(await codes()).toContain('ENTRY_CHANGED')
  })

  it('an entry that was put in', async () => {
    const entry = await entryOf('case.start')
    await tamperer.insert('audit', { ...entry, id: `${entry.id}a` })
    expect(await codes()).toContain('ENTRY_CHANGED')
    await tamperer.remove('audit', { ...entry, id: `${entry.id}a` })
    for (const [index, chain] of [null, 7, true, 'nowhere', 'elsewhere/x'].entries()) {
      const document = { ...entry, id: `stray${index}`, chain } as unknown as Stored
      await tamperer.insert('audit', document)
      const found = await codes()
      expect(found, String(chain)).toContain('ENTRY_UNSEALED')
      await tamperer.remove('audit', document)
    }
  })

  it('that everything was computed afresh without the key, or with another one', async () => {
    await computeAfresh(undefined)
    expect(await codes()).toEqual(expect.arrayContaining(['CHECKPOINT_DIFFERS', 'ENTRY_UNSEALED']))
    await computeAfresh(
      createSealer(await ownSigningKey(path.join(filled.server.folder, 'theirs'))),
    )
    expect(await codes()).toEqual(expect.arrayContaining(['CHECKPOINT_DIFFERS', 'ENTRY_OTHER_KEY']))
  })

  it('by a checkpoint kept elsewhere that everything was computed afresh with the key', async () => {
    const { server } = filled
    const elsewhere = path.join(server.folder, 'kept-elsewhere.ndjson')
    copyFileSync(path.join(server.folder, checkpointFileName), elsewhere)
    await computeAfresh(sealerOf(server))
    await tamperer.empty('checkpoints')
    const parts = {
      store: server.raw,
      sealer: sealerOf(server),
      collections: auditedCollections,
      publicKey: server.context.signingKey.publicKey,
    }
    // Whoever has the key can make a log that is whole in itself.
    expect((await verifyStore(parts)).problems).toEqual([])
    const report = await verifyStore({ ...parts, checkpointFile: elsewhere, fileRequired: true })
    expect(Object.keys(report.counts)).toEqual(['CHECKPOINT_MISSING'])
  })

  it('that checkpoints were signed anew with another key', async () => {
    const { server } = filled
    const [checkpoint] = await tamperer.all('checkpoints')
    const theirs = await ownSigningKey(path.join(server.folder, 'theirs'))
    const report = await verifyStore({
      store: server.raw,
      sealer: sealerOf(server),
      collections: auditedCollections,
      publicKey: theirs.publicKey,
      checkpointFile: path.join(server.folder, checkpointFileName),
    })
    expect(report.counts).toMatchObject({ CHECKPOINT_OTHER_KEY: report.checkpoints })
    await tamperer.remove('checkpoints', checkpoint!)
    expect(await codes()).toEqual(['CHECKPOINT_MISSING'])
  })

  it('that a published version and its publication were rehashed together', async () => {
    const publication = (await tamperer.all('publications')).find(({ id }) => id === 'small@1.0.0')!
    const bundle = (await tamperer.all('bundles')).find(({ id }) => id === publication['bundle'])!
    const content = bundle['content'] as Ruleset
    const changed = { ...content, parameters: [] } as Ruleset
    const { hash } = createBundle(changed, bundle['origin'] as Origin)
    await tamperer.overwrite('bundles', { ...bundle, content: changed, hash })
    await tamperer.overwrite('publications', { ...publication, hash })
    const { problems } = await verifyAll(filled.server)
    expect(problems.map(({ code, where }) => [code, where])).toEqual([
      ['DOCUMENT_CHANGED', `bundles/${bundle.id}`],
      ['DOCUMENT_CHANGED', 'publications/small@1.0.0'],
    ])
  })

  it('that a published version is not what its hash says, even where its seal was made to fit', async () => {
    const publication = (await tamperer.all('publications')).find(({ id }) => id === 'small@1.0.0')!
    const bundle = (await tamperer.all('bundles')).find(({ id }) => id === publication['bundle'])!
    const changed = { ...bundle, content: { ...bundle['content'], parameters: [] } }
    const where = { collection: 'bundles', document: changed }
    const seal = contentSeal(auditedCollections.bundles, where, sealerOf(filled.server))
    await tamperer.overwrite('bundles', { ...changed, audit: { seal } })
    expect(await codes()).toEqual(['BUNDLE_CHANGED'])
  })

  it('grants that were edited, of an account and of a key', async () => {
    const [account] = await tamperer.all('users')
    const [key] = await tamperer.all('keys')
    const everything = [{ role: 'administrator', county: '*', units: '*' }]
    await tamperer.overwrite('users', { ...account!, grants: everything })
    await tamperer.overwrite('keys', { ...key!, grants: everything })
    const { problems } = await verifyAll(filled.server)
    expect(problems.map(({ code, where }) => [code, where])).toEqual([
      ['DOCUMENT_CHANGED', `users/${account!.id}`],
      ['DOCUMENT_CHANGED', `keys/${key!.id}`],
    ])
  })

  it('an account, a key and a session that were put in past the log', async () => {
    for (const name of ['users', 'keys', 'sessions']) {
      const [there] = await tamperer.all(name)
      const { audit, ...document } = there!
      const more = {
        ...document,
        id: 'smuggled',
        ...('hash' in document && { hash: 'x' }),
      } as Stored
      await tamperer.insert(name, more)
      expect(await codes(), name).toEqual(['DOCUMENT_UNRECORDED'])
      // With the mark of another, or with one that names nothing.
      await tamperer.overwrite(name, { ...more, audit })
      expect(await codes(), name).toEqual(['DOCUMENT_UNRECORDED'])
      const named = { chain: `${name}/smuggled`, seq: 1, hash: audit.hash }
      await tamperer.overwrite(name, { ...more, audit: named })
      expect(await codes(), name).toEqual(['ENTRY_MISSING'])
      await tamperer.remove(name, more)
    }
  })

  it('a step of a history that was edited, and a snapshot', async () => {
    const document = (await tamperer.all('cases')).find(({ id }) => id === filled.caseId)!
    const history = structuredClone(document['history'])
    history[1].actor.title = 'another'
    await tamperer.overwrite('cases', { ...document, history })
    expect(await codes()).toEqual(['CASE_HISTORY_CHANGED'])
    const snapshot = structuredClone(document['snapshot'])
    snapshot.facts.age = 17
    await tamperer.overwrite('cases', { ...document, snapshot })
    expect(await codes()).toEqual(['CASE_STATE_CHANGED'])
  })

  it('that a whole case is gone, and by the checkpoint that it is gone with its entries', async () => {
    const document = (await tamperer.all('cases')).find(({ id }) => id === filled.caseId)!
    await tamperer.remove('cases', document)
    expect(await codes()).toEqual(['DOCUMENT_MISSING'])
    for (const entry of await tamperer.entries()) {
      if (entry.chain === `cases/${filled.caseId}`) await tamperer.remove('audit', entry)
    }
    expect(await codes()).toEqual(['CHECKPOINT_DIFFERS'])
  })

  it('that rows a run rests on are gone', async () => {
    const [run] = await tamperer.all('runs')
    const chunk = (await tamperer.all('runChunks')).find(({ id }) => id === run!['content'])!
    await tamperer.remove('runChunks', chunk)
    expect(await codes()).toEqual(['DOCUMENT_MISSING'])
  })

  it('that a document was put back to an older state, and by the checkpoint that its last entries went too', async () => {
    const { server, key } = filled
    const before = (await tamperer.all('users')).find(({ id }) => id === 'wang.li')!
    await server.ask('/v1/users/wang.li', { key, method: 'PUT', body: { disabled: true } })
    await server.store.writeCheckpoint()
    await tamperer.overwrite('users', before)
    expect(await codes()).toEqual(['DOCUMENT_OLDER'])
    const last = (await tamperer.entries()).filter(({ chain }) => chain === 'users/wang.li').at(-1)!
    await tamperer.remove('audit', last)
    expect(await codes()).toEqual(['CHECKPOINT_DIFFERS'])
  })

  it('that a detail was erased, unless an entry says who erased it', async () => {
    const { server } = filled
    const entry = await entryOf('user.create')
    const { detail: _detail, salt: _salt, ...erased } = { ...entry, revision: 2 }
    await tamperer.overwrite('audit', erased)
    expect(await codes()).toEqual(['ENTRY_ERASED'])
    const actor = { kind: 'user', id: 'wang.li', title: '王丽' }
    await server.context.commit([], { action: 'audit.erase', actor, target: entry.id })
    expect(await codes()).toEqual([])
  })
})

describe('an entry', () => {
  it('is told from one that was sealed again without the key', () => {
    const head = { chain: 'users/x', seq: 0, hash: '' }
    const sealer = sealerOf(filled.server)
    const record = {
      at: '2025-02-03T09:00:00.000+08:00',
      actor: { kind: 'user', id: 'x', title: 'half \ud800 character' },
      action: 'x',
      target: 'y',
      county: undefined,
      detail: { 10: 1, 9: 2, a: undefined, __proto__: 'x', nested: [null, -0, 1.5] },
    }
    const entry = sealEntry(record, { head }, sealer)
    const stored = JSON.parse(JSON.stringify(entry)) as AuditEntry
    expect(faultOf(stored, sealer)).toBeUndefined()
    expect(headAt(stored)).toEqual({ chain: 'users/x', seq: 1, hash: entry.hash })
    expect(faultOf({ ...stored, target: 'z' }, sealer)).toBe('changed')
  })
})

it('verifying finds nothing in a store that was left alone, whatever it holds, also after a restart', async () => {
  const report = await verifyAll(filled.server)
  expect(report).toMatchObject({ problems: [], sound: true, lines: report.checkpoints })
  expect(report.entries).toBeGreaterThan(30)
  expect(report.documents).toBeGreaterThan(35)
  filled.server.clock.advance(60_000)
  const restarted = await filled.server.restart()
  filled = { ...filled, server: restarted }
  tamperer = new Tamperer(restarted)
  expect((await verifyAll(restarted)).problems).toEqual([])
})
