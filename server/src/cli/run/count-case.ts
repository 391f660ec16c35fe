import {
  type Bundle,
  type CaseDuty,
  caseRecord,
  createTally,
  dutyCounts,
  factsReadBy,
  factValue,
  type Measure,
  type Pathway,
  type Period,
  periodOfDay,
} from '@jieli/engine'
import type { PlayedStep } from './play-case.ts'

/** How often a duty had to be kept in a case, and was. */
export interface CountedDuty {
  readonly duty: string
  /** Nothing while it cannot be said whether one is late: the notice of a year is missing. */
  readonly counts: { readonly due: number; readonly onTime: number } | undefined
  /** The facts of the log that count it, as far as the ruleset has them. */
  readonly facts: readonly string[]
}

/** What an assessment of a month counts of a case by a measure that reads its duties. */
export interface CountedMeasure {
  readonly month: string
  readonly measure: string
  /** `null` where the case does not say. */
  readonly unit: string | null
  readonly value: number
}

/** What a played case leaves for assessment of its duties: the counts in its log, and the figures of the months. Pure. */
export function countCase(
  bundle: Bundle,
  pathway: Pathway,
  steps: readonly PlayedStep[],
): { readonly duties: readonly CountedDuty[]; readonly measures: readonly CountedMeasure[] } {
  const taken = steps.filter(({ result }) => result.taken)
  const last = taken.at(-1)
  if (last?.snapshot === undefined) return { duties: [], measures: [] }
  const { snapshot } = last
  const known: readonly CaseDuty[] = snapshot.duties ?? []
  const record = caseRecord(bundle, {
    id: 'run',
    pathway: pathway.id,
    facts: snapshot.facts,
    state: last.to ?? '',
    finished: snapshot.status === 'done',
    history: taken.map(({ at, event }) => ({ at, event })),
    duties: known,
    refusals: steps.length - taken.length,
  })
  const duties = bundle.ruleset.duties
    .filter((duty) => duty.pathway === pathway.id && known.some((each) => each.duty === duty.id))
    .map(({ id }) => ({
      duty: id,
      counts: dutyCounts(known, { id, at: last.at }),
      facts: logFacts(id).filter((fact) => factValue(record.facts, fact) !== undefined),
    }))
  const measures = measuresOf(bundle, pathway)
  const periods = monthsOfCase(measures, record.facts)
  const tally = createTally(bundle, { periods, pathways: [pathway.id] })
  tally.add(record)
  return {
    duties,
    measures: periods.flatMap((month) =>
      tally
        .slices(month)
        .filter(({ measure }) => measures.some(({ id }) => id === measure))
        .map(({ measure, unit, value }) => ({ month: month.text, measure, unit, value })),
    ),
  }
}

function logFacts(duty: string): readonly string[] {
  return [`log.duty.${duty}.due`, `log.duty.${duty}.onTime`]
}

/** The measures of a pathway that read how its duties were kept. */
function measuresOf({ ruleset }: Bundle, { id }: Pathway): readonly Measure[] {
  const counts = new Set(ruleset.duties.flatMap((duty) => logFacts(duty.id)))
  return ruleset.measures.filter(
    (measure) =>
      measure.of === id &&
      [...factsReadBy(ruleset, { measures: [measure] })].some((fact) => counts.has(fact)),
  )
}

/** The months in which a case counts, by the days its measures place it by. */
function monthsOfCase(
  measures: readonly Measure[],
  facts: Parameters<typeof factValue>[0],
): readonly Period[] {
  const days = measures.map(({ date }) => factValue(facts, date))
  const months = days.flatMap((day) => (typeof day === 'string' ? [periodOfDay('month', day)] : []))
  return [...new Map(months.map((month) => [month.text, month])).values()]
}
