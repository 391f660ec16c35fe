import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FieldValues, Query, QueryCondition, Scalar } from '../../../server/src/ports/store.ts'
import { SampleStore, sample, type Sample, type StorePlace } from './sample-store.ts'

/** What every adapter must answer to many ranges at once, to summaries and to distinct values. */
export function describeQueries(name: string, makePlace: () => Promise<StorePlace>): void {
  describe(`${name}, asked for many ranges`, { timeout: 120_000 }, () => {
    const at = new SampleStore(makePlace)
    let runs = 0

    /** Inserts documents that are this run's alone. */
    const insertAll = async (fields: readonly Record<string, unknown>[]): Promise<Sample[]> => {
      const run = `run-${(runs += 1)}`
      const documents = fields.map((each, index) =>
        sample(`${run}-${String(index).padStart(3, '0')}`, { run, ...each }),
      )
      await Promise.all(documents.map((document) => at.insert(document)))
      return documents
    }

    it('a page is what filtering and sorting in memory gives', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(arbitraryFields, { maxLength: 25 }),
          arbitraryQuery,
          async (fields, asked) => {
            const documents = await insertAll(fields)
            const of = `run-${runs}`
            const query = withinRun(asked, of, documents)
            expect(await at.ids(query)).toEqual(inMemory(documents, query).map(({ id }) => id))
          },
        ),
        { numRuns: 150 },
      )
    })

    it('pages of many ranges follow one another without gap or repeat', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(arbitraryFields, { maxLength: 25 }),
          fc.array(arbitraryBranch, { minLength: 1, maxLength: 5 }),
          fc.constantFrom('ascending' as const, 'descending' as const),
          async (fields, anyOf, direction) => {
            const documents = await insertAll(fields)
            const query: Query = {
              where: [{ field: 'run', operator: 'equal', value: `run-${runs}` }],
              anyOf,
              sort: { field: 'rank', direction },
              limit: 3,
            }
            const seen: string[] = []
            let after: Query['after']
            for (;;) {
              const page = await at.store.find<Sample>('samples', {
                ...query,
                ...(after && { after }),
              })
              seen.push(...page.map(({ id }) => id))
              const last = page.at(-1)
              if (last === undefined) break
              after = { value: last['rank'] as number, id: last.id }
            }
            const whole = inMemory(documents, { ...query, limit: 999 })
            expect(seen).toEqual(whole.map(({ id }) => id))
          },
        ),
        { numRuns: 40 },
      )
    })

    it('two thousand ranges are one question', async () => {
      const documents = await insertAll(
        Array.from({ length: 40 }, (_, n) => ({ county: `c${n % 20}`, unit: `u${n}`, rank: n })),
      )
      const anyOf = Array.from({ length: 2000 }, (_, n) => ({
        county: `c${n % 20}`,
        unit: `u${2 * Math.floor(n / 20)}`,
      }))
      const query: Query = { anyOf, sort: { field: 'rank', direction: 'descending' }, limit: 15 }
      expect(await at.ids(query)).toEqual(inMemory(documents, query).map(({ id }) => id))
    })

    it('no range at all finds nothing, and one without fields finds everything', async () => {
      const [only] = await insertAll([{ rank: 1 }])
      expect(await at.ids({ anyOf: [], limit: 9 })).toEqual([])
      expect(await at.ids({ anyOf: [{}], limit: 9 })).toEqual([only?.id])
      expect(await at.ids({ anyOf: [{}, { rank: 1 }], limit: 9 })).toEqual([only?.id])
      expect(await at.ids({ anyOf: [{}], limit: 0 })).toEqual([])
    })

    it('a value that is no scalar, and a field of no plain name, are refused', async () => {
      const wrong = [{ county: ['a'] }, { county: undefined }, { "x') OR 1=1 --": 1 }]
      for (const branch of wrong) {
        const query = { anyOf: [branch as unknown as FieldValues], limit: 1 }
        await expect(at.store.find('samples', query)).rejects.toThrow(TypeError)
      }
    })

    it('what is kept beside documents is given with the id and the revision alone, as much as was asked for', async () => {
      await at.insert(sample('a', { county: '云岭县', places: ['x', { y: 1 }], big: 'z', rank: 4 }))
      await at.replace(sample('a', { county: '清河县', title: { zh: '甲' }, rank: 5 }, 2), 1)
      await at.insert(sample('b', { big: 'z', rank: 6 }))
      const query: Query = {
        sort: { field: 'rank', direction: 'descending' },
        limit: 9,
        only: ['county', 'title', 'places'],
      }
      const summaries = [sample('b'), sample('a', { county: '清河县', title: { zh: '甲' } }, 2)]
      expect(await at.store.find('samples', query)).toEqual(summaries)
      expect(await at.store.find('samples', { ...query, anyOf: [{}] })).toEqual(summaries)
      expect(await at.store.find('samples', { ...query, only: ['title'] })).toEqual([
        sample('b'),
        sample('a', { title: { zh: '甲' } }, 2),
      ])
    })

    it('the distinct values of fields are each told once together, with null where one is not there', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(arbitraryFields, { maxLength: 25 }),
          fc.shuffledSubarray(['county', 'unit', 'rank'], { minLength: 1 }),
          fc.option(arbitraryBranch, { nil: {} }),
          async (fields, asked, branch) => {
            const documents = await insertAll(fields)
            const among = { ...branch, run: `run-${runs}` }
            const expected = new Set(
              documents
                .filter((each) => holds(each, among))
                .map((each) => JSON.stringify(asked.map((field) => each[field] ?? null))),
            )
            const found = await at.store.distinct('samples', asked, among)
            expect(found.map((values) => JSON.stringify(values)).toSorted()).toEqual(
              [...expected].toSorted(),
            )
          },
        ),
        { numRuns: 60 },
      )
    })

    it('the distinct values of nothing are none, also beside a document that was removed', async () => {
      expect(await at.store.distinct('samples', ['county', 'rank'])).toEqual([])
      await at.insert(sample('a', { county: '云岭县' }))
      await at.remove('a', 1)
      expect(await at.store.distinct('samples', ['county'])).toEqual([])
      await expect(at.store.distinct('samples', [])).rejects.toThrow(TypeError)
    })
  })
}

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })

