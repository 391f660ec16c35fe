import type { Bundle } from '../model/bundle.ts'
import type { Value } from '../model/value.ts'
import { assessRates, type RateResult } from './assess-rates.ts'
import { casesUntilLine, type LineDistance } from './cases-until-line.ts'
import type { TallySlice } from './create-tally.ts'

/** A rate with how far it is from its threshold, where it has a verdict. */
export interface RateStatus extends RateResult {
  readonly distance: LineDistance | null
}

/** The rates of one group of cases: of a pathway, a department, a unit, or of all. */
export interface RateGroup {
  /** The facts the group is told by; empty for all cases. */
  readonly by: Readonly<Record<string, string | null>>
  readonly rates: readonly RateStatus[]
}

/**
 * The clinical-pathway rates of each group of slices: all with the same values of `facts`, where `unit` stands for the
 * unit a case counts for. Groups come in the order of their values. Pure.
 *
 * @example ratesByGroup(bundle, tally.slices(period), { facts: ['episode.clinicalPathway'], asOf: period.end })
 */
export function ratesByGroup(
  bundle: Bundle,
  slices: readonly TallySlice[],
  { facts, asOf }: { readonly facts: readonly string[]; readonly asOf: string },
): readonly RateGroup[] {
  const counted = new Set(
    bundle.ruleset.pathwayRates.flatMap(({ numerator, denominator }) => [numerator, denominator]),
  )
  const groups = new Map<string, { by: RateGroup['by']; figures: Record<string, Value> }>()
  for (const slice of slices) {
    if (!counted.has(slice.measure)) continue
    const by = Object.fromEntries(
      facts.map((fact) => [fact, fact === 'unit' ? slice.unit : (slice.by[fact] ?? null)]),
    )
    const key = JSON.stringify(by)
    const group = groups.get(key) ?? { by, figures: {} }
    group.figures[slice.measure] = ((group.figures[slice.measure] ?? 0) as number) + slice.value
    groups.set(key, group)
  }
  const directions = new Map(
    bundle.ruleset.pathwayRates.map(({ id, direction }) => [id, direction]),
  )
  return [...groups.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { by, figures }]) => ({
      by,
      rates: assessRates(bundle, figures, asOf).map((rate) => ({
        ...rate,
        distance: casesUntilLine(rate, directions.get(rate.id) ?? 'atLeast') ?? null,
      })),
    }))
}
