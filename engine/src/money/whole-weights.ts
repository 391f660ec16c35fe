import type { Fraction } from '../model/exact.ts'

/** Whole numbers in the same proportion as some fractions. Pure. */
export function wholeWeights(parts: readonly Fraction[]): readonly bigint[] {
  const denominator = parts.reduce((product, { d }) => leastMultiple(product, d), 1n)
  return parts.map(({ n, d }) => (n * denominator) / d)
}

function leastMultiple(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return (a / x) * b
}
