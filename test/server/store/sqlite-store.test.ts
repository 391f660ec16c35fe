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

  it('holds nothing any more of what was written over or removed', async () => {
    const told = (name: string) => `${name} of a person `.repeat(400)
    const store = open()
    await store.commit([
      insert('a', { text: told('first') }),
      insert('b', { text: told('second') }),
    ])
    await store.commit([
      {
        kind: 'replace',
        collection: 'cases',
        document: document('a', { revision: 2 }),
        expectedRevision: 1,
      },
    ])
    await store.commit([{ kind: 'remove', collection: 'cases', id: 'b', expectedRevision: 1 }])
    await store.close()
    const bytes = readFileSync(file)
    for (const name of ['first', 'second'])
      expect(bytes.includes(`${name} of a person`)).toBe(false)
    expect(bytes.includes('"revision":2')).toBe(true)
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
  const makeFirst = () => sql(readFileSync(new URL('version-1.sql', import.meta.url), 'utf8'))

  it('1 is read by this Jieli, with everything in it', async () => {
    makeFirst()
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
    expect(sql('SELECT version FROM storeSchema')).toEqual([
      { version: 1 },
      { version: 2 },
      { version: 3 },
    ])
  })

  it('1 stays what it was when it cannot be brought forward', () => {
    makeFirst()
    sql(`INSERT INTO drafts VALUES ('broken', 1, 'no JSON')`)
    const before = sql('SELECT name, sql FROM sqlite_schema ORDER BY name')
    expect(refusal(() => open())).toMatchObject({ code: 'STORE_FAILED' })
    expect(sql('SELECT name, sql FROM sqlite_schema ORDER BY name')).toEqual(before)
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

describe('the columns of a collection', () => {
  const declare = (indexes: readonly string[][], summary?: readonly string[]) => [
    { name: 'cases', indexes, unique: ['createKey'], ...(summary && { summary }) },
  ]

  it('follow what is declared when a file is opened, and the documents stay as they are', async () => {
    const documents = Array.from({ length: 1200 }, (_, n) =>
      document(`c${String(n).padStart(4, '0')}`, {
        county: n % 2 === 0 ? '云岭县' : null,
        rank: n,
        text: '\ud800 𠮷',
        createKey: `k${n}`,
      }),
    )
    const first = open({ collections: declare([['county']]) })
    await first.commit(
      documents.map((each) => ({ kind: 'insert', collection: 'cases', document: each })),
    )
    await first.close()
    const second = open({ collections: declare([['county', 'rank']], ['rank']) })
    expect(await second.find('cases', { limit: 9999 })).toEqual(documents)
    const query: Query = {
      where: [{ field: 'county', operator: 'equal', value: '云岭县' }],
      sort: { field: 'rank', direction: 'descending' },
      limit: 1,
      only: ['rank'],
    }
    expect(await second.find('cases', query)).toEqual([{ id: 'c1198', revision: 1, rank: 1198 }])
    expect(await second.commit([insert('other', { createKey: 'k7' })])).toMatchObject({
      reason: 'exists',
    })
    await second.close()
    expect(sql(`SELECT name FROM sqlite_schema WHERE name LIKE 'cases%' ORDER BY name`)).toEqual(
      ['cases', 'cases_county_rank', 'cases_unique_createKey'].map((name) => ({ name })),
    )
  })

  it('come to a table that lacks them, which is not written again', async () => {
    const values = ['b', true, 3, null] as const
    const documents = Array.from({ length: 1200 }, (_, n) => ({
      ...document(`c${String(n).padStart(4, '0')}`, { county: 'x', text: '\ud800 𠮷' }),
      ...(n % 5 < 4 && { late: values[n % 5] }),
      ...(n % 7 === 0 && { rank: n }),
    }))
    const place = () => sql(`SELECT rootpage FROM sqlite_schema WHERE name = 'cases'`)
    const first = open({ collections: declare([['county']]) })
    await first.commit(
      documents.map((each) => ({ kind: 'insert', collection: 'cases', document: each })),
    )
    await first.close()
    const before = place()
    for (const round of ['brought forward', 'opened again']) {
      const store = open({ collections: declare([['county'], ['late', 'rank']]) })
      expect(await store.find('cases', { limit: 9999 }), round).toEqual(documents)
      for (const late of values) {
        const where = [{ field: 'late', operator: 'equal', value: late }] as const
        const sort = { field: 'rank', direction: 'ascending' } as const
        const found = await store.find('cases', { where, sort, limit: 9999 })
        const wanted = documents.filter((each) => (each.late ?? null) === late && 'rank' in each)
        expect(found.filter((each) => 'rank' in each)).toEqual(wanted)
      }
      await store.close()
      expect(place()).toEqual(before)
    }
  })

  it('have an index hold only what has a sparse field once it is declared so, and pages go on behind others', async () => {
    const withField = (n: number) => n % 10 === 0
    const documents = Array.from({ length: 60 }, (_, n) =>
      document(`c${n + 10}`, { county: 'x', ...(withField(n) && { rank: `r${n + 10}` }) }),
    )
    const first = open({ collections: declare([['county', 'rank']]) })
    await first.commit(
      documents.map((each) => ({ kind: 'insert', collection: 'cases', document: each })),
    )
    await first.close()
    const [whole] = declare([['county', 'rank']])
    const plans: string[] = []
    const store = openSqliteStore({
      file,
      collections: [{ ...whole!, sparse: ['rank'] }],
      onPlan: ({ steps }) => plans.push(...steps),
    })
    const sort = { field: 'rank', direction: 'ascending' } as const
    const asked: Query[] = [
      { anyOf: [{ county: 'x' }], sort, limit: 9 },
      { where: [{ field: 'county', operator: 'equal', value: 'x' }], sort, limit: 9 },
    ]
    for (const query of asked) {
      const found = await store.find('cases', query)
      expect(found).toEqual(documents.filter((_, n) => withField(n)))
      const after = { value: 'r30', id: 'c30' }
      expect(await store.find('cases', { ...query, after })).toEqual(found.slice(3))
    }
    expect(plans.filter((step) => /SCAN x|TEMP B-TREE/.test(step))).toEqual([])
    await store.close()
    expect(sql(`SELECT sql FROM sqlite_schema WHERE name = 'cases_county_rank'`)).toEqual([
      { sql: expect.stringContaining('WHERE "rank" IS NOT NULL') },
    ])
  })

  it('refuse an index over a field that is no scalar, or named like one of our own', async () => {
    const store = open({ collections: declare([['county']]) })
    await expect(store.commit([insert('a', { county: ['x'] })])).rejects.toThrow(TypeError)
    expect(() => open({ collections: declare([['doc']]) })).toThrow(/doc/)
  })

  it('that do not change are not written again', async () => {
    const store = open()
    const fields = { county: 'c', ruleset: 'r', state: 's', createKey: 'k', createdAt: 'b' }
    await store.commit([insert('a', { ...fields, updatedAt: '1' })])
    const pages = () => statSync(`${file}-wal`).size
    const grown = async (revision: number, changed: object) => {
      const before = pages()
      const next = { id: 'a', revision, ...fields, ...changed }
      await store.commit([
        { kind: 'replace', collection: 'cases', document: next, expectedRevision: revision - 1 },
      ])
      return pages() - before
    }
    const nothing = await grown(2, { updatedAt: '1' })
    const moved = await grown(3, { updatedAt: '2' })
    const all = await grown(4, { county: 'd', updatedAt: '3' })
    expect(nothing).toBeLessThan(moved)
    expect(moved).toBeLessThan(all)
  })
})
