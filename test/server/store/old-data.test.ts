import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSqliteStore } from '../../../server/src/adapters/index.ts'
import { commitMarks } from '../../../server/src/audit/commit-marks.ts'
import { createSealer } from '../../../server/src/audit/sealer.ts'
import { auditedCollections } from '../../../server/src/audited-collections.ts'
import { checkCase } from '../../../server/src/operations/cases/case-check.ts'
import type { CaseDocument } from '../../../server/src/documents/case-document.ts'
import { collections, summaries } from '../../../server/src/ports/collections.ts'
import type { Store, StoredDocument } from '../../../server/src/ports/store.ts'
import { countSteps } from '../../../server/src/upgrades/count-steps.ts'

const kept = path.resolve(import.meta.dirname, '../../formats/data-version-1')

let folder: string
let store: Store
/** Every document of the file by collection and id, as it was before this Jieli opened it. */
const before = new Map<string, ReadonlyMap<string, StoredDocument>>()

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'jieli-old-'))
  const file = path.join(folder, 'jieli.sqlite')
  writeFileSync(file, brotliDecompressSync(readFileSync(path.join(kept, 'jieli.sqlite.br'))))
  const database = new DatabaseSync(file)
  for (const { name } of collections) {
    // Collections that came later hold nothing.
    const exists = database.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(name)
    if (exists === undefined) continue
    const rows = database.prepare(`SELECT id, doc FROM ${name}`).all() as {
      id: string
      doc: string
    }[]
    before.set(name, new Map(rows.map(({ id, doc }) => [id, JSON.parse(doc) as StoredDocument])))
  }
  database.close()
  store = openSqliteStore({ file, collections })
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

describe('a data file of version 1', () => {
  it('has every document of it, each as it was', async () => {
    expect(before.get('cases')?.size).toBe(7)
    expect(before.get('audit')?.size).toBeGreaterThan(50)
    for (const { name } of collections) {
      const documents = await store.find<StoredDocument>(name, { limit: 10_000 })
      expect(new Map(documents.map((each) => [each.id, each]))).toEqual(
        before.get(name) ?? new Map(),
      )
    }
  })

  it('answers by its new indexes, and with summaries once its cases count their steps', async () => {
    const writing = { store, commit: commitMarks(store, auditedCollections) }
    await countSteps(writing)
    const { county, ruleset } = [...(before.get('cases')?.values() ?? [])][0] as CaseDocument
    const states = await store.distinct('cases', ['state'], { county, ruleset })
    const found = await store.find<CaseDocument>('cases', {
      anyOf: states.map(([state = null]) => ({ county, ruleset, state })),
      sort: { field: 'updatedAt', direction: 'descending' },
      limit: 99,
      only: summaries.cases,
    })
    expect(new Map(found.map(({ id, steps }) => [id, steps]))).toEqual(
      new Map(
        [...(before.get('cases')?.values() ?? [])].map((each) => [
          each.id,
          (each as CaseDocument).history.length,
        ]),
      ),
    )
    expect(found[0]).not.toHaveProperty('history')
    await countSteps(writing)
    const again = await store.get('cases', found[0]?.id ?? '')
    expect(again?.revision).toBe(found[0]?.revision)
  })

  it('has cases that are as their histories say', async () => {
    const { privateKey } = generateKeyPairSync('ed25519')
    const cases = await store.find<CaseDocument>('cases', { limit: 99 })
    for (const each of cases) expect(checkCase(each, createSealer({ privateKey }))).toEqual([])
  })
})
