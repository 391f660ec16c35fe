import {
  type AssessedFigures,
  type AssessmentInput,
  baselinePeriod,
  type Bundle,
  type Figure,
  type Figures,
  namedYears,
  type Period,
  previousPeriod,
  type SettlementInput,
} from '@jieli/engine'
import type { FolderData } from './read-data-folder.ts'

/** Every period whose figures an assessment of one reads: it, the one before, a year before, and those named. */
export function periodsRead(bundle: Bundle, period: Period): readonly Period[] {
  const named = namedYears(bundle, period)
  const all = [period, previousPeriod(period), baselinePeriod(period), ...named]
  return [...new Map(all.map((each) => [each.text, each])).values()]
}

/** True where the folder says anything of a period: cases that fell into it, or figures that were brought in. */
export function hasFigures(data: FolderData, period: Period): boolean {
  return (
    data.tally.slices(period).length > 0 ||
    data.figures.some((figure) => figure.period === period.text)
  )
}

/**
 * What an assessment of a period is computed from. A figure counted from cases stands wherever cases of its pathway
 * fell into the period; where none did, nobody kept a log, and a figure that was brought in stands instead.
 */
export function assessmentInput(bundle: Bundle, data: FolderData, period: Period): AssessmentInput {
  const [now, before, year] = [period, previousPeriod(period), baselinePeriod(period)].map(
    (each) => new PeriodFigures(data, each),
  )
  const named = namedYears(bundle, period).map(
    (each) => [each.start.slice(0, 4), new PeriodFigures(data, each)] as const,
  )
  const of = (unit: string | null): AssessedFigures => ({
    figures: now?.of(unit) ?? {},
    previous: before?.of(unit) ?? {},
    baseline: year?.of(unit) ?? {},
    ...(named.length === 0
      ? {}
      : { years: Object.fromEntries(named.map(([of, figures]) => [of, figures.of(unit)])) }),
  })
  return {
    period: period.text,
    units: data.units.map((unit) => ({ unit, ...of(unit.id) })),
    community: of(null),
  }
}

/** What a period's money is computed from. */
export function settlementInput(data: FolderData, period: Period): SettlementInput {
  const figures = new PeriodFigures(data, period)
  const facts = (unit: string | null) =>
    Object.fromEntries(Object.entries(figures.of(unit)).map(([id, { value }]) => [id, value]))
  return {
    period: period.text,
    asOf: period.end,
    facts: facts(null),
    units: data.units.map((unit) => ({ unit, facts: facts(unit.id) })),
    events: data.events,
  }
}

/** The figures of one period, brought in and counted. */
class PeriodFigures {
  readonly #data: FolderData
  readonly #period: Period
  readonly #counted: ReadonlySet<string>
  readonly #brought = new Map<string | null, Record<string, Figure>>()

  constructor(data: FolderData, period: Period) {
    this.#data = data
    this.#period = period
    this.#counted = new Set(data.tally.slices(period).map(({ measure }) => measure))
    for (const { unit, period: text, fact, value, completeness } of data.figures) {
      if (text !== period.text) continue
      const own = this.#brought.get(unit) ?? {}
      own[fact] = {
        value,
        source: 'imported',
        ...(completeness === undefined ? {} : { completeness }),
      }
      this.#brought.set(unit, own)
    }
  }

  of(unit: string | null): Figures {
    const counted = Object.entries(this.#data.tally.figures(this.#period, unit)).filter(([id]) =>
      this.#counted.has(id),
    )
    return { ...this.#brought.get(unit), ...Object.fromEntries(counted) }
  }
}
