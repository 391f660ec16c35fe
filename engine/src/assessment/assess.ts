import type { Bundle } from '../model/bundle.ts'
import { compareFractions } from '../model/exact.ts'
import { assessCard } from './assess-card.ts'
import type { AssessmentInput } from './assessment-input.ts'
import type { AssessmentResult, ScoreCard } from './assessment-result.ts'
import { fractionOfExact } from './exact-number.ts'
import { periodOf } from './period.ts'

/**
 * Assesses a period: the score card of every unit the scheme assesses, ranked, and the community's own. Parameters are
 * those in force on the last day of the period. The same input and bundle always give the same result. Pure.
 *
 * @param scheme without one, every indicator is worked out and nothing is scored or graded
 * @throws RangeError when the text names no period or the bundle has no such scheme
 */
export function assess(bundle: Bundle, input: AssessmentInput, scheme?: string): AssessmentResult {
  const period = periodOf(input.period)
  if (period === undefined) throw new RangeError(`"${input.period}" names no period.`)
  const definition = bundle.ruleset.assessmentSchemes.find(({ id }) => id === scheme)
  if (scheme !== undefined && definition === undefined)
    throw new RangeError(`The bundle has no assessment scheme "${scheme}".`)
  const asOf = period.end
  const kinds = definition?.unitKinds
  const assessed =
    definition?.assesses === 'community'
      ? []
      : input.units.filter(
          ({ unit }) =>
            kinds === undefined || (unit.kind !== undefined && kinds.includes(unit.kind)),
        )
  const cards = assessed.map((figures) =>
    assessCard(bundle, { unit: figures.unit, assessed: figures, scheme: definition, asOf }),
  )
  return {
    scheme: scheme ?? null,
    period: period.text,
    asOf,
    bundle: bundle.hash,
    cards: ranked(cards),
    community: assessCard(bundle, {
      unit: null,
      assessed: input.community,
      scheme: definition?.assesses === 'units' ? undefined : definition,
      asOf,
    }),
  }
}

/** Best score first; equal scores share a rank, and the next rank counts them all. Units without a score come last. */
function ranked(cards: readonly ScoreCard[]): readonly ScoreCard[] {
  const better = (a: ScoreCard, b: ScoreCard): number => {
    if (a.score !== null && b.score !== null) {
      const order = compareFractions(fractionOfExact(b.score), fractionOfExact(a.score))
      if (order !== 0) return order
    } else if (a.score !== b.score) return a.score === null ? 1 : -1
    return (a.unit?.id ?? '') < (b.unit?.id ?? '') ? -1 : 1
  }
  const sorted = cards.toSorted(better)
  let rank = 0
  return sorted.map((card, at) => {
    const before = sorted[at - 1]
    const same =
      before?.score &&
      card.score &&
      compareFractions(fractionOfExact(before.score), fractionOfExact(card.score)) === 0
    if (!same) rank = at + 1
    return card.score === null ? card : { ...card, rank }
  })
}
