import type { ScoreCard } from '@jieli/server/contracts'

/** Behind every rank there can be. */
const unranked = Number.MAX_SAFE_INTEGER

/** By rank, and the unranked behind them. Pure. */
export function rankedCards(cards: readonly ScoreCard[]): ScoreCard[] {
  return cards.toSorted((a, b) => (a.rank ?? unranked) - (b.rank ?? unranked))
}
