import {
  type AssessedFigures,
  type AssessmentInput,
  baselinePeriod,
  type Bundle,
  type Figures,
  namedYears,
  type Period,
  previousPeriod,
  type sumParts,
} from '@jieli/engine'
import type { OperationContext } from '../context/operation-context.ts'
import { dutyFigures } from './duty-figures.ts'
import { finalGrades } from './final-grades.ts'
import { knownFigures } from './known-figures.ts'
import { assessedUnits } from '../context/known-units.ts'

/** What was counted in a period, by unit. */
export type SummedParts = ReturnType<typeof sumParts>

/** What is to be gathered. */
export interface GatherQuery {
  readonly ruleset: string
  readonly bundle: Bundle
  readonly period: Period
  readonly scheme: string | null
  readonly knownAt: string
}

/** A period with all it is compared with: the one before, the baseline, and the years that indicators name. Pure. */
export function periodsBeside(bundle: Bundle, period: Period): readonly Period[] {
  const all = [
    period,
    previousPeriod(period),
    baselinePeriod(period),
    ...namedYears(bundle, period),
  ]
  // The year before may also be the one an indicator names.
  return [...new Map(all.map((each) => [each.text, each])).values()]
}

/**
 * Gathers the figures of every unit and of the community: counted from the cases where the log of the period has any,
 * otherwise brought in or entered; what was recorded of scheduled duties; and the same for the period before and the baseline.
 * @param counted what the cases come to in each of these periods, by its text
 */
export async function gatherFigures(
  context: OperationContext,
  { ruleset, bundle, period, scheme, knownAt }: GatherQuery,
  counted: ReadonlyMap<string, SummedParts>,
): Promise<AssessmentInput> {
  const periods = periodsBeside(bundle, period)
  const named = namedYears(bundle, period)
  const units = await assessedUnits(context, ruleset, period)
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
  const figuresOf = (of: Period, unit: string | null): Figures => ({
    ...given.of(of.text, unit),
    ...duties.of(of.text, unit),
    ...countedFigures(bundle, counted.get(of.text), unit),
  })
  const assessed = (unit: string | null): AssessedFigures => ({
    figures: figuresOf(period, unit),
    previous: figuresOf(previousPeriod(period), unit),
    baseline: figuresOf(baselinePeriod(period), unit),
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
    period: period.text,
    units: ordered.map((unit) => ({ unit, ...assessed(unit.id) })),
    community: assessed(null),
  }
}

/** What was counted, of the pathways whose log has any case: of others nobody has counted. */
function countedFigures(
  bundle: Bundle,
  counted: SummedParts | undefined,
  unit: string | null,
): Figures {
  if (counted === undefined) return {}
  const figures = counted.figures(unit)
  return Object.fromEntries(
    bundle.ruleset.measures.flatMap(({ id, of }) => {
      const figure = counted.pathways.has(of) ? figures[id] : undefined
      return figure === undefined ? [] : [[id, figure]]
    }),
  )
}
