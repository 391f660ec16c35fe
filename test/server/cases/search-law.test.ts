import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Grant } from '../../../server/src/contracts/roles.ts'
import { type Caller, maySeeCase } from '../../../server/src/operations/context/caller.ts'
import type { CaseSummary } from '../../../server/src/documents/case-document.ts'
import type { CollectionName } from '../../../server/src/documents/document-store.ts'
import type { Query, StoredDocument } from '../../../server/src/ports/store.ts'
import type { OperationContext } from '../../../server/src/operations/context/operation-context.ts'
import { type CaseSearch, searchCases } from '../../../server/src/operations/cases/search-cases.ts'
import { openTestServer, type TestServer } from '../harness/open-test-server.ts'

const counties = ['east', 'north', 'south', '']
const units = ['T01', 'T02', 'T03', 'D01', 'P01', null]
const states = ['draft', 'waiting', 'done.closed']

let server: TestServer
let cases: readonly CaseSummary[]

beforeAll(async () => {
  server = await openTestServer()
  cases = Array.from({ length: 400 }, (_, n) => {
    const county = counties[n % counties.length] ?? ''
    return {
      id: `case-${String((n * 271) % 400).padStart(3, '0')}`,
      revision: 1,
      county,
      ruleset: n % 5 === 0 ? `${county}-second` : `${county}-first`,
      version: '1.0.0',
      bundle: 'b',
      pathway: 'referral',
      patient: `p-${n % 60}`,
      fromUnit: units[(n * 7) % units.length] ?? null,
      toUnit: units[(n * 5) % units.length] ?? null,
      state: states[(n * 11) % states.length] ?? '',
      status: 'active',
      nextTimerAt: null,
      steps: 1,
      createdAt: momentOf(n % 40),
      // Many at one moment, so that ties are common.
      updatedAt: momentOf((n * 13) % 25),
    }
  })
  await server.raw.commit(
    cases.map((document) => ({ kind: 'insert', collection: 'cases', document })),
  )
})
afterAll(() => server.discard())

function momentOf(day: number): string {
  return `2025-${day < 31 ? '03' : '04'}-${String((day % 31) + 1).padStart(2, '0')}T09:00:00.000+08:00`
}

const arbitraryGrant: fc.Arbitrary<Grant> = fc.record({
  role: fc.constantFrom('caseWorker' as const, 'integrator' as const, 'editor' as const),
  county: fc.constantFrom('*', 'east', 'north', 'nowhere'),
  units: fc.oneof(
    fc.constant('*' as const),
    fc.subarray(['T01', 'T02', 'D01', 'nobody'], { maxLength: 3 }),
  ),
})

const arbitrarySearch = fc.record(
  {
    unit: fc.constantFrom('T01', 'T03', 'D01', 'nobody'),
    state: fc.constantFrom(...states),
    patient: fc.constantFrom('p-1', 'p-7', 'nobody'),
    ruleset: fc.constantFrom('east-first', 'north-second', 'other'),
    from: fc.constantFrom('2025-03-05', '2025-03-28'),
    to: fc.constantFrom('2025-03-20', '2025-04-02'),
  },
  { requiredKeys: [] },
)

