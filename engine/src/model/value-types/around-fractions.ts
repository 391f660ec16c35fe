import { compareFractions, type Fraction } from '../exact.ts'

/** The fractions themselves, one below, one above and one between each two. Pure. */
export function aroundFractions(fractions: readonly Fraction[]): readonly Fraction[] {
  const sorted = fractions.toSorted(compareFractions)
  const between = sorted.slice(1).map((right, at) => {
    const left = sorted[at] ?? right
    return { n: left.n * right.d + right.n * left.d, d: 2n * left.d * right.d }
  })
  const ends = [sorted.at(0), sorted.at(-1)].flatMap((end) =>
    end === undefined
      ? []
      : [
          { n: end.n - end.d, d: end.d },
          { n: end.n + end.d, d: end.d },
        ],
  )
  return [...sorted, ...ends, ...between]
}
