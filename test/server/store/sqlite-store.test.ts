import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSqliteStore } from '../../../server/src/adapters/index.ts'
import { querySql } from '../../../server/src/adapters/sqlite/query-sql.ts'
import { migrations, type Migration } from '../../../server/src/adapters/sqlite/schema.ts'
import { collections } from '../../../server/src/ports/collections.ts'
import { StoreError } from '../../../server/src/ports/store-error.ts'
import type { Query, Store } from '../../../server/src/ports/store.ts'

let folder: string
let file: string
const opened: Store[] = []

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'jieli-sqlite-'))
  file = path.join(folder, 'jieli.sqlite')
})

afterEach(async () => {
  for (const store of opened.splice(0)) await store.close()
  rmSync(folder, { recursive: true })
})

function open(options: Partial<Parameters<typeof openSqliteStore>[0]> = {}): Store {
  const store = openSqliteStore({ file, collections, ...options })
  opened.push(store)
  return store
}

/** Runs SQL on the file, past the adapter. */
function sql(text: string, name = file): Record<string, unknown>[] {
  const database = new DatabaseSync(name)
  try {
    if (!/^(SELECT|EXPLAIN|PRAGMA \w+$)/.test(text)) database.exec(text)
    return /^(SELECT|EXPLAIN|PRAGMA \w+$)/.test(text) ? database.prepare(text).all() : []
  } finally {
    database.close()
  }
}

function refusal(work: () => unknown): StoreError {
  try {
    work()
  } catch (cause) {
    if (cause instanceof StoreError) return cause
    throw cause
  }
  throw new Error('it was not refused')
}

const document = (id: string, fields: object = {}) => ({ id, revision: 1, ...fields })
const insert = (id: string, fields: object = {}) =>
  ({ kind: 'insert', collection: 'cases', document: document(id, fields) }) as const

describe('a commit to SQLite', () => {
  it('of several writes leaves nothing when any of them loses', async () => {
    const store = open()
    await store.commit([insert('a', { createKey: 'k1' }), insert('b')])
    const result = await store.commit([
      insert('c'),
      { kind: 'remove', collection: 'cases', id: 'b', expectedRevision: 1 },
      {
        kind: 'replace',
        collection: 'cases',
        document: { id: 'a', revision: 2 },
        expectedRevision: 1,
      },
      insert('d', { createKey: 'k2' }),
      {
        kind: 'replace',
        collection: 'cases',
        document: { id: 'a', revision: 3 },
        expectedRevision: 7,
      },
    ])
    expect(result).toEqual({ committed: false, index: 4, reason: 'stale' })
    expect(await store.find('cases', { limit: 9 })).toEqual([
      document('a', { createKey: 'k1' }),
      document('b'),
    ])
  })

  it('that loses does not disturb the others of its group', async () => {
    const store = open()
    const results = await Promise.all([
      store.commit([insert('a'), insert('b')]),
      store.commit([insert('c'), insert('a')]),
      store.commit([insert('d')]),
      store.commit([insert('d')]),
      store.commit([
        {
          kind: 'replace',
          collection: 'cases',
          document: { id: 'd', revision: 2 },
          expectedRevision: 1,
        },
      ]),
      store.commit([insert('e'), insert('f')]),
    ])
    expect(results).toEqual([
      { committed: true },
      { committed: false, index: 1, reason: 'exists' },
      { committed: true },
      { committed: false, index: 0, reason: 'exists' },
      { committed: true },
      { committed: true },
    ])
    const found = await store.find('cases', { limit: 99 })
    expect(found.map(({ id }) => id)).toEqual(['a', 'b', 'd', 'e', 'f'])
  })

  it('is refused together with its group when the file cannot be written', async () => {
    const store = open({ busyTimeout: 50 })
    // From a process of its own: within one, SQLite's locks do not hold between two copies of SQLite.
    const holding = `const { DatabaseSync } = require('node:sqlite')
      const database = new DatabaseSync(process.argv[1])
      database.exec('BEGIN IMMEDIATE')
      console.log('held')
      process.stdin.resume()`
    const holder = spawn(process.execPath, ['-e', holding, file])
    await once(holder.stdout, 'data')
    const results = await Promise.allSettled([
      store.commit([insert('a')]),
      store.commit([insert('b')]),
    ])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    for (const result of results) {
      expect((result as PromiseRejectedResult).reason).toMatchObject({ code: 'STORE_BUSY' })
    }
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    expect(await store.find('cases', { limit: 9 })).toEqual([])
    expect(await store.commit([insert('a')])).toEqual({ committed: true })
  })

  it('of many concurrent callers goes to the disk in one transaction', async () => {
    const store = open()
    await store.commit([insert('first')])
    const pages = () => statSync(`${file}-wal`).size
    const before = pages()
    await store.commit([insert('alone')])
    const alone = pages() - before
    const start = pages()
    await Promise.all(Array.from({ length: 100 }, (_, n) => store.commit([insert(`s${n}`)])))
    // Each transaction writes every page it touched: a hundred would write a hundred times as much.
    expect(pages() - start).toBeLessThan(alone * 20)
  })
})

