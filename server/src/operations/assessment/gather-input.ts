import {
  type AssessmentInput,
  type Bundle,
  type CaseRecord,
  contributingCases,
  createTally,
  monthsOf,
  type Period,
  sumParts,
  type Tally,
  type TallySlice,
} from '@jieli/engine'
import type { OperationContext } from '../context/operation-context.ts'
import { type GatherQuery, gatherFigures, periodsBeside } from './gather-figures.ts'
import { importedCases, runningCases } from './known-cases.ts'

/** Everything an assessment of a period is computed from, as it was known at a moment. */
export interface Gathered {
  readonly input: AssessmentInput
  readonly slices: readonly TallySlice[]
  /** The cases that lie in the period, by id. */
  readonly cases: readonly CaseRecord[]
  readonly undated: Readonly<Record<string, number>>
}

/**
 * Gathers what a run of a period is computed from: every case of it, one by one, and the figures these and all else come
 * to.
 */
export async function gatherInput(
  context: OperationContext,
  question: GatherQuery,
): Promise<Gathered> {
  const { bundle, period } = question
  const periods = periodsBeside(bundle, period)
  const { tally, cases } = await tallyCases(context, question, periods)
  const { measures } = bundle.ruleset
  const counted = new Map(periods.map((of) => [of.text, sumParts(measures, tally.parts(of))]))
  return {
    input: await gatherFigures(context, question, counted),
    slices: tally.slices(period),
    cases,
    undated: tally.undated(),
  }
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

/** The cases a measure counted, of those a run kept. Pure. */
export function behindNumber(
  bundle: Bundle,
  cases: readonly CaseRecord[],
  question: Parameters<typeof contributingCases>[1],
): readonly CaseRecord[] {
  const counts = contributingCases(bundle, question)
  return cases.filter((record) => counts(record) === true)
}
