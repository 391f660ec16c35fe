import { maskOf, type Region, samplesIn, type Space, type Variable, withBits } from './space.ts'

interface Growth {
  readonly space: Space
  /** What it may grow in; everything where left out. */
  readonly variables?: readonly Variable[]
  /** Whether what has to hold of every case of the region holds of every case of another. */
  readonly keeps: (region: Region) => boolean
}

/**
 * Makes a region as large as what has to hold of it allows: first each variable whole that does not matter, then the others from the
 * values they have on to those beside them, so that few words describe it. Of values with a hole between them those before it are
 * grown alone: the rest of the region is outside then. Pure.
 */
export function growRegion(region: Region, growth: Growth): Region {
  const { space } = growth
  const whole = space.whole()
  let grown = region
  const narrow: Variable[] = []
  for (const variable of growth.variables ?? space.variables) {
    const all = whole.slice(variable.offset, variable.offset + variable.words)
    const widest = withBits(grown, variable, all)
    if (growth.keeps(widest)) grown = widest
    else narrow.push(variable)
  }
  for (const variable of narrow) grown = growRun(grown, variable, growth)
  return grown
}

function growRun(region: Region, variable: Variable, growth: Growth): Region {
  const found = samplesIn(region, variable)
  const only = (passes: (at: number) => boolean) =>
    withBits(
      region,
      variable,
      maskOf(variable, (_, at) => passes(at)),
    )
  if (!variable.ordered) {
    const chosen = new Set(found)
    const others = variable.samples.flatMap((_, at) => (chosen.has(at) ? [] : at))
    addWhereKept(others, chosen, (some) => growth.keeps(only((at) => some.has(at))))
    return only((at) => chosen.has(at))
  }
  // A run of values without a hole, from the first it has.
  const first = found[0] ?? 0
  const last = variable.samples.length - 1
  const isKept = (low: number, high: number) => growth.keeps(only((at) => at >= low && at <= high))
  const high = furthest(last - first, (by) => isKept(first, first + by)) + first
  const low = first - furthest(first, (by) => isKept(first - by, high))
  return only((at) => at >= low && at <= high)
}

/** The greatest number up to a limit that is kept, zero being so: what is not kept, more of it is not either. */
function furthest(limit: number, isKept: (by: number) => boolean): number {
  let [known, unknown] = [0, limit + 1]
  while (known + 1 < unknown) {
    const middle = (known + unknown) >> 1
    if (isKept(middle)) known = middle
    else unknown = middle
  }
  return known
}

/** Adds what can be added, halving what cannot be added whole. */
function addWhereKept(
  some: readonly number[],
  chosen: Set<number>,
  isKept: (all: ReadonlySet<number>) => boolean,
): void {
  if (some.length === 0) return
  if (isKept(new Set([...chosen, ...some]))) {
    for (const at of some) chosen.add(at)
    return
  }
  if (some.length === 1) return
  const half = some.length >> 1
  addWhereKept(some.slice(0, half), chosen, isKept)
  addWhereKept(some.slice(half), chosen, isKept)
}
