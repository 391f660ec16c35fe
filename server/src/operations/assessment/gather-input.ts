import {
  type AssessedFigures,
  type AssessmentInput,
  baselinePeriod,
  type Bundle,
  type CaseRecord,
  contributingCases,
  createTally,
  type Figures,
  monthsOf,
  namedYears,
  type Period,
  previousPeriod,
  type Tally,
  type TallySlice,
} from '@jieli/engine'
import type { OperationContext } from '../context/operation-context.ts'
import { dutyFigures } from './duty-figures.ts'
import { finalGrades } from './final-grades.ts'
import { importedCases, runningCases } from './known-cases.ts'
import { knownFigures } from './known-figures.ts'
import { assessedUnits } from '../context/known-units.ts'

/** Everything an assessment of a period is computed from, as it was known at a moment. */
export interface Gathered {
  readonly input: AssessmentInput
  readonly slices: readonly TallySlice[]
  /** The cases that lie in the period, by id. */
  readonly cases: readonly CaseRecord[]
  readonly undated: Readonly<Record<string, number>>
}

/** What is to be gathered. */
export interface GatherQuery {
  readonly ruleset: string
  readonly bundle: Bundle
  readonly period: Period
  readonly scheme: string | null
  readonly knownAt: string
}

/**
 * Gathers the figures of every unit and of the community: counted from the cases where the log of the period has any,
 * otherwise brought in or entered; what was recorded of scheduled duties; and the same for the period before and the baseline.
 */
export async function gatherInput(
  context: OperationContext,
  question: GatherQuery,
): Promise<Gathered> {
  const { ruleset, bundle, period, scheme, knownAt } = question
  const named = namedYears(bundle, period)
  const [before, year] = [previousPeriod(period), baselinePeriod(period)]
  const periods = distinct([period, before, year, ...named])
  const units = await assessedUnits(context, ruleset, period)
  const counted = await tallyCases(context, question, periods)
  const given = await knownFigures(context, {
    ruleset,
    periods: periods.map(({ text }) => text),
    knownAt,
  })
  const duties = await dutyFigures(context, { ruleset, bundle, periods, units, knownAt })
  const grades =
    scheme === null
      ? new Map<string, string[]>()
      : await finalGrades(context, { ruleset, scheme, before: period })
  // Which logs have any case is the same for every unit.
  const logged = new Map(periods.map((of) => [of.text, loggedPathways(bundle, counted.tally, of)]))
  const figuresOf = (of: Period, unit: string | null): Figures => ({
    ...given.of(of.text, unit),
    ...duties.of(of.text, unit),
    ...countedFigures(bundle, counted.tally, {
      period: of,
      unit,
      logged: logged.get(of.text) ?? new Set(),
    }),
  })
  const assessed = (unit: string | null): AssessedFigures => ({
    figures: figuresOf(period, unit),
    previous: figuresOf(before, unit),
    baseline: figuresOf(year, unit),
    ...(named.length === 0
      ? {}
      : {
          years: Object.fromEntries(
            named.map((each) => [each.start.slice(0, 4), figuresOf(each, unit)]),
          ),
        }),
    grades: grades.get(unit ?? '') ?? [],
  })
  const ordered = units.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return {
    input: {
      period: period.text,
      units: ordered.map((unit) => ({ unit, ...assessed(unit.id) })),
      community: assessed(null),
    },
    slices: counted.tally.slices(period),
    cases: counted.cases,
    undated: counted.tally.undated(),
  }
}

/** The year before may also be the one an indicator names. */
function distinct(periods: readonly Period[]): readonly Period[] {
  return [...new Map(periods.map((period) => [period.text, period])).values()]
}

/** Counts the cases of some periods; keeps those of the first. */
async function tallyCases(
  context: OperationContext,
  { ruleset, bundle, period, knownAt }: GatherQuery,
  periods: readonly Period[],
): Promise<{ tally: Tally; cases: readonly CaseRecord[] }> {
  const pathways = [...new Set(bundle.ruleset.measures.map(({ of }) => of))]
  const tally = createTally(bundle, { periods, pathways })
  const months = new Set(periods.flatMap(monthsOf).map(({ text }) => text))
  const cases: CaseRecord[] = []
  const lies = new Map(pathways.map((pathway) => [pathway, liesIn(bundle, pathway, period)]))
  const take = (record: CaseRecord) => {
    tally.add(record)
    if (lies.get(record.pathway)?.(record) === true) cases.push(record)
  }
  for (const pathway of pathways) {
    const question = { ruleset, pathway, months, knownAt }
    for (const record of await importedCases(context, question)) take(record)
  }
  for await (const record of runningCases(context, { ruleset, pathways, knownAt })) take(record)
  return { tally, cases: cases.toSorted((a, b) => (a.id < b.id ? -1 : 1)) }
}

/** Whether a measure looks at a case in a period, whether or not it counts it. */
export function liesIn(
  bundle: Bundle,
  pathway: string,
  period: Period,
): (record: CaseRecord) => boolean {
  const measures = bundle.ruleset.measures.filter(({ of }) => of === pathway)
  const dates = [...new Set(measures.map(({ date }) => date))]
  return ({ facts }) =>
    dates.some((date) => {
      const day = facts[date]
      return typeof day === 'string' && period.start <= day && day <= period.end
    })
}

/** The pathways whose log of a period has any case: of others nobody has counted. */
function loggedPathways(bundle: Bundle, tally: Tally, period: Period): ReadonlySet<string> {
  return new Set(
    tally
      .slices(period)
      .flatMap(({ measure, all }) => (all > 0 ? [pathwayOf(bundle, measure)] : [])),
  )
}

/** What was counted in a period, of the pathways whose log has any case. */
function countedFigures(
  bundle: Bundle,
  tally: Tally,
  of: {
    readonly period: Period
    readonly unit: string | null
    readonly logged: ReadonlySet<string>
  },
): Figures {
  return Object.fromEntries(
    Object.entries(tally.figures(of.period, of.unit)).filter(([measure]) =>
      of.logged.has(pathwayOf(bundle, measure)),
    ),
  )
}

function pathwayOf(bundle: Bundle, measure: string): string {
  return bundle.ruleset.measures.find(({ id }) => id === measure)?.of ?? ''
}

/** The cases a measure counted, of those a run kept. Pure. */
export function behindNumber(
  bundle: Bundle,
  cases: readonly CaseRecord[],
  question: Parameters<typeof contributingCases>[1],
): readonly CaseRecord[] {
  const counts = contributingCases(bundle, question)
  return cases.filter((record) => counts(record) === true)
}
