import type { Decision } from '../../model/decision.ts'
import { jsonEqual } from '../../model/json.ts'
import {
  hitPolicyModules,
  type HitPolicyModule,
  rankOf,
  sameConsequence,
} from '../../decisions/hit-policy.ts'
import type { CompiledDecision } from './compile-decision.ts'
import type { FindingKind } from './finding.ts'
import { growRegion } from './grow-region.ts'
import { type AskedLine, type Clock, type Node, truthOf } from './node.ts'
import { type Goal, narrowTo, solve, type Solution } from './solve.ts'
import { common, meets, type Region } from './space.ts'

/** Of one line that two cannot both decide, or one that another keeps from counting. */
export interface PairFound {
  readonly kind: 'overlap' | 'conflict' | 'tie'
  readonly lines: readonly [number, number]
  readonly region: Region
}

/** What becomes of a line. */
export type LineState =
  | { readonly kind: 'counts' }
  | { readonly kind: 'impossible' }
  /** Whoever matches it matches one of these too, which goes before it; the region has a case. */
  | { readonly kind: 'unreached'; readonly by: readonly number[]; readonly region: Region }
  /** Without it every answer would be the same. */
  | { readonly kind: 'redundant'; readonly by: readonly number[]; readonly region: Region }
  /** Not known: a parameter has no value, or the search was given up. */
  | { readonly kind: 'open' }

/** A case no line speaks of, and how far around it none does. */
export interface Gap {
  readonly region: Region
  readonly grown: Region
}

/** What a day's search of a decision comes to. Lines are numbered as they are in force. */
export interface DayProof {
  readonly applies: 'sometimes' | 'never' | 'open'
  readonly gaps: readonly Gap[]
  readonly pairs: readonly PairFound[]
  readonly lines: readonly LineState[]
  readonly otherwise: 'reached' | 'unreached' | 'open'
  readonly more: ReadonlySet<FindingKind>
  readonly undecided: ReadonlySet<FindingKind>
  readonly waiting: ReadonlySet<string>
}

/** So many of a kind are told at once. */
export const findingLimit = 20
const gapLimit = 3
/** How much one question may look at, and all of them. */
const questionLimit = 2_000_000
const dayLimit = 8_000_000

/** Searches everything that can be found of a decision on a day. Pure. */
export function proveDay(compiled: CompiledDecision, clock: Clock): DayProof {
  return new DaySearch(compiled, clock).prove()
}

class DaySearch {
  readonly #decision: Decision
  readonly #policy: HitPolicyModule
  readonly #compiled: CompiledDecision
  readonly #clock: Clock
  readonly #end: number
  readonly #base: readonly Goal[]
  readonly #whole: Region
  readonly #more = new Set<FindingKind>()
  readonly #undecided = new Set<FindingKind>()
  readonly #waiting = new Set<string>()
  #hulls: readonly (Region | undefined)[] = []

  constructor(compiled: CompiledDecision, clock: Clock) {
    this.#compiled = compiled
    this.#decision = compiled.decision
    this.#policy = hitPolicyModules[compiled.decision.hitPolicy]
    this.#clock = clock
    this.#end = clock.work + dayLimit
    this.#whole = compiled.space.whole()
    this.#base = [...compiled.constraints, compiled.applies]
      .filter((node) => node.kind !== 'constant' || !node.truth)
      .map((node) => ({ node, holds: true }))
  }

