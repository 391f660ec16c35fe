import type { Decision } from '../../model/decision.ts'
import type { Truth } from '../../decisions/truth.ts'
import { hitPolicyModules, type MatchedLine } from '../../decisions/hit-policy.ts'
import { holds, type Region, type Variable } from './space.ts'
import { outcomeOf } from '../../decisions/outcome-of.ts'
import { comparedOutcome, compareValues } from '../../decisions/compare-values.ts'
import type { DecisionTest } from '../../model/condition.ts'

/** A condition over regions. */
export type Node =
  | { readonly kind: 'constant'; readonly truth: boolean }
  /** Unknown whatever the facts: a parameter has no value on the day. */
  | { readonly kind: 'waiting'; readonly parameter: string }
  /** One of these values. */
  | { readonly kind: 'atom'; readonly variable: Variable; readonly mask: Uint32Array }
  /** For each value on the left, the values on the right for which it holds. */
  | {
      readonly kind: 'pair'
      readonly left: Variable
      readonly right: Variable
      readonly rows: readonly Uint32Array[]
    }
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Node[] }
  | { readonly kind: 'not'; readonly part: Node }
  /** A named condition, worked out once for each region. */
  | { readonly kind: 'shared'; readonly part: Node; readonly memo: Memo<Truth> }
  | { readonly kind: 'asked'; readonly test: DecisionTest; readonly asked: AskedDecision }
  /** Whether a list can be as long as it is with the codes that are in it. */
  | {
      readonly kind: 'length'
      readonly count: Variable
      readonly parts: readonly Variable[]
      readonly others: number
    }

/** The lines of a decision in force on a day, over regions. */
export interface AskedDecision {
  readonly decision: Decision
  readonly applies: Node
  readonly lines: readonly AskedLine[]
  readonly memo: Memo<Answer>
}
export interface AskedLine {
  readonly id: string
  readonly then: MatchedLine['then']
  readonly node: Node
}
interface Answer {
  readonly outcome: string | undefined
  readonly applies: Truth
  readonly lines: readonly Truth[]
}

interface Memo<T> {
  moment: number
  value?: T
}

/** Counts what was looked at, and the changes of the region, so that what was worked out before is known to be old. */
export interface Clock {
  moment: number
  work: number
}

export function memo<T>(): Memo<T> {
  return { moment: -1 }
}

/** What a node comes to in a region: unknown while some cases of it differ. */
export function truthOf(node: Node, region: Region, clock: Clock): Truth {
  clock.work += 1
  switch (node.kind) {
    case 'constant':
      return node.truth
    case 'waiting':
      return 'unknown'
    case 'atom':
      return atomTruth(node.variable, node.mask, region)
    case 'pair':
      return pairTruth(node, region, clock)
    case 'all':
    case 'any': {
      const ends = node.kind === 'any'
      let result: Truth = !ends
      for (const part of node.parts) {
        const truth = truthOf(part, region, clock)
        if (truth === ends) return ends
        if (truth === 'unknown') result = 'unknown'
      }
      return result
    }
    case 'not': {
      const truth = truthOf(node.part, region, clock)
      return truth === 'unknown' ? truth : !truth
    }
    case 'shared':
      return remembered(node.memo, clock, () => truthOf(node.part, region, clock))
    case 'asked': {
      const { outcome } = answerOf(node.asked, region, clock)
      if (outcome === undefined) return 'unknown'
      return compareValues(comparedOutcome, node.test.operator, outcome, node.test.value)
    }
    case 'length':
      return lengthTruth(node, region)
  }
}

function remembered<T>(memo: Memo<T>, clock: Clock, compute: () => T): T {
  if (memo.moment !== clock.moment || memo.value === undefined) {
    memo.value = compute()
    memo.moment = clock.moment
  }
  return memo.value
}

/** What another decision answers in a region; nothing while its cases differ. */
export function answerOf(asked: AskedDecision, region: Region, clock: Clock): Answer {
  return remembered(asked.memo, clock, () => {
    const applies = truthOf(asked.applies, region, clock)
    if (applies === false) return { outcome: 'notAssessable', applies, lines: [] }
    const lines = asked.lines.map((line) => truthOf(line.node, region, clock))
    if (applies === 'unknown') return { outcome: undefined, applies, lines }
    const matched = asked.lines.map(({ id, then }, at) => ({
      id,
      then,
      result: lines[at] ?? ('unknown' as const),
    }))
    const { decision } = asked
    const resolution = hitPolicyModules[decision.hitPolicy].resolve(matched, decision)
    const outcome = outcomeOf(decision, resolution)
    return { outcome: outcome === 'needsFacts' ? undefined : outcome, applies, lines }
  })
}

function atomTruth({ offset, words }: Variable, mask: Uint32Array, region: Region): Truth {
  let inside = 0
  let outside = 0
  for (let at = 0; at < words; at++) {
    const bits = region[offset + at] ?? 0
    inside |= bits & (mask[at] ?? 0)
    outside |= bits & ~(mask[at] ?? 0)
  }
  return outside === 0 ? true : inside === 0 ? false : 'unknown'
}

function pairTruth(
  { left, right, rows }: Extract<Node, { kind: 'pair' }>,
  region: Region,
  clock: Clock,
): Truth {
  let result: Truth | undefined
  for (const [at, mask] of rows.entries()) {
    if (!holds(region, left, at)) continue
    clock.work += 1
    const truth = atomTruth(right, mask, region)
    if (truth === 'unknown' || (result !== undefined && truth !== result)) return 'unknown'
    result = truth
  }
  return result ?? 'unknown'
}

function lengthTruth(
  { count, parts, others }: Extract<Node, { kind: 'length' }>,
  region: Region,
): Truth {
  let [sure, most, surely] = [0, others, others]
  for (const part of parts) {
    const bits = region[part.offset] ?? 0
    const size = part.codes?.length ?? 0
    // Bit 1 is "in it".
    if (bits === 2) sure += 1
    if ((bits & 2) !== 0) most += size
    if (bits === 2) surely += size
  }
  const open = parts.filter((part) => (region[part.offset] ?? 0) === 3).length
  const results = (count.counts ?? []).flatMap(([low, high], at) => {
    if (!holds(region, count, at)) return []
    // Too long for what can be in it, or too short for what is.
    if (most < low || sure > high) return [false as Truth]
    return [(surely >= low && sure + open <= high ? true : 'unknown') as Truth]
  })
  const first = results[0] ?? 'unknown'
  return results.every((result) => result === first) ? first : 'unknown'
}
