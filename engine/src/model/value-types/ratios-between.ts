import {
  addFractions,
  compareFractions,
  type Fraction,
  negateFraction,
  reduceFraction,
} from '../exact.ts'

/** Parts that shares are commonly told in. */
const commonParts = [100n, 1000n, 10_000n]

const safe = BigInt(Number.MAX_SAFE_INTEGER)
const canBeWritten = ({ n, d }: Fraction) => n <= safe && n >= -safe && d <= safe

/** Shares strictly between two, in order, in hundredths where there are enough of them. Pure. */
export function ratiosBetween(
  low: Fraction | undefined,
  high: Fraction | undefined,
  count: number,
): readonly Fraction[] {
  const from = low ?? (high === undefined ? { n: 0n, d: 1n } : { n: high.n - high.d, d: high.d })
  const to = high ?? { n: from.n + from.d, d: from.d }
  for (const parts of commonParts) {
    const found = Array.from({ length: count }, (_, at) =>
      reduceFraction(addFractions(from, { n: BigInt(at + 1), d: parts })),
    ).filter((share) => compareFractions(share, to) < 0 && canBeWritten(share))
    if (found.length === count) return found
  }
  const near = simplestShares(from, to, count)
  if (near.length === count || (low !== undefined && high !== undefined)) return near
  return simplestShares(low ?? { n: -safe - 1n, d: 1n }, high ?? { n: safe + 1n, d: 1n }, count)
}

/** The simplest of a gap has the least numbers of all there: where it cannot be written, nothing there can. */
function simplestShares(from: Fraction, to: Fraction, count: number): readonly Fraction[] {
  const found: Fraction[] = []
  const gaps: (readonly [Fraction, Fraction])[] = [[from, to]]
  for (let gap = gaps.shift(); gap !== undefined && found.length < count; gap = gaps.shift()) {
    const next = simplestBetween(...gap)
    if (!canBeWritten(next)) continue
    found.push(next)
    gaps.push([next, gap[1]], [gap[0], next])
  }
  return found.toSorted(compareFractions)
}

/** The fraction of the least numbers strictly between two, by continued fractions. */
function simplestBetween(low: Fraction, high: Fraction): Fraction {
  if (high.n <= 0n)
    return negateFraction(simplestBetween(negateFraction(high), negateFraction(low)))
  if (low.n < 0n) return { n: 0n, d: 1n }
  const whole = floor(low)
  const next = { n: whole + 1n, d: 1n }
  if (compareFractions(next, high) < 0) return next
  // Both lie between two whole numbers: look between the inverses of what is left.
  const [above, below] = [minus(low, whole), minus(high, whole)]
  if (above.n === 0n) {
    const parts = floor({ n: below.d, d: below.n }) + 1n
    return { n: whole * parts + 1n, d: parts }
  }
  const inner = simplestBetween({ n: below.d, d: below.n }, { n: above.d, d: above.n })
  return { n: whole * inner.n + inner.d, d: inner.n }
}

function floor({ n, d }: Fraction): bigint {
  const whole = n / d
  return whole * d > n ? whole - 1n : whole
}

function minus({ n, d }: Fraction, whole: bigint): Fraction {
  return { n: n - whole * d, d }
}