  prove(): DayProof {
    const rest = { more: this.#more, undecided: this.#undecided, waiting: this.#waiting }
    const nothing = { gaps: [], pairs: [], lines: [], ...rest }
    const applies = this.#ask([], 'neverApplies')
    if (applies.kind !== 'found') {
      const known = applies.kind === 'none' && applies.waiting.size === 0
      return { applies: known ? 'never' : 'open', otherwise: 'open', ...nothing }
    }
    this.#hulls = this.#compiled.lines.map(({ node }) =>
      narrowTo([...this.#base, { node, holds: true }], this.#whole, this.#clock),
    )
    const lines = this.#compiled.lines.map((_, at) => this.#line(at))
    const pairs = this.#pairs()
    return { applies: 'sometimes', ...this.#uncovered(), pairs, lines, ...rest }
  }

  #ask(goals: readonly Goal[], kind: FindingKind, within = this.#whole): Solution {
    const limit = Math.min(questionLimit, Math.max(0, this.#end - this.#clock.work))
    const solution = solve([...this.#base, ...goals], within, { clock: this.#clock, limit })
    if (solution.kind === 'undecided') this.#undecided.add(kind)
    if (solution.kind === 'none') for (const id of solution.waiting) this.#waiting.add(id)
    return solution
  }

  #uncovered(): Pick<DayProof, 'gaps' | 'otherwise'> {
    const { lines, space } = this.#compiled
    const { otherwise } = this.#decision
    const kind = otherwise === undefined ? 'gap' : 'otherwiseUnreached'
    if (otherwise === undefined && this.#policy.tellsAll === true)
      return { gaps: [], otherwise: 'open' }
    const open: Goal[] = lines.map(({ node }) => ({ node, holds: false }))
    const gaps: Gap[] = []
    for (;;) {
      const solution = this.#ask(open, kind)
      if (solution.kind !== 'found') {
        const unreached =
          gaps.length === 0 && solution.kind === 'none' && solution.waiting.size === 0
        return { gaps, otherwise: unreached ? 'unreached' : 'open' }
      }
      if (otherwise !== undefined) return { gaps, otherwise: 'reached' }
      if (gaps.length === gapLimit) {
        this.#more.add('gap')
        return { gaps, otherwise: 'open' }
      }
      const { region } = solution
      const grown = growRegion(region, { space, keeps: (wider) => this.#meet(open, wider) })
      // Where values of the region do not follow each other, a run of them alone is told of.
      gaps.push({ region: common(region, grown), grown })
      open.push({ node: boxOf(grown, this.#compiled), holds: false })
    }
  }

  /** Whether every case of a region meets some goals, as far as can be seen at once. */
  #meet(goals: readonly Goal[], region: Region): boolean {
    this.#clock.moment += 1
    return goals.every(({ node, holds }) => truthOf(node, region, this.#clock) === holds)
  }

  #pairs(): readonly PairFound[] {
    const { clash: kind } = this.#policy
    if (kind === undefined) return []
    const { lines } = this.#compiled
    const found: PairFound[] = []
    for (const [at, one] of lines.entries())
      for (let next = at + 1; next < lines.length; next++) {
        const two = lines[next]
        if (two === undefined || !this.#clash(kind, one, two)) continue
        const common = this.#common(at, next)
        if (common === undefined) continue
        const better = kind === 'tie' ? this.#without(this.#winning(at), common) : []
        const goals = [one, two].map(({ node }): Goal => ({ node, holds: true }))
        const solution = this.#ask([...goals, ...better], kind, common)
        if (solution.kind !== 'found') continue
        if (found.length === findingLimit) {
          this.#more.add(kind)
          return found
        }
        found.push({ kind, lines: [at, next], region: solution.region })
      }
    return found
  }

  #clash(kind: PairFound['kind'], one: AskedLine, two: AskedLine): boolean {
    if (kind === 'overlap') return true
    if (kind === 'conflict') return !sameConsequence(one.then, two.then)
    const decision = this.#decision
    return rankOf(one.then, decision) === rankOf(two.then, decision) && orderDecides(one, two)
  }

  /** What is common to two lines, as far as their comparisons one by one can tell. */
  #common(one: number, two: number): Region | undefined {
    const [a, b] = [this.#hulls[one], this.#hulls[two]]
    if (a === undefined || b === undefined || !meets(this.#compiled.space, a, b)) return undefined
    return common(a, b)
  }

  /** The lines that answer instead of a line where they match too. */
  #winning(at: number): readonly number[] {
    const { lines } = this.#compiled
    const decision = this.#decision
    const own = lines[at]
    if (own === undefined) return []
    if (this.#policy.before === 'earlier')
      return lines.flatMap((_, other) => (other < at ? other : []))
    if (this.#policy.before !== 'better') return []
    const rank = rankOf(own.then, decision)
    return lines.flatMap(({ then }, other) => (rankOf(then, decision) < rank ? other : []))
  }

  /** That none of some lines matches, as far as that is not certain in the region anyway. */
  #without(lines: readonly number[], region: Region): readonly Goal[] {
    return lines.flatMap((at): readonly Goal[] => {
      const [line, hull] = [this.#compiled.lines[at], this.#hulls[at]]
      if (line === undefined || hull === undefined) return []
      return meets(this.#compiled.space, hull, region) ? [{ node: line.node, holds: false }] : []
    })
  }

  #line(at: number): LineState {
    const [line, hull] = [this.#compiled.lines[at], this.#hulls[at]]
    if (line === undefined || hull === undefined) return { kind: 'impossible' }
    const matches: Goal = { node: line.node, holds: true }
    const winning = this.#winning(at)
    const counting = [matches, ...this.#without(winning, hull)]
    const counts = this.#ask(counting, 'unreached', hull)
    if (counts.kind === 'found') return this.#redundant(at, counting) ?? { kind: 'counts' }
    const some = counting.length === 1 ? counts : this.#ask([matches], 'impossible', hull)
    if (some.kind !== 'found')
      return some.kind === 'none' && some.waiting.size === 0 ? { kind: 'impossible' } : open
    if (counts.kind === 'undecided' || counts.waiting.size > 0) return open
    const near = winning.filter((other) => this.#common(at, other) !== undefined)
    const whole = near.find((other) => this.#covers(other, [matches], hull))
    return { kind: 'unreached', by: whole === undefined ? near : [whole], region: some.region }
  }

  /** Whether a line matches whatever meets some goals. */
  #covers(at: number, goals: readonly Goal[], within: Region): boolean {
    const node = this.#compiled.lines[at]?.node
    if (node === undefined) return false
    const solution = this.#ask([...goals, { node, holds: false }], 'redundant', within)
    return solution.kind === 'none' && solution.waiting.size === 0
  }

  /** That a line, though it counts, could be left out: another says the same of all its cases. */
  #redundant(at: number, counting: readonly Goal[]): LineState | undefined {
    const { repeatedBy } = this.#policy
    if (repeatedBy === 'later') return this.#redundantAboveLater(at, counting)
    if (repeatedBy === undefined) return undefined
    const { lines } = this.#compiled
    const [own, hull] = [lines[at], this.#hulls[at]]
    if (own === undefined || hull === undefined) return undefined
    for (const [other, line] of lines.entries()) {
      if (other === at || !sameConsequence(own.then, line.then)) continue
      const common = this.#common(at, other)
      if (common === undefined || !this.#covers(other, counting, hull)) continue
      const otherHull = this.#hulls[other] ?? common
      const theirs: Goal = { node: line.node, holds: true }
      // Of two that match alike, the later one is too many.
      const alike = this.#covers(
        at,
        [theirs, ...this.#without(this.#winning(other), otherHull)],
        otherHull,
      )
      if (alike && at < other) continue
      const both = this.#ask([...counting, theirs], 'redundant', common)
      if (both.kind === 'found') return { kind: 'redundant', by: [other], region: both.region }
    }
    return undefined
  }

  /** Under `first`: the next line that its cases meet says the same of all of them. */
  #redundantAboveLater(at: number, counting: readonly Goal[]): LineState | undefined {
    const { lines } = this.#compiled
    const [own, hull] = [lines[at], this.#hulls[at]]
    if (own === undefined || hull === undefined) return undefined
    for (let next = at + 1; next < lines.length; next++) {
      const line = lines[next]
      const common = this.#common(at, next)
      if (line === undefined || common === undefined) continue
      const both = this.#ask([...counting, { node: line.node, holds: true }], 'redundant', common)
      if (both.kind === 'none' && both.waiting.size === 0) continue
      if (both.kind !== 'found' || !sameConsequence(own.then, line.then)) return undefined
      if (this.#covers(next, counting, hull))
        return { kind: 'redundant', by: [next], region: both.region }
    }
    return undefined
  }
}

const open: LineState = { kind: 'open' }

/** Of two lines of one rank, whether only the order they are written in decides what is answered. */
function orderDecides({ then: a }: AskedLine, { then: b }: AskedLine): boolean {
  if ((a.outcome ?? 'allow') !== (b.outcome ?? 'allow')) return true
  if (!jsonEqual(a.outputs ?? {}, b.outputs ?? {})) return true
  // All effects happen; two that give a fact different values cannot both last.
  return (a.effects ?? []).some(
    (one) =>
      one.type === 'set' &&
      (b.effects ?? []).some(
        (two) => two.type === 'set' && two.fact === one.fact && !jsonEqual(one.value, two.value),
      ),
  )
}

/** That a case lies in a region. */
function boxOf(region: Region, { space }: CompiledDecision): Node {
  const whole = space.whole()
  const parts = space.variables.flatMap((variable): readonly Node[] => {
    const [from, to] = [variable.offset, variable.offset + variable.words]
    const mask = region.slice(from, to)
    const all = whole.subarray(from, to).every((bits, at) => bits === mask[at])
    return all ? [] : [{ kind: 'atom', variable, mask }]
  })
  return { kind: 'all', parts }
}
