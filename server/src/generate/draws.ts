import { seededRandom } from '@jieli/engine'

/** Draws that a seed determines: the same seed gives the same draws on every machine. */
export class Draws {
  readonly #next: () => number

  constructor(seed: number) {
    this.#next = seededRandom(seed)
  }

  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.#next() * (high - low + 1))
  }

  /** True in so many of ten thousand draws. */
  chance(perTenThousand: number): boolean {
    return this.whole(1, 10_000) <= perTenThousand
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.whole(0, items.length - 1)]
    if (item === undefined) throw new RangeError('There is nothing to draw from.')
    return item
  }

  /** A place in a list of running sums, the last of which is the whole: `[3, 10]` gives 1 in seven of ten. */
  place(sums: readonly number[]): number {
    const drawn = this.whole(1, sums.at(-1) ?? 1)
    return sums.findIndex((sum) => drawn <= sum)
  }
}

/** Running sums of weights. Pure. */
export function runningSums(weights: readonly number[]): readonly number[] {
  let sum = 0
  return weights.map((weight) => (sum += weight))
}