describe('a search for cases', () => {
  it('finds what one grant covers and every filter fits, newest first, each once, over all its pages', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(arbitraryGrant, { maxLength: 4 }),
        arbitrarySearch,
        fc.integer({ min: 1, max: 60 }),
        async (grants, search, limit) => {
          const caller = callerWith(grants)
          expect(await allPages(server.context, caller, { ...search, limit })).toEqual(
            inMemory(caller, { ...search, limit }).map(({ id }) => id),
          )
        },
      ),
      { numRuns: 300 },
    )
  })

  it('asks the store for one page of exactly these cases, whatever the grants and the other cases', async () => {
    const caller = callerWith([
      { role: 'caseWorker', county: 'east', units: ['T01', 'D01'] },
      { role: 'caseWorker', county: 'north', units: ['D01', 'T01', 'T02'] },
    ])
    for (const search of [
      {},
      { unit: 'T01' },
      { state: 'waiting' },
      { ruleset: 'east-first' },
      { from: '2025-03-05' },
      { unit: 'D01', from: '2025-03-01', to: '2025-04-30' },
      { unit: 'D01', state: 'draft' },
    ]) {
      const { context, pages } = watched(server.context)
      const { items } = await searchCases(context, caller, { ...search, limit: 2 })
      expect(items).toHaveLength(2)
      expect(pages).toEqual([3])
    }
  })

  it('by a caller of more units than are asked for one by one finds the same, and looks at a thousand for a page', async () => {
    const many = Array.from({ length: 2600 }, (_, n) => `X${n}`)
    const caller = callerWith([
      { role: 'caseWorker', county: 'east', units: ['T01', ...many] },
      { role: 'caseWorker', county: 'north', units: ['D01'] },
    ])
    for (const search of [{}, { state: 'waiting' }, { unit: 'T01' }, { from: '2025-03-05' }])
      expect(await allPages(server.context, caller, { ...search, limit: 7 })).toEqual(
        inMemory(caller, { ...search, limit: 7 }).map(({ id }) => id),
      )
  })

  it('by a unit that is not the caller’s own looks at no more than a thousand cases for a page', async () => {
    const own = Array.from({ length: 2100 }, (_, n) => ({
      ...cases[0],
      id: `own-${String(n).padStart(4, '0')}`,
      revision: 1,
      county: 'west',
      ruleset: 'west-first',
      fromUnit: 'W01',
      // The case that is looked for is the oldest of all.
      toUnit: n === 0 ? 'W03' : 'W02',
      updatedAt: `2025-05-01T09:00:00.${String(n % 1000).padStart(3, '0')}+08:00`,
      ...(n === 0 && { updatedAt: '2025-01-01T09:00:00.000+08:00' }),
    }))
    await server.raw.commit(
      own.map((document) => ({ kind: 'insert', collection: 'cases', document })),
    )
    const caller = callerWith([{ role: 'caseWorker', county: 'west', units: ['W01'] }])
    const { context, pages } = watched(server.context)
    expect(await allPages(context, caller, { unit: 'W03', limit: 10 })).toEqual(['own-0000'])
    expect(pages).toEqual([1000, 1000, 100])
  })
})

function callerWith(grants: readonly Grant[]): Caller {
  return { kind: 'user', id: 'somebody', title: 'somebody', grants }
}

/** The ids of every page, one after another. */
async function allPages(
  context: OperationContext,
  caller: Caller,
  search: CaseSearch,
): Promise<string[]> {
  const found: string[] = []
  let cursor: string | undefined
  do {
    const page = await searchCases(context, caller, { ...search, cursor })
    expect(page.items.length).toBeLessThanOrEqual(search.limit)
    found.push(...page.items.map(({ id }) => id))
    cursor = page.next
  } while (cursor !== undefined)
  return found
}

function inMemory(caller: Caller, search: CaseSearch): readonly CaseSummary[] {
  const { unit, state, patient, ruleset, from, to } = search
  const byDay = patient === undefined && (from !== undefined || to !== undefined)
  const order = byDay ? 'createdAt' : 'updatedAt'
  return cases
    .filter((each) => maySeeCase(caller, 'cases.read', each))
    .filter((each) => unit === undefined || each.fromUnit === unit || each.toUnit === unit)
    .filter((each) => state === undefined || each.state === state)
    .filter((each) => patient === undefined || each.patient === patient)
    .filter((each) => ruleset === undefined || each.ruleset === ruleset)
    .filter(({ createdAt }) => from === undefined || createdAt.slice(0, 10) >= from)
    .filter(({ createdAt }) => to === undefined || createdAt.slice(0, 10) <= to)
    .toSorted((a, b) => (`${a[order]} ${a.id}` < `${b[order]} ${b.id}` ? 1 : -1))
}

/** The context, and how many cases the store gave for each question. What else a list tells of, it asks once a page. */
function watched(context: OperationContext): {
  readonly context: OperationContext
  readonly pages: number[]
} {
  const { store } = context
  const pages: number[] = []
  return {
    pages,
    context: {
      ...context,
      store: {
        get: (collection, id) => store.get(collection, id),
        find: async <Name extends CollectionName, Item extends StoredDocument>(
          collection: Name,
          query: Query,
        ) => {
          const found = await store.find<Name, Item>(collection, query)
          if (collection === 'cases') pages.push(found.length)
          return found
        },
        distinct: (collection, fields, among) => store.distinct(collection, fields, among),
        ping: () => store.ping(),
      },
    },
  }
}
