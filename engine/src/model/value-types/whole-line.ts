import type { Value } from '../value.ts'

/** A type whose values are the whole steps of a line: days, fen, the last digit of a decimal. */
export interface WholeLine {
  readonly of: (value: Value) => bigint
  readonly from: (whole: bigint) => Value
  /** The least and the most that can be written. */
  readonly least: bigint
  readonly most: bigint
  /** Where to begin when nothing is asked for. */
  readonly start: bigint
  /** Distances people find easy to read, the longest first, 1 last. */
  readonly steps: readonly bigint[]
}

/** Values strictly between two, in order, as many as asked for where there are so many. Pure. */
export function wholesBetween(
  line: WholeLine,
  low: Value | undefined,
  high: Value | undefined,
  count: number,
): readonly Value[] {
  const least = low === undefined ? line.least : line.of(low) + 1n
  const most = high === undefined ? line.most : line.of(high) - 1n
  for (const step of line.steps) {
    const found = stepsFrom(line, { low, high, step, least, most, count })
    if (found.length === count || step === 1n) return found.map(line.from)
  }
  return []
}

interface Span {
  readonly low: Value | undefined
  readonly high: Value | undefined
  readonly step: bigint
  readonly least: bigint
  readonly most: bigint
  readonly count: number
}

function stepsFrom(line: WholeLine, span: Span): readonly bigint[] {
  const { low, high, step, least, most } = span
  const all = Array.from({ length: span.count }, (_, at) => BigInt(at))
  const wholes =
    low !== undefined
      ? all.map((at) => line.of(low) + (at + 1n) * step)
      : high !== undefined
        ? all.map((at) => line.of(high) - (at + 1n) * step).toReversed()
        : all.map((at) => line.start + at * step)
  return wholes.filter((whole) => whole >= least && whole <= most)
}
