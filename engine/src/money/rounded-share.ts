import type { Fraction } from '../model/exact.ts'

/**
 * A share of an amount in whole fen, rounded half up. Pure.
 * @param amount fen, not negative
 * @param share not negative
 * @example roundedShare(50n, { n: 93n, d: 100n }) // 47n
 */
export function roundedShare(amount: bigint, share: Fraction): bigint {
  return (amount * share.n * 2n + share.d) / (share.d * 2n)
}
