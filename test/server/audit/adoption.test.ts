import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSqliteStore } from '../../../server/src/adapters/index.ts'
import { openAuditedStore, type AuditedStore } from '../../../server/src/audit/audited-store.ts'
import { checkpointFileName } from '../../../server/src/audit/checkpoint-file.ts'
import { AuditKeyError } from '../../../server/src/audit/lost-keys.ts'
import { eager } from '../../../server/src/audit/read-pages.ts'
import { createSealer } from '../../../server/src/audit/sealer.ts'
import { unkeyedSeal } from '../../../server/src/audit/unkeyed-seal.ts'
import { verifyStore } from '../../../server/src/audit/verify/verify-store.ts'
import { auditedCollections } from '../../../server/src/audited-collections.ts'
import { checkCase } from '../../../server/src/operations/cases/case-check.ts'
import type { CaseDocument } from '../../../server/src/documents/case-document.ts'
import { collections } from '../../../server/src/ports/collections.ts'
import type { Store } from '../../../server/src/ports/store.ts'
import { ownSigningKey } from '../../../server/src/package-file/signing-key.ts'
import { TurnedClock } from '../store/temporary-store.ts'
import { Tamperer, type Stored } from './tamper.ts'

const packed = new URL('../../formats/data-version-1/jieli.sqlite.br', import.meta.url)
const actor = { kind: 'user', id: 'wang.li', title: '王丽' }

let folder: string
let raw: Store
let clock: TurnedClock
let tamperer: Tamperer

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'jieli-'))
  const file = path.join(folder, 'jieli.sqlite')
  writeFileSync(file, brotliDecompressSync(readFileSync(packed)))
  raw = openSqliteStore({ file, collections })
  clock = new TurnedClock()
  tamperer = new Tamperer({ raw })
})
afterEach(async () => {
  await raw.close()
  rmSync(folder, { recursive: true })
})

const open = async (more: object = {}): Promise<AuditedStore> =>
  await openAuditedStore({
    store: raw,
    clock,
    signingKey: await ownSigningKey(folder),
    collections: auditedCollections,
    checkpointFile: path.join(folder, checkpointFileName),
    ...more,
  })
const codes = async (store: AuditedStore) => {
  const { counts } = await store.verify(undefined, eager)
  return Object.keys(counts).toSorted()
}