describe('the data file', () => {
  it('and its folder are made, for their owner only', () => {
    file = path.join(folder, 'deep', 'er', 'jieli.sqlite')
    open()
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700)
  })

  it('is in write-ahead mode, and one that is closed is a single file', async () => {
    const store = open()
    expect(sql('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }])
    await store.commit([insert('a')])
    await store.close()
    expect(() => statSync(`${file}-wal`)).toThrow('ENOENT')
  })

  it('of another program is refused and left as it was', () => {
    sql('CREATE TABLE theirs (x)')
    const before = readFileSync(file)
    expect(refusal(() => open())).toMatchObject({
      code: 'STORE_FOREIGN',
      message: `${file} is a database of another program`,
    })
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  it('that is no database is refused and left as it was', () => {
    const text = 'name,unit\n'.repeat(500)
    writeFileSync(file, text)
    expect(refusal(() => open())).toMatchObject({
      code: 'STORE_FOREIGN',
      message: expect.stringMatching(/is not a Jieli data file/),
    })
    expect(readFileSync(file, 'utf8')).toBe(text)
  })

  it('that was cut off is refused as damaged', async () => {
    const store = open()
    await Promise.all(
      Array.from({ length: 500 }, (_, n) =>
        store.commit([insert(`s${n}`, { text: 'x'.repeat(200) })]),
      ),
    )
    await store.close()
    truncateSync(file, Math.floor(statSync(file).size / 2))
    expect(refusal(() => open())).toMatchObject({
      code: 'STORE_FOREIGN',
      message: expect.stringMatching(/is damaged/),
    })
  })

  it('that cannot be made is refused in one line', () => {
    writeFileSync(path.join(folder, 'plain'), '')
    for (const impossible of [
      path.join(folder, 'plain', 'jieli.sqlite'),
      path.join('/proc', 'jieli', 'data', 'jieli.sqlite'),
    ]) {
      const error = refusal(() => open({ file: impossible }))
      expect(error).toMatchObject({ code: 'STORE_UNWRITABLE' })
      expect(error.message).toContain(`${impossible} cannot be written`)
      expect(error.message).not.toContain('\n')
    }
  })

  it('that is a folder is refused in one line', () => {
    mkdirSync(file)
    expect(refusal(() => open())).toMatchObject({ code: 'STORE_UNWRITABLE' })
  })
})

describe('the data version', () => {
  it('1 is read by this Jieli, with everything in it', async () => {
    sql(readFileSync(new URL('version-1.sql', import.meta.url), 'utf8'))
    const store = open()
    expect(await store.find('cases', { limit: 9 })).toEqual([
      {
        id: 'c1',
        revision: 2,
        county: '云岭县',
        createKey: 'k1',
        updatedAt: '2026-01-02T08:00:00+08:00',
      },
    ])
    expect(await store.get('drafts', 'district-plan')).toEqual(document('district-plan'))
    expect(await store.commit([insert('c2', { createKey: 'k1' })])).toMatchObject({
      reason: 'exists',
    })
    // Collections that came later are there too.
    expect(await store.find('audit', { limit: 1 })).toEqual([])
  })

  const addKind: Migration = (database) => {
    database.exec(`UPDATE cases SET doc = json_set(doc, '$.kind', 'referral')`)
  }

  it('1 is taken forward by each later step, once', async () => {
    sql(readFileSync(new URL('version-1.sql', import.meta.url), 'utf8'))
    const steps = [...migrations, addKind]
    const first = open({ migrations: steps })
    expect(await first.get('cases', 'c1')).toMatchObject({ revision: 2, kind: 'referral' })
    await first.commit([insert('c2', { kind: 'episode' })])
    await first.close()
    const second = open({ migrations: steps })
    expect(await second.get('cases', 'c2')).toMatchObject({ kind: 'episode' })
    expect(sql('SELECT version FROM storeSchema')).toEqual([{ version: 1 }, { version: 2 }])
  })

  it('stays what it was when a step fails', async () => {
    sql(readFileSync(new URL('version-1.sql', import.meta.url), 'utf8'))
    const failing: Migration = (database) => {
      database.exec(`DELETE FROM cases`)
      throw new Error('the step failed')
    }
    expect(refusal(() => open({ migrations: [...migrations, addKind, failing] }))).toMatchObject({
      code: 'STORE_FAILED',
    })
    expect(await open().get('cases', 'c1')).toEqual(
      expect.not.objectContaining({ kind: 'referral' }),
    )
    expect(sql('SELECT version FROM storeSchema')).toEqual([{ version: 1 }])
  })

  it('of a newer Jieli is refused', async () => {
    await open().close()
    sql(`INSERT INTO storeSchema VALUES (99, '2030-01-01T00:00:00Z')`)
    expect(refusal(() => open())).toMatchObject({
      code: 'STORE_NEWER',
      message: expect.stringContaining('data version 99'),
    })
  })
})

describe('the indexes of SQLite', () => {
  const page: Pick<Query, 'sort' | 'after' | 'limit'> = {
    sort: { field: 'updatedAt', direction: 'descending' },
    after: { value: '2026-01-01', id: 'x' },
    limit: 20,
  }

  it.each(['county', 'fromUnit', 'toUnit', 'state', 'patient', 'ruleset'])(
    'serve a page of cases by %s without reading or sorting the rest',
    (field) => {
      open()
      const plan = planOf({ where: [{ field, operator: 'equal', value: 'v' }], ...page })
      expect(plan).toMatch(new RegExp(`^SEARCH cases USING INDEX cases_${field}_updatedAt `))
      expect(plan).not.toContain('TEMP B-TREE')
    },
  )

  it('serve the timers that are due', () => {
    open()
    const plan = planOf({
      where: [{ field: 'nextTimerAt', operator: 'lessThanInclusive', value: '2026-01-01' }],
      sort: { field: 'nextTimerAt', direction: 'ascending' },
      limit: 20,
    })
    expect(plan).toMatch(/^SEARCH cases USING INDEX cases_nextTimerAt /)
    expect(plan).not.toContain('TEMP B-TREE')
  })

  function planOf(query: Query): string {
    const database = new DatabaseSync(file)
    const { sql: text, values } = querySql('cases', query)
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...values)
    database.close()
    return plan.map((row) => String(row['detail'])).join('\n')
  }
})
