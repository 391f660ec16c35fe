import type {
  RetentionDue,
  RetentionRule,
  RetentionRules,
} from '../../contracts/retention-rules.ts'
import type { FieldValues, QueryCondition, StoredDocument } from '../../ports/store.ts'
import { storedAfter } from '../../ports/time.ts'
import { rangesByStatus } from '../cases/ruleset-cases.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { findAll, readAll } from '../context/read-all.ts'

/** More than so many are not counted. */
const maxCounted = 1000
const day = 86_400_000

type Reader = Pick<OperationContext, 'store' | 'clock'>

/** The moment before which something is past its time by a rule. */
export function cutoff(
  { clock }: Pick<OperationContext, 'clock'>,
  { days }: RetentionRule,
): string {
  return storedAfter(clock.now(), -days * day)
}

/** The ranges of the closed cases of a county, by when they were last changed. */
export async function closedRanges(
  { store }: Pick<OperationContext, 'store'>,
  county: string,
): Promise<readonly FieldValues[]> {
  const ranges = await rangesByStatus(store, { status: 'done' })
  return ranges.filter((range) => range['county'] === county)
}

/** The ranges of the cards of a county: of each of its rulesets. */
export async function cardRanges({
  store,
}: Pick<OperationContext, 'store'>): Promise<readonly FieldValues[]> {
  return (await store.distinct('adviceCards', ['ruleset'])).map(([ruleset = null]) => ({ ruleset }))
}

/** The ranges of what receivers of a county have not taken. */
export async function deliveryRanges(
  { store }: Pick<OperationContext, 'store'>,
  county: string,
): Promise<readonly FieldValues[]> {
  const webhooks = await findAll(store, 'webhooks', { anyOf: [{ county }] })
  return webhooks.map(({ id }) => ({ webhook: id }))
}

/**
 * How much of what a county keeps is past its time by these rules; counted up to a thousand.
 * @param looked up to which moment closed cases were archived, so that they need not be gone through again
 */
export async function dueNow(
  context: Reader,
  county: string,
  rules: RetentionRules,
  looked: string | undefined,
): Promise<RetentionDue> {
  const { closedCases, caseReads, adviceCards, events, parkedDeliveries } = rules
  const cases = { ranges: await closedRanges(context, county), field: 'updatedAt', after: looked }
  const reads = { ranges: [{ county }], field: 'at' }
  const parked = { ranges: await deliveryRanges(context, county), field: 'parkedAt' }
  const cards = { ranges: await cardRanges(context), field: 'at' }
  return {
    closedCases: await count(context, 'cases', closedCases, {
      ...cases,
      only: ['erased', 'archived', 'procedure'],
      counts: ({ erased, archived, procedure }) =>
        (erased ?? archived ?? procedure ?? null) === null,
    }),
    caseReads: await count(context, 'caseReads', caseReads, { ...reads, only: ['at'] }),
    adviceCards: await count(context, 'adviceCards', adviceCards, {
      ...cards,
      only: ['county'],
      counts: (card) => card['county'] === county,
    }),
    events: await countEvents(context, county, events),
    parkedDeliveries: await count(context, 'deliveries', parkedDeliveries, {
      ...parked,
      only: ['parkedAt'],
    }),
  }
}

async function count(
  context: Reader,
  collection: 'cases' | 'caseReads' | 'adviceCards' | 'deliveries',
  rule: RetentionRule | null | undefined,
  of: {
    readonly ranges: readonly FieldValues[]
    readonly field: string
    readonly after?: string | undefined
    readonly only: readonly string[]
    readonly counts?: (found: Readonly<Record<string, unknown>>) => boolean
  },
): Promise<number> {
  if (rule === null || rule === undefined || of.ranges.length === 0) return 0
  const { ranges, field, after, only, counts = () => true } = of
  const found = readAll<typeof collection, Found>(context.store, collection, {
    anyOf: ranges,
    where: pastTime(field, cutoff(context, rule), after),
    sort: { field, direction: 'ascending' },
    only: [...only],
  })
  let counted = 0
  for await (const each of found) {
    if (counts(each)) counted += 1
    if (counted === maxCounted) break
  }
  return counted
}

/** The first events of a county's feed that are past their time: they lie in its order, not in that of their moments. */
async function countEvents(
  context: Reader,
  county: string,
  rule: RetentionRule | null | undefined,
): Promise<number> {
  if (rule === null || rule === undefined) return 0
  const before = cutoff(context, rule)
  let counted = 0
  const found = readAll<'events', Found>(context.store, 'events', {
    anyOf: [{ county }],
    where: [{ field: 'position', operator: 'greaterThan', value: 0 }],
    sort: { field: 'position', direction: 'ascending' },
    only: ['at'],
  })
  for await (const { at } of found) {
    if (Date.parse(String(at)) >= Date.parse(before) || counted === maxCounted) break
    counted += 1
  }
  return counted
}

/** What was noted before a moment, and not before another. Pure. */
export function pastTime(
  field: string,
  before: string,
  after: string | undefined,
): readonly QueryCondition[] {
  return [
    { field, operator: 'lessThan', value: before },
    ...(after === undefined
      ? []
      : [{ field, operator: 'greaterThanInclusive', value: after } as const]),
  ]
}

type Found = StoredDocument & Readonly<Record<string, unknown>>