describe('a store of an older version', () => {
  it('says before its first start that nothing is fixed, and verifies in the old way', async () => {
    const key = await ownSigningKey(folder)
    const parts = {
      store: raw,
      sealer: createSealer(key),
      collections: auditedCollections,
      publicKey: key.publicKey,
    }
    expect(Object.keys((await verifyStore(parts)).counts)).toEqual(['NOT_ADOPTED'])
    const [entry] = await tamperer.entries()
    await tamperer.overwrite('audit', { ...entry!, target: 'x' } as unknown as Stored)
    expect(Object.keys((await verifyStore(parts)).counts)).toContain('ENTRY_CHANGED')
  })

  it('is taken over at its first start, as it is: every document and every chain', async () => {
    const before = new Map<string, Stored[]>()
    for (const { name } of collections) before.set(name, await tamperer.all(name))
    let adopted = 0
    const store = await open({ adopting: (count: number) => (adopted = count) })
    for (const { name } of collections) {
      if (name === 'audit' || name === 'checkpoints') continue
      expect(await tamperer.all(name), name).toEqual(before.get(name))
    }
    const documents = Object.entries(auditedCollections).flatMap(([name, { kind }]) =>
      kind === 'mark' ? [] : (before.get(name) ?? []),
    )
    expect(documents.length).toBeGreaterThan(20)
    const entries = await tamperer.entries()
    const adoptions = entries.filter(({ action }) => action === 'audit.adopt')
    expect(adoptions).toHaveLength(adopted)
    expect(adopted).toBeGreaterThan(documents.length)
    const report = await store.verify(undefined, eager)
    expect(report).toMatchObject({ problems: [], documents: documents.length })
    // The first checkpoint names all that was taken over.
    const heads = (await tamperer.all('checkpoints')).flatMap((each) => each['heads'] as object[])
    expect(heads.length).toBe(adopted + 1)
  })

  it('is taken over once: what comes past the log later is not', async () => {
    await (await open()).close()
    raw = openSqliteStore({ file: path.join(folder, 'jieli.sqlite'), collections })
    tamperer = new Tamperer({ raw })
    await tamperer.empty('checkpoints')
    const [account] = await tamperer.all('users')
    await tamperer.insert('users', { ...account!, id: 'smuggled' })
    // Neither the entries nor the checkpoints of the store say that it was; the file does.
    await tamperer.empty('audit')
    const store = await open()
    expect(await codes(store)).toEqual(
      expect.arrayContaining(['CHECKPOINT_MISSING', 'DOCUMENT_UNRECORDED']),
    )
  })

  it('goes on: cases are stepped, drafts saved anew, accounts changed, and all of it verifies', async () => {
    const store = await open()
    for (const name of ['cases', 'drafts', 'users', 'keys', 'publications', 'units']) {
      for (const { id, revision, ...fields } of await tamperer.all(name)) {
        const document = { id, ...fields, revision: revision + 1 }
        const write = { kind: 'replace', collection: name, document } as const
        const action = { action: 'upgrade.number-versions', actor, target: id } as const
        expect(await store.commit([{ ...write, expectedRevision: revision }], action)).toEqual({
          committed: true,
        })
      }
    }
    expect(await codes(store)).toEqual([])
    clock.turn(60)
    await store.close()
    raw = openSqliteStore({ file: path.join(folder, 'jieli.sqlite'), collections })
    expect(await codes(await open())).toEqual([])
  })

  it('shows what is tampered with from then on', async () => {
    const store = await open()
    const found = async (work: () => Promise<void>): Promise<string[]> => {
      await work()
      const seen = await codes(store)
      await tamperer.undo()
      return seen
    }
    const account = (await tamperer.all('users')).find(({ id }) => id !== 'admin')
    const everything = [{ role: 'administrator', county: '*', units: '*' }]
    const edited = { ...account!, grants: everything }
    expect(await found(() => tamperer.overwrite('users', edited))).toEqual(['DOCUMENT_CHANGED'])
    expect(await found(() => tamperer.remove('users', account!))).toEqual(['DOCUMENT_MISSING'])
    const [chunk] = await tamperer.all('bundles')
    const thinned = { ...chunk!, content: {} }
    expect(await found(() => tamperer.overwrite('bundles', thinned))).toContain('DOCUMENT_CHANGED')
    // A chain of the old kind, computed afresh from its last entry on, or lengthened.
    const old = (await tamperer.entries()).filter(({ hash }) => hash.startsWith('sha256:'))
    const last = old.at(-1)!
    const { hash: _hash, ...content } = { ...last, target: 'another' }
    const forged = { ...content, hash: unkeyedSeal(content) }
    expect(await found(() => tamperer.overwrite('audit', forged as unknown as Stored))).toEqual(
      expect.arrayContaining(['ENTRY_UNSEALED']),
    )
    expect(await found(() => tamperer.remove('audit', last as unknown as Stored))).toEqual(
      expect.arrayContaining(['ENTRY_MISSING']),
    )
  })

  it('has its cases checked in the old way, and a history that was hashed anew against the log', async () => {
    const store = await open()
    const documents = (await tamperer.all('cases')) as unknown as CaseDocument[]
    expect(documents.length).toBeGreaterThan(0)
    for (const document of documents) {
      expect(checkCase(document, store.sealer), document.id).toEqual([])
    }
    const longest = documents.toSorted((a, b) => b.history.length - a.history.length)[0]!
    const history = structuredClone(longest.history) as unknown as Stored[]
    history[0]!['actor'] = actor
    let previous: string | null = null
    for (const entry of history) {
      const { hash: _hash, ...content } = entry
      content.previous = previous
      entry['previous'] = previous
      entry['hash'] = previous = unkeyedSeal({ case: longest.id, ...content })
    }
    const forged = { ...longest, history } as unknown as Stored
    expect(checkCase(forged as unknown as CaseDocument, store.sealer)).toEqual([])
    await tamperer.overwrite('cases', forged)
    expect(await codes(store)).toEqual(['DOCUMENT_CHANGED'])
  })
})

describe('a log of another key', () => {
  const exchangeKey = () => {
    const file = path.join(folder, 'signing-key.pem')
    copyFileSync(file, `${file}.old`)
    rmSync(file)
  }
  const reopen = () => {
    raw = openSqliteStore({ file: path.join(folder, 'jieli.sqlite'), collections })
    tamperer = new Tamperer({ raw })
  }

  it('is not written to, until somebody says that the key is lost; then what it sealed is counted', async () => {
    const first = await open()
    const { keyId } = first.sealer
    await first.close()
    exchangeKey()
    reopen()
    await expect(open()).rejects.toThrow(AuditKeyError)
    await expect(open({ lostKey: '00000000' })).rejects.toThrow(keyId)
    const second = await open({ lostKey: keyId })
    const report = await second.verify(undefined, eager)
    expect(report).toMatchObject({ counts: { ENTRY_LOST_KEY: 1 }, problemCount: 1, sound: true })
    expect(report.problems[0]?.severity).toBe('warning')
    await second.close()
    reopen()
    // It need not be said again.
    const third = await open()
    expect(third.sealer.lostKeys).toEqual(new Set([keyId]))
    await third.close()
  })

  it('still tells a case that was sealed by it from one that says it was', async () => {
    const first = await open()
    const { keyId } = first.sealer
    const [document] = (await tamperer.all('cases')) as unknown as CaseDocument[]
    await first.close()
    exchangeKey()
    reopen()
    const second = await open({ lostKey: keyId })
    const other = createSealer(await ownSigningKey(path.join(folder, 'theirs')))
    const [entry, ...rest] = document!.history
    const forged = { ...entry!, hash: other.seal('x') }
    const changed = { ...document!, history: [forged, ...rest] }
    expect(checkCase(changed, second.sealer).map(({ path: where }) => where)).toContain(
      '/history/0',
    )
  })
})
