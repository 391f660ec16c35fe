import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { AuditedCollection } from '../../../server/src/audit/audited-collections.ts'
import { auditedCollections } from '../../../server/src/audited-collections.ts'
import { grants } from '../harness/open-test-server.ts'
import { openFilledServer, type FilledServer } from './filled-server.ts'
import { verifyAll } from './tamper.ts'

let filled: FilledServer
let database: DatabaseSync

beforeAll(async () => {
  filled = await openFilledServer()
  await filled.server.store.writeCheckpoint()
  database = new DatabaseSync(path.join(filled.server.folder, 'jieli.sqlite'))
}, 60_000)
afterAll(async () => {
  database.close()
  await filled.server.close()
})

/** Collections that hold the server's own marks, which are not audited. */
const marks = new Set(
  Object.entries<AuditedCollection>(auditedCollections).flatMap(([name, { kind }]) =>
    kind === 'mark' ? [name] : [],
  ),
)

type Value = string | number | null
type Row = Record<string, Value>

/** Writes one column of a row, and says how to put it back. */
function write(table: string, row: Row, column: string, value: Value): () => void {
  const sql = `UPDATE ${table} SET "${column}" = ? WHERE rowid = ?`
  database.prepare(sql).run(value, row['rowid']!)
  return () => {
    database.prepare(sql).run(row[column]!, row['rowid']!)
  }
}

/** Of a summary another document, of a text another text, of what is empty a text. */
function another(column: string, value: Value): Value {
  if (column === 'summary') return JSON.stringify({ ...JSON.parse(String(value)), county: 'x' })
  return typeof value === 'number' ? value + 1 : `${String(value ?? '')}x`
}

it('a column that is changed beside its document is found, whichever it is', async () => {
  const tables = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'store%'")
    .all()
    .map(({ name }) => String(name))
    .filter((name) => !marks.has(name))
  expect(tables.length).toBeGreaterThan(15)
  for (const table of tables) {
    const row = database
      .prepare(`SELECT rowid, * FROM ${table} ORDER BY rowid DESC LIMIT 1`)
      .get() as Row
    for (const column of Object.keys(row).filter((name) => name !== 'doc' && name !== 'rowid')) {
      const undo = write(table, row, column, another(column, row[column]!))
      const { sound } = await verifyAll(filled.server)
      undo()
      expect({ table, column, sound }).toEqual({ table, column, sound: false })
    }
  }
  expect((await verifyAll(filled.server)).problems).toEqual([])
}, 60_000)

it('a document whose text is none any more is found, and hides no other', async () => {
  for (const table of [
    'cases',
    'cases_parts',
    'users',
    'publications',
    'audit',
    'checkpoints',
    'runChunks',
  ]) {
    const row = database
      .prepare(`SELECT rowid, * FROM ${table} ORDER BY rowid DESC LIMIT 1`)
      .get() as Row
    for (const text of ['nothing', '5', '{}']) {
      const undo = write(table, row, 'doc', text)
      const { problems } = await verifyAll(filled.server)
      undo()
      expect(problems.map(({ where }) => where).join(), table).toContain(String(row['id']))
    }
  }
})

it('a key is not taken for another by what is kept of it beside it', async () => {
  const { server } = filled
  const own = await server.key(grants.auditor)
  const strong = await server.key(grants.administrator)
  const hashes = database
    .prepare('SELECT rowid, id, hash FROM keys ORDER BY rowid DESC')
    .all() as Row[]
  const [of, from] = hashes
  const undoFirst = write('keys', from!, 'hash', 'another')
  // Whoever has the weak key writes its hash beside the strong one.
  const undo = write('keys', of!, 'hash', from!['hash']!)
  expect((await server.ask('/v1/users', { key: own })).status).toBe(401)
  undo()
  undoFirst()
  expect((await server.ask('/v1/users', { key: strong })).status).toBe(200)
})
