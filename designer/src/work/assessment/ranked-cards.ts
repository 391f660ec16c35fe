import type { ScoreCard } from '@jieli/server/contracts'

/** After every possible rank. */
const unranked = Number.MAX_SAFE_INTEGER

/** By rank, and the unranked after them. Pure. */
export function rankedCards(cards: readonly ScoreCard[]): ScoreCard[] {
  return cards.toSorted((a, b) => (a.rank ?? unranked) - (b.rank ?? unranked))
}
