import type { Truth } from '../../decisions/truth.ts'
import { answerOf, type Clock, type Node, truthOf } from './node.ts'
import { type Region, samplesIn, type Variable } from './space.ts'

/** What a search is given: how much it may look at before it gives up. */
export interface Search {
  readonly clock: Clock
  readonly limit: number
  /** What must hold besides, where only the answers of whole decisions show it. */
  readonly difference?: Difference
}

/** Something that is worked out of many conditions at once. */
export interface Difference {
  readonly truth: (region: Region) => Truth
  /** What it rests on. */
  readonly nodes: readonly Node[]
  /** Of these, or of parts of them, what to settle before the rest. */
  readonly first?: (region: Region) => readonly Node[]
}

/**
 * `found`: a region all of whose cases meet every goal. `none`: proved, there is none, but for cases that wait for a
 * parameter's value. `undecided`: the search was given up.
 */
export type Solution =
  | { readonly kind: 'found'; readonly region: Region }
  | { readonly kind: 'none'; readonly waiting: ReadonlySet<string> }
  | { readonly kind: 'undecided' }

/** Something that must hold, or must not. */
export interface Goal {
  readonly node: Node
  readonly holds: boolean
}

/**
 * Searches a case that meets every goal. What the goals force is followed first; then the region is split by the
 * comparison that the goal nearest to being settled rests on. Exact. The region given stays as it is.
 */
export function solve(goals: readonly Goal[], within: Region, search: Search): Solution {
  const { clock, limit, difference } = search
  const end = clock.work + limit
  const waiting = new Set<string>()
  let undecided = false

  const look = (open: readonly Goal[], region: Region): Region | undefined => {
    if (undecided) return undefined
    if (clock.work > end) {
      undecided = true
      return undefined
    }
    const left = propagate(open, region, clock)
    if (left === undefined) return undefined
    const truth = difference?.truth(region) ?? true
    if (truth === false) return undefined
    if (truth === true && left.length === 0) return region
    const nodes = truth === true ? [] : (difference?.nodes ?? [])
    const first = truth === true ? [] : (difference?.first?.(region) ?? [])
    const split =
      chooseSplit([...left, ...openOf(first, region, clock)], region, clock) ??
      chooseSplit(openOf(nodes, region, clock), region, clock)
    if (split === undefined) {
      const seen = new Set<object>()
      for (const { node } of left) gatherWaiting(node, waiting, seen)
      for (const node of nodes) gatherWaiting(node, waiting, seen)
      return undefined
    }
    for (const inside of [true, false]) {
      const part = region.slice()
      narrow(split.variable, split.mask, inside, part)
      clock.moment += 1
      const found = look(left, part)
      if (found !== undefined) return found
    }
    return undefined
  }

  const start = within.slice()
  clock.moment += 1
  const region = isEmptyFor(goals) ? undefined : look(goals, start)
  if (region !== undefined) return { kind: 'found', region }
  return undecided ? { kind: 'undecided' } : { kind: 'none', waiting }
}

/** What is not settled yet, as goals to choose a split by. */
function openOf(nodes: readonly Node[], region: Region, clock: Clock): readonly Goal[] {
  return nodes
    .filter((node) => isOpen(truthOf(node, region, clock)))
    .map((node) => ({ node, holds: true }))
}

const isEmptyFor = (goals: readonly Goal[]) =>
  goals.some(({ node, holds }) => node.kind === 'constant' && node.truth !== holds)

/** The region in which a goal may hold, as far as its comparisons one by one can tell; nothing where it cannot. */
export function narrowTo(goals: readonly Goal[], within: Region, clock: Clock): Region | undefined {
  const region = within.slice()
  clock.moment += 1
  return propagate(goals, region, clock) === undefined ? undefined : region
}

/** Narrows the region to what the goals force; gives back those still open, or nothing when one cannot be met. */
function propagate(
  goals: readonly Goal[],
  region: Region,
  clock: Clock,
): readonly Goal[] | undefined {
  let open = goals
  for (let changed = true; changed;) {
    changed = false
    const left: Goal[] = []
    for (const goal of open) {
      const truth = truthOf(goal.node, region, clock)
      if (truth === goal.holds) continue
      if (truth !== 'unknown') return undefined
      left.push(goal)
      if (force(goal.node, goal.holds, region, clock)) changed = true
    }
    open = left
  }
  return open
}