/** Few values, so that ties, duplicates and empty ranges are common. */
const arbitraryFields = fc.record({
  county: optional(fc.constantFrom('云岭县', '清河县', '', '9')),
  unit: optional(fc.constantFrom('T01', 'D01', null)),
  rank: optional(fc.constantFrom(1, 2, 2.5, 9)),
  flag: optional(fc.boolean()),
  at: optional(fc.constantFrom('2026-01-01', '2026-01-02', '2026-02-01')),
})

const arbitraryBranch: fc.Arbitrary<FieldValues> = fc
  .record(
    {
      county: fc.constantFrom('云岭县', '清河县', '', '9', null),
      unit: fc.constantFrom('T01', 'D01', 'nobody', null),
      rank: fc.constantFrom(2, 9, null),
      flag: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  .map((values) => ({ ...values }))

const arbitraryCondition: fc.Arbitrary<QueryCondition> = fc.oneof(
  fc.record({
    field: fc.constant('at'),
    operator: fc.constantFrom('lessThan' as const, 'greaterThanInclusive' as const),
    value: fc.constantFrom('2026-01-02', '2026-01-15'),
  }),
  fc.record({
    field: fc.constant('flag'),
    operator: fc.constant('equal' as const),
    value: fc.option(fc.boolean(), { nil: null }),
  }),
)

const arbitraryQuery = fc.record({
  anyOf: fc.array(arbitraryBranch, { maxLength: 6 }),
  /** Single documents, by their place among all, each with or without a value it has. */
  single: fc.array(fc.record({ at: fc.nat({ max: 24 }), withCounty: fc.boolean() }), {
    maxLength: 2,
  }),
  where: fc.array(arbitraryCondition, { maxLength: 2 }),
  sort: fc.option(
    fc.record({
      field: fc.constantFrom('rank', 'at', 'id'),
      direction: fc.constantFrom('ascending' as const, 'descending' as const),
    }),
    { nil: undefined },
  ),
  /** The document the page before ended with, as a share of all; none for the first page. */
  after: fc.option(fc.nat({ max: 24 }), { nil: undefined }),
  limit: fc.nat({ max: 8 }),
})

type Asked = typeof arbitraryQuery extends fc.Arbitrary<infer T> ? T : never

/** The query among one run's documents, after one of them. */
function withinRun(asked: Asked, run: string, documents: readonly Sample[]): Query {
  const { where, sort, limit } = asked
  const single = asked.single.flatMap(({ at, withCounty }): FieldValues[] => {
    const found = documents[at]
    if (found === undefined) return []
    const county = (found['county'] ?? null) as Scalar
    return [{ id: found.id, ...(withCounty && { county }) }]
  })
  const anyOf = [...asked.anyOf, ...single]
  const last = asked.after === undefined ? undefined : documents[asked.after]
  const value = last?.[sort?.field ?? 'id']
  return {
    anyOf,
    where: [{ field: 'run', operator: 'equal', value: run }, ...where],
    ...(sort && { sort }),
    ...(last !== undefined &&
      value !== undefined && { after: { value: value as string | number, id: last.id } }),
    limit,
  }
}

/** What the port says a query finds, said once more without a store. */
function inMemory(documents: readonly Sample[], query: Query): Sample[] {
  const { field, direction } = query.sort ?? { field: 'id', direction: 'ascending' as const }
  const sign = direction === 'descending' ? -1 : 1
  const order = (a: Sample, b: Sample) =>
    sign * (compare(a[field], b[field]) || compare(a.id, b.id))
  const { after } = query
  const beyond = (document: Sample) =>
    after === undefined ||
    order(document, sample(after.id, field === 'id' ? {} : { [field]: after.value })) > 0
  return documents
    .filter((each) => query.anyOf?.some((branch) => holds(each, branch)) ?? true)
    .filter((each) => (query.where ?? []).every((condition) => passes(each, condition)))
    .filter((each) => (each[field] ?? null) !== null && beyond(each))
    .toSorted(order)
    .slice(0, query.limit)
}

function holds(document: Sample, branch: FieldValues): boolean {
  return Object.entries(branch).every(([field, value]) => (document[field] ?? null) === value)
}

function passes(document: Sample, { field, operator, value }: QueryCondition): boolean {
  const found = (document[field] ?? null) as Scalar
  if (operator === 'equal') return found === value
  if (found === null) return false
  return operator === 'lessThan' ? found < (value as string) : found >= (value as string)
}

function compare(a: unknown, b: unknown): number {
  const [left, right] = [a as string, b as string]
  return left < right ? -1 : left > right ? 1 : 0
}
