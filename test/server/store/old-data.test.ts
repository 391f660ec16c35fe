import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSqliteStore } from '../../../server/src/adapters/index.ts'
import { createCommit } from '../../../server/src/audit/commit.ts'
import { verifyAudit } from '../../../server/src/audit/verify-audit.ts'
import { findBrokenEntry } from '../../../server/src/operations/case-history.ts'
import type { CaseDocument } from '../../../server/src/operations/documents.ts'
import { collections, summaries } from '../../../server/src/ports/collections.ts'
import type { Store, StoredDocument } from '../../../server/src/ports/store.ts'
import { countSteps } from '../../../server/src/upgrades/count-steps.ts'
import { TurnedClock } from './temporary-store.ts'

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

  it('keeps the chains of its cases and of its audit log whole', async () => {
    const cases = await store.find<CaseDocument>('cases', { limit: 99 })
    expect(cases.map(({ id, history }) => findBrokenEntry(id, history))).toEqual(cases.map(() => 0))
    expect((await verifyAudit(store)).problems).toEqual([])
  })

  it('answers by its new indexes, and with summaries once its cases count their steps', async () => {
    const writing = { store, commit: createCommit(store, new TurnedClock()) }
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
})
