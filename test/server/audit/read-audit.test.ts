import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { AuditEntry } from '../../../server/src/audit/audit-entry.ts'
import type { Grant } from '../../../server/src/contracts/roles.ts'
import type { Caller } from '../../../server/src/operations/context/caller.ts'
import { type AuditSearch, readAudit } from '../../../server/src/operations/audit/read-audit.ts'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'

let server: TestServer
let entries: readonly AuditEntry[]

beforeAll(async () => {
  server = await openTestServer()
  const counties = ['east', 'north', 'south', undefined]
  const days = ['2025-03-01', '2025-03-02', '2025-03-04']
  const made = Array.from({ length: 300 }, (_, n) => {
    const county = counties[n % 7] ?? undefined
    return {
      id: `entry-${String((n * 101) % 300).padStart(3, '0')}`,
      revision: 1,
      at:
        [
          `${days[n % 3]}T09:00:00.${String(n % 23).padStart(3, '0')}+08:00`,
          `${days[n % 3]}T00:00:00.000+08:00`,
          `${days[n % 3]}T23:59:59.999+08:00`,
        ][n % 5 < 3 ? 0 : (n % 5) - 2] ?? '',
      actor: { kind: 'user', id: 'a', title: 'a' },
      action: ['case.start', 'case.event', 'decide'][n % 3] ?? '',
      target: `target-${n % 5}`,
      ...(county !== undefined && { county }),
      chain: 'c',
      seq: n,
      previous: '',
      hash: '',
    }
  })
  await server.raw.commit(
    made.map((document) => ({ kind: 'insert', collection: 'audit', document })),
  )
  entries = await server.store.find<AuditEntry>('audit', { limit: 999 })
})
afterAll(() => server.discard())

const arbitraryGrant: fc.Arbitrary<Grant> = fc.record({
  role: fc.constantFrom('auditor' as const, 'administrator' as const, 'editor' as const),
  county: fc.constantFrom('*', 'east', 'north', 'nowhere'),
  units: fc.oneof(fc.constant('*' as const), fc.constant(['T01'])),
})

const arbitraryDay = fc.constantFrom(
  '2025-02-28',
  '2025-03-01',
  '2025-03-02',
  '2025-03-03',
  '2025-03-04',
)

const arbitrarySearch = fc.record(
  {
    action: fc.constantFrom('case.start', 'decide', 'audit.open', 'nothing'),
    target: fc.constantFrom('target-1', 'target-4', 'nothing'),
    from: arbitraryDay,
    to: arbitraryDay,
  },
  { requiredKeys: [] },
)

it('the log shows what concerns the counties an auditor has, newest first, over all its pages', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(arbitraryGrant, { maxLength: 3 }),
      arbitrarySearch,
      fc.integer({ min: 1, max: 50 }),
      async (held, search, limit) => {
        const caller: Caller = { kind: 'user', id: 'somebody', title: 'somebody', grants: held }
        const expected = inMemory(held, search).map(({ id }) => id)
        expect(await allPages(caller, { ...search, limit })).toEqual(expected)
      },
    ),
    { numRuns: 200 },
  )
})

it('an auditor of a quiet county is shown its entries, however long the log of others is', async () => {
  const key = await server.key({ role: 'auditor', county: 'quiet', units: '*' })
  const { body } = await server.ask('/v1/audit?limit=1', { key })
  expect(body).toEqual({ items: [] })
})

it('the log is searched by what was done, and to what', async () => {
  const key = await server.key(grants.auditor)
  const { body } = await server.ask('/v1/audit?action=decide&target=target-2&limit=3', { key })
  expect(body.items).toHaveLength(3)
  for (const entry of body.items)
    expect(entry).toMatchObject({ action: 'decide', target: 'target-2' })
  expect(body.next).toEqual(expect.any(String))
})

it('the log is searched by the days something was done on, which are days that there are', async () => {
  const key = await server.key(grants.auditor)
  const { body } = await server.ask('/v1/audit?from=2025-03-02&to=2025-03-02&limit=200', { key })
  const days = new Set((body.items as { at: string }[]).map(({ at }) => at.slice(0, 10)))
  expect([...days]).toEqual(['2025-03-02'])
  const { status } = await server.ask('/v1/audit?from=2025-02-30', { key })
  expect(status).toBe(422)
})

async function allPages(caller: Caller, search: AuditSearch): Promise<string[]> {
  const found: string[] = []
  let cursor: string | undefined
  do {
    const page = await readAudit(server.context, caller, { ...search, cursor })
    expect(page.items.length).toBeLessThanOrEqual(search.limit)
    found.push(...page.items.map(({ id }) => id))
    cursor = page.next
  } while (cursor !== undefined)
  return found
}

function inMemory(
  held: readonly Grant[],
  { action, target, from, to }: Omit<AuditSearch, 'limit' | 'cursor'>,
): readonly AuditEntry[] {
  const reaching = held.filter(
    ({ role, units }) => (role === 'auditor' || role === 'administrator') && units === '*',
  )
  return entries
    .filter((entry) => reaching.some(({ county }) => county === '*' || county === entry.county))
    .filter((entry) => action === undefined || entry.action === action)
    .filter((entry) => target === undefined || entry.target === target)
    .filter(({ at }) => from === undefined || at.slice(0, 10) >= from)
    .filter(({ at }) => to === undefined || at.slice(0, 10) <= to)
    .toSorted((a, b) => (`${a.at} ${a.id}` < `${b.at} ${b.id}` ? 1 : -1))
}
