/** The middle value of an odd number of figures, or the upper of the two middle ones. */
export function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN
}

/** The figure that so large a share of the figures does not exceed. */
export function percentile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** One thing to be timed: `run` does `count` pieces of work. */
export interface Contender {
  readonly name: string
  readonly run: (count: number) => Promise<void> | void
}

/** How often each contender did its work, in pieces per second: the median of interleaved rounds. */
export async function race(
  contenders: readonly Contender[],
  { rounds, milliseconds }: { readonly rounds: number; readonly milliseconds: number },
): Promise<ReadonlyMap<string, number>> {
  const figures = new Map<string, number[]>(contenders.map(({ name }) => [name, []]))
  const counts = new Map<string, number>()
  for (const { name, run } of contenders) {
    // Warm up, and find how many pieces fill a round.
    let count = 1
    for (;;) {
      const started = performance.now()
      await run(count)
      const taken = performance.now() - started
      if (taken > milliseconds / 4) {
        counts.set(name, Math.max(1, Math.round((count * milliseconds) / taken)))
        break
      }
      count *= 4
    }
  }
  for (let round = 0; round < rounds; round++)
    for (const { name, run } of contenders) {
      const count = counts.get(name) ?? 1
      const started = performance.now()
      await run(count)
      figures.get(name)?.push((count / (performance.now() - started)) * 1000)
    }
  return new Map([...figures].map(([name, values]) => [name, median(values)]))
}

/** A table of figures, each beside the first. */
export function printRace(title: string, unit: string, figures: ReadonlyMap<string, number>): void {
  const base = [...figures.values()][0] ?? 1
  console.log(`\n${title}`)
  for (const [name, figure] of figures)
    console.log(
      `  ${name.padEnd(58)} ${Math.round(figure).toLocaleString('en').padStart(12)} ${unit}  ${(figure / base).toFixed(2)}×`,
    )
}