/** Follows what must be so for an open node to hold, or not to. True when the region became smaller. */
function force(node: Node, wanted: boolean, region: Region, clock: Clock): boolean {
  switch (node.kind) {
    case 'atom':
      narrow(node.variable, node.mask, wanted, region)
      clock.moment += 1
      return true
    case 'not':
      return force(node.part, !wanted, region, clock)
    case 'shared':
      return force(node.part, wanted, region, clock)
    case 'all':
    case 'any': {
      const everyPart = (node.kind === 'all') === wanted
      if (everyPart)
        return node.parts.reduce(
          (changed, part) =>
            (isOpen(truthOf(part, region, clock)) && force(part, wanted, region, clock)) || changed,
          false,
        )
      // One part has to be so: known once only one is left open, the others being known not to be.
      const open = node.parts.filter((part) => isOpen(truthOf(part, region, clock)))
      const [only] = open
      return open.length === 1 && only !== undefined && force(only, wanted, region, clock)
    }
    case 'pair': {
      const [left, right] = [samplesIn(region, node.left), samplesIn(region, node.right)]
      const mask = left.length === 1 ? node.rows[left[0] ?? 0] : undefined
      if (mask !== undefined) {
        narrow(node.right, mask, wanted, region)
        clock.moment += 1
        return true
      }
      if (right.length !== 1) return false
      const at = right[0] ?? 0
      for (const sample of left)
        if (((((node.rows[sample]?.[at >> 5] ?? 0) >>> (at & 31)) & 1) === 1) !== wanted)
          remove(node.left, sample, region)
      clock.moment += 1
      return true
    }
    default:
      return false
  }
}

const isOpen = (truth: Truth) => truth === 'unknown'

function narrow(variable: Variable, mask: Uint32Array, inside: boolean, region: Region): void {
  for (let at = 0; at < variable.words; at++) {
    const bits = mask[at] ?? 0
    const index = variable.offset + at
    region[index] = (region[index] ?? 0) & (inside ? bits : ~bits)
  }
}

function remove({ offset }: Variable, at: number, region: Region): void {
  const index = offset + (at >> 5)
  region[index] = (region[index] ?? 0) & ~(1 << (at & 31))
}

interface Split {
  readonly variable: Variable
  readonly mask: Uint32Array
}

/** Where to split: at an open comparison of the goal that has fewest of them, of the variable most goals wait for. */
function chooseSplit(goals: readonly Goal[], region: Region, clock: Clock): Split | undefined {
  const weights = new Map<Variable, number>()
  let best: readonly Split[] = []
  let fewest = Infinity
  for (const { node } of goals) {
    const splits: Split[] = []
    gatherSplits(node, region, clock, { splits, seen: new Set() })
    if (splits.length === 0) continue
    const weight = 2 ** -Math.min(splits.length, 30)
    for (const { variable } of splits) weights.set(variable, (weights.get(variable) ?? 0) + weight)
    if (splits.length < fewest) {
      fewest = splits.length
      best = splits
    }
  }
  let chosen: Split | undefined
  for (const split of best)
    if (
      chosen === undefined ||
      (weights.get(split.variable) ?? 0) > (weights.get(chosen.variable) ?? 0)
    )
      chosen = split
  return chosen
}

const splitLimit = 40

interface Gathered {
  readonly splits: Split[]
  /** What many conditions share is gone into once. */
  readonly seen: Set<object>
}

function gatherSplits(node: Node, region: Region, clock: Clock, found: Gathered): void {
  if (found.splits.length >= splitLimit || found.seen.has(node)) return
  if (node.kind === 'shared') found.seen.add(node)
  switch (node.kind) {
    case 'atom':
      found.splits.push(node)
      return
    case 'pair':
    case 'length': {
      const variables = node.kind === 'pair' ? [node.left, node.right] : [...node.parts, node.count]
      for (const variable of variables) {
        const [first, second] = samplesIn(region, variable)
        if (first !== undefined && second !== undefined)
          found.splits.push({ variable, mask: single(variable, first) })
      }
      return
    }
    case 'not':
    case 'shared':
      return gatherOpen([node.part], region, clock, found)
    case 'all':
    case 'any':
      return gatherOpen(node.parts, region, clock, found)
    case 'asked': {
      const { asked } = node
      if (found.seen.has(asked)) return
      found.seen.add(asked)
      const { applies, lines } = answerOf(asked, region, clock)
      if (isOpen(applies)) return gatherSplits(asked.applies, region, clock, found)
      const open = asked.lines.filter((_, at) => isOpen(lines[at] ?? true))
      for (const line of open) gatherSplits(line.node, region, clock, found)
      return
    }
    default:
  }
}

function gatherOpen(parts: readonly Node[], region: Region, clock: Clock, found: Gathered): void {
  for (const part of parts)
    if (isOpen(truthOf(part, region, clock))) gatherSplits(part, region, clock, found)
}

function single(variable: Variable, at: number): Uint32Array {
  const mask = new Uint32Array(variable.words)
  mask[at >> 5] = (1 << (at & 31)) >>> 0
  return mask
}

/** The parameters without a value that a node rests on. */
function gatherWaiting(node: Node, found: Set<string>, seen: Set<object>): void {
  const goOn = (parts: readonly Node[]): void => {
    for (const part of parts) gatherWaiting(part, found, seen)
  }
  switch (node.kind) {
    case 'waiting':
      found.add(node.parameter)
      return
    case 'not':
      return goOn([node.part])
    case 'all':
    case 'any':
      return goOn(node.parts)
    case 'shared':
    case 'asked': {
      const whole = node.kind === 'shared' ? node : node.asked
      if (seen.has(whole)) return
      seen.add(whole)
      if (node.kind === 'shared') return goOn([node.part])
      return goOn([node.asked.applies, ...node.asked.lines.map((line) => line.node)])
    }
    default:
  }
}
