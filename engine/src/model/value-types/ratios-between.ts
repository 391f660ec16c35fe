import { addFractions, compareFractions, type Fraction, reduceFraction } from '../exact.ts'

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
  const found: Fraction[] = []
  for (let last = from; found.length < count;) {
    const next = simplestBetween(last, to)
    if (!canBeWritten(next)) break
    found.push(next)
    last = next
  }
  return found
}

/** The fraction of least denominator strictly between two, by continued fractions. */
function simplestBetween(low: Fraction, high: Fraction): Fraction {
  const whole = floor(low)
  const next = { n: whole + 1n, d: 1n }
  if (compareFractions(next, high) < 0) return next
  // Both lie between two whole numbers: look between the inverses of what is left.
  const [from, to] = [minus(low, whole), minus(high, whole)]
  if (from.n === 0n) {
    const parts = floor({ n: to.d, d: to.n }) + 1n
    return { n: whole * parts + 1n, d: parts }
  }
  const inner = simplestBetween({ n: to.d, d: to.n }, { n: from.d, d: from.n })
  return { n: whole * inner.n + inner.d, d: inner.n }
}

function floor({ n, d }: Fraction): bigint {
  const whole = n / d
  return whole * d > n ? whole - 1n : whole
}

function minus({ n, d }: Fraction, whole: bigint): Fraction {
  return { n: n - whole * d, d }
}
