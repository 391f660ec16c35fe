import { type VeiledRecord, veilFor } from './veil-records.ts'
import { noteFigureReads } from './note-figure-reads.ts'
import {
  assessRates,
  type Bundle,
  monthsOf,
  type Period,
  periodOfDay,
  previousPeriod,
  type RateGroup,
  ratesByGroup,
  type TallySlice,
} from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import type { Caller } from '../context/caller.ts'
import type { LiveContext } from './live-context.ts'
import { dayAt, startOfDay, storedAfter } from '../../ports/time.ts'
import { assessedRuleset } from './assessed-ruleset.ts'
import { departmentFact, pathwayFact } from './compute-run.ts'
import { countCases } from './case-counter.ts'
import { behindNumber } from './gather-input.ts'
import { importedCases, runningCases } from './known-cases.ts'
import { everythingKnownAt } from './known-tables.ts'
import { LeftOutCases } from './left-out-cases.ts'
import { liveCounts } from './live-counts.ts'
import type { MonthCounts } from './month-counter.ts'
import { readPeriod } from './start-run.ts'
import { assertUnit, isInScope } from './unit-scope.ts'
import type { LeftOut, BoardGroup } from '../../contracts/board.ts'

/** In milliseconds: no zone is further from the one times are stored in. */
const oneDay = 86_400_000

/** How many months a trend goes back, the last of the period included. */
const trendMonths = 12

/**
 * The rates of the clinical pathways by what is known now: of all cases, by pathway, department and unit, each with
 * how far its thresholds are and how it went in the months before.
 * @throws ServerError PERIOD_UNKNOWN, RULESET_UNKNOWN, SCOPE_MISSING
 */
export async function readBoard(
  context: LiveContext,
  caller: Caller,
  query: { readonly ruleset: string; readonly period?: string | undefined },
) {
  const now = context.clock.now()
  const today = dayAt(now)
  const period = query.period === undefined ? periodOfDay('month', today) : readPeriod(query.period)
  const { publication, bundle, units } = await assessedRuleset(context, caller, {
    ruleset: query.ruleset,
    permission: 'assessment.read',
    day: period.end,
  })
  const own = monthsOf(period)
  const months = lastMonths(period)
  const counts = await liveCounts(context, {
    ruleset: query.ruleset,
    bundle,
    months: [...new Set([...own, ...months].map(({ text }) => text))],
  })
  const countsOf = (some: readonly Period[]): readonly MonthCounts[] =>
    some.flatMap(({ text }) => counts.months.get(text) ?? [])
  // Whoever works for single units sees what these add up to.
  const slicesOf = (some: readonly Period[]): readonly TallySlice[] =>
    countsOf(some).flatMap((count) => count.slices.filter(({ unit }) => isInScope(units, unit)))
  const ownMonths = new Set(own.map(({ text }) => text))
  const casesOf = (first: string): number =>
    (counts.months.get(first) ?? []).reduce(
      (sum, { cases }) => sum + countCases(cases, { months: ownMonths, scope: units, first }),
      0,
    )
  const slices = slicesOf(own)
  const trend = months.map((month) => ({
    month,
    slices: slicesOf([month]),
  }))
  const by = (...facts: readonly string[]) => groupsOf(bundle, { period, slices, trend, facts })
  return {
    ruleset: query.ruleset,
    version: publication.version,
    period: period.text,
    at: now,
    open: today <= period.end,
    months: months.map(({ text }) => text),
    rates: bundle.ruleset.pathwayRates.map(
      ({ id, title, definition, direction, numerator, denominator }) => ({
        id,
        title,
        definition,
        direction,
        numerator,
        denominator,
      }),
    ),
    all: by(),
    byPathway: by(pathwayFact),
    byDepartment: by(departmentFact),
    byUnit: by('unit'),
    caseCount: own.reduce((sum, { text: first }) => sum + casesOf(first), 0),
    leftOut: counts.leftOut,
  }
}

function lastMonths(period: Period): readonly Period[] {
  let month = monthsOf(period).at(-1) ?? period
  const months = [month]
  while (months.length < trendMonths) months.unshift((month = previousPeriod(month)))
  return months
}

