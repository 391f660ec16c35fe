import {
  assess,
  type AssessmentInput,
  type Bundle,
  canonicalJson,
  type CaseRecord,
  contentHash,
  createTally,
  type Period,
  type RateGroup,
  ratesByGroup,
  type TallySlice,
} from '@jieli/engine'
import type { RunContent, RunRates } from '../../documents/assessment-documents.ts'

/** What a run computes, and the hashes that seal it. */
export interface ComputedRun {
  readonly content: RunContent
  readonly inputHash: string
  readonly resultHash: string
}

/**
 * Computes a run from its input and the cases it counted: the same always give the same bytes. The cases are tallied
 * again, so that a figure that does not follow from them would show. Pure.
 */
export function computeRun(
  bundle: Bundle,
  given: {
    readonly period: Period
    readonly scheme: string | null
    readonly input: AssessmentInput
    readonly cases: readonly CaseRecord[]
  },
): ComputedRun {
  const { period, scheme, input, cases } = given
  const pathways = [...new Set(bundle.ruleset.measures.map(({ of }) => of))]
  const tally = createTally(bundle, { periods: [period], pathways })
  for (const record of cases) tally.add(record)
  const slices = tally.slices(period)
  const result = assess(bundle, input, scheme ?? undefined)
  const rates = ratesOf(bundle, slices, period)
  // Through JSON, so that what is computed again later is compared with what was stored.
  const content = JSON.parse(canonicalJson({ input, result, rates, slices })) as RunContent
  return {
    content,
    inputHash: contentHash({ bundle: bundle.hash, period: period.text, scheme, input, cases }),
    resultHash: contentHash({ result, rates, slices }),
  }
}

/** The facts that name a department and a clinical pathway of an episode, where a ruleset has them. */
export const departmentFact = 'episode.department'
export const pathwayFact = 'episode.pathway'

/** The rates of all cases, and by pathway, department and unit. Pure. */
export function ratesOf(bundle: Bundle, slices: readonly TallySlice[], { end }: Period): RunRates {
  const by = (...facts: readonly string[]): readonly RateGroup[] =>
    ratesByGroup(bundle, slices, { facts, asOf: end })
  return {
    all: by(),
    byPathway: by(pathwayFact),
    byDepartment: by(departmentFact),
    byUnit: by('unit'),
  }
}
