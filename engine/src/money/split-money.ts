/**
 * Splits an amount in whole fen by whole-number weights with the largest-remainder method: each part gets its
 * whole share, the fen left over go to the largest remainders, ties to the one listed first. The parts sum to
 * the amount exactly. Pure.
 *
 * @param amount fen, not negative
 * @param weights not negative, not all zero
 * @throws RangeError when no weight is positive or an argument is negative
 * @example splitMoney(99n, [4n, 4n, 2n]) // [40n, 39n, 20n]
 */
export function splitMoney(amount: bigint, weights: readonly bigint[]): readonly bigint[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n)
  if (amount < 0n || total <= 0n || weights.some((weight) => weight < 0n))
    throw new RangeError(
      'An amount and weights that are not negative, with a positive sum, are needed.',
    )
  const parts = weights.map((weight) => (amount * weight) / total)
  const remainders = weights.map((weight, index) => ({
    index,
    remainder: (amount * weight) % total,
  }))
  let left = amount - parts.reduce((sum, part) => sum + part, 0n)
  remainders.sort((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  )
  for (const { index } of remainders) {
    if (left === 0n) break
    parts[index] = (parts[index] ?? 0n) + 1n
    left -= 1n
  }
  return parts
}