/** Every group that had a case in any of the months; one without any in the period has no verdict there. */
function groupsOf(
  bundle: Bundle,
  given: {
    readonly period: Period
    readonly slices: readonly TallySlice[]
    readonly trend: readonly { readonly month: Period; readonly slices: readonly TallySlice[] }[]
    readonly facts: readonly string[]
  },
): readonly BoardGroup[] {
  const { period, slices, trend, facts } = given
  const rates = (some: readonly TallySlice[], asOf: string) =>
    new Map(
      ratesByGroup(bundle, some, { facts, asOf }).map((group) => [JSON.stringify(group.by), group]),
    )
  const now = rates(slices, period.end)
  const months = trend.map(({ month, slices: some }) => ({ month, groups: rates(some, month.end) }))
  const names = new Map<string, RateGroup['by']>()
  for (const groups of [now, ...months.map((each) => each.groups)])
    for (const [name, { by }] of groups) names.set(name, by)
  return [...names]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, by]) => ({
      by,
      rates:
        now.get(name)?.rates ??
        assessRates(bundle, {}, period.end).map((rate) => ({ ...rate, distance: null })),
      trend: months.map(({ month, groups }) => ({
        period: month.text,
        rates: (groups.get(name)?.rates ?? assessRates(bundle, {}, month.end)).map(
          ({ id, verdict, numerator, denominator, threshold }) => ({
            id,
            verdict,
            numerator,
            denominator,
            threshold,
          }),
        ),
      })),
    }))
}

/** Which cases contribute to which number of the board. */
export interface BoardCasesRequest {
  readonly ruleset: string
  readonly period: string
  readonly measure: string
  readonly unit?: string | undefined
  readonly by: Readonly<Record<string, string>>
  readonly offset: number
  readonly limit: number
}

/**
 * The cases a number of the board counts, as they stand now.
 * @throws ServerError PERIOD_UNKNOWN, MEASURE_UNKNOWN, UNIT_OUTSIDE, WHOLE_COUNTY_NEEDED, RULESET_UNKNOWN, SCOPE_MISSING
 */
export async function readBoardCases(
  context: LiveContext,
  caller: Caller,
  query: BoardCasesRequest,
): Promise<{
  readonly items: readonly VeiledRecord[]
  readonly total: number
  readonly leftOut: readonly LeftOut[]
}> {
  const { ruleset, measure, unit, by, offset, limit } = query
  const period = readPeriod(query.period)
  const { publication, bundle } = await assessedRuleset(context, caller, {
    ruleset,
    permission: 'assessment.read',
    day: period.end,
  })
  const { county } = publication.manifest
  assertUnit(caller, unit, { permission: 'assessment.read', county, target: ruleset })
  const counted = bundle.ruleset.measures.find(({ id }) => id === measure)
  if (counted === undefined) throw new ServerError('MEASURE_UNKNOWN', { id: measure })
  const { of: pathway } = counted
  const { veil } = veilFor(caller, bundle.ruleset, { county, unit, by })
  const knownAt = await everythingKnownAt(context, ruleset)
  const months = new Set(monthsOf(period).map(({ text }) => text))
  const question = { ruleset, pathway, months, knownAt }
  const behind = { measure, period, by, ...(unit === undefined ? {} : { unit }) }
  const found = [...behindNumber(bundle, await importedCases(context, question), behind)]
  const leftOut = new LeftOutCases()
  // What a log says happened on a day was written then or later, whatever may have been put right since.
  const since = counted.date.startsWith('log.')
    ? storedAfter(startOfDay(period.start), -oneDay)
    : undefined
  const running = { ruleset, pathways: [pathway], knownAt, since }
  for await (const record of runningCases(context, running, leftOut))
    found.push(...behindNumber(bundle, [record], behind))
  found.sort((a, b) => (a.id < b.id ? -1 : 1))
  const items = found.slice(offset, offset + limit)
  await noteFigureReads(context, caller, county, items)
  return { items: veil(items), total: found.length, leftOut: leftOut.told }
}
