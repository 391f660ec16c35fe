import { hitPolicyModules } from '../../decisions/hit-policy.ts'
import { jsonEqual } from '../../model/json.ts'
import type { Consequence, Decision, Otherwise } from '../../model/decision.ts'
import type { Truth } from '../../decisions/truth.ts'
import {
  answerOf,
  type AskedDecision,
  type AskedLine,
  type Clock,
  type Node,
  truthOf,
} from '../tables/node.ts'
import type { Region, Variable } from '../tables/space.ts'

/**
 * Whether two decisions over one space answer differently in a region: true or false where all its cases agree on that,
 * unknown where some differ or it is not known yet. What is written alike in both is never gone into. Pure.
 */
export function answersDiffer(
  before: AskedDecision,
  after: AskedDecision,
  region: Region,
  clock: Clock,
): Truth {
  const [was, now] = [before, after].map((asked) => answerOf(asked, region, clock).outcome)
  if (was !== undefined && now !== undefined) return was !== now
  return new Comparison(region, clock).decisions(before, after) ? false : 'unknown'
}

/** The parts in which two decisions are written differently, as far as the region leaves them open. Pure. */
export function unlikeParts(
  before: AskedDecision,
  after: AskedDecision,
  region: Region,
  clock: Clock,
): readonly Node[] {
  const comparison = new Comparison(region, clock)
  comparison.decisions(before, after)
  return comparison.unlike
}

/** Compares what is written, as far as a region leaves it open. What is open in the same way comes to the same. */
class Comparison {
  readonly unlike: Node[] = []
  readonly #region: Region
  readonly #clock: Clock
  readonly #known = new Map<object, Map<object, boolean>>()

  constructor(region: Region, clock: Clock) {
    this.#region = region
    this.#clock = clock
  }

  decisions(a: AskedDecision, b: AskedDecision): boolean {
    return this.#once(a, b, () => {
      const [one, two] = [a, b].map((asked) => answerOf(asked, this.#region, this.#clock))
      if (one?.outcome !== undefined && two?.outcome !== undefined)
        return one.outcome === two.outcome
      const applies = this.#nodes(a.applies, b.applies)
      const [lines, others] = [this.#possible(a), this.#possible(b)]
      const paired = lines.map((line, at) => {
        const other = others[at]
        const isAlike =
          other !== undefined &&
          jsonEqual(said(line.then, a.decision), said(other.then, b.decision))
        if (isAlike) return this.#nodes(line.node, other.node)
        this.#tell(line.node)
        if (other !== undefined) this.#tell(other.node)
        return false
      })
      for (const line of others.slice(lines.length)) this.#tell(line.node)
      return (
        applies &&
        lines.length === others.length &&
        paired.every(Boolean) &&
        jsonEqual(rest(a.decision), rest(b.decision))
      )
    })
  }

  /** The lines that some case of the region matches. */
  #possible({ lines }: AskedDecision): readonly AskedLine[] {
    return lines.filter(({ node }) => this.#truth(node) !== false)
  }

  #nodes(a: Node, b: Node): boolean {
    const [one, two] = [this.#truth(a), this.#truth(b)]
    if (one !== 'unknown' && two !== 'unknown') return one === two
    if (one === 'unknown' && two === 'unknown') {
      if (a.kind === 'shared' && b.kind === 'shared')
        return this.#once(a, b, () => this.#nodes(a.part, b.part))
      if (a.kind === 'shared') return this.#nodes(a.part, b)
      if (b.kind === 'shared') return this.#nodes(a, b.part)
      const alike = this.#written(a, b)
      if (alike !== undefined) return alike
    }
    this.#tell(a)
    this.#tell(b)
    return false
  }

  /** Whether two open nodes of one kind are alike; nothing where that has still to be told of them as a whole. */
  #written(a: Node, b: Node): boolean | undefined {
    if (a.kind === 'atom' && b.kind === 'atom') {
      if (a.variable !== b.variable) return undefined
      const mask = a.mask.map((bits, at) => (bits ^ (b.mask[at] ?? 0)) >>> 0)
      if (this.#isEmpty(a.variable, mask)) return true
      // Only there do they differ.
      this.unlike.push({ kind: 'atom', variable: a.variable, mask })
      return false
    }
    if (a.kind === 'pair' && b.kind === 'pair') {
      const alike =
        a.left === b.left &&
        a.right === b.right &&
        a.rows.every((row, at) => jsonEqual([...row], [...(b.rows[at] ?? [])]))
      return alike || undefined
    }
    if (a.kind === 'waiting' && b.kind === 'waiting') return a.parameter === b.parameter
    if (a.kind === 'not' && b.kind === 'not') return this.#nodes(a.part, b.part)
    if (a.kind === 'asked' && b.kind === 'asked' && jsonEqual(verdict(a), verdict(b)))
      return this.decisions(a.asked, b.asked)
    if (isList(a) && isList(b) && a.kind === b.kind) {
      const [ones, twos] = [this.#open(a.parts), this.#open(b.parts)]
      if (ones.length !== twos.length) return undefined
      // Each of them, so that all that is unlike is told.
      return ones.map((part, at) => this.#nodes(part, twos[at] ?? part)).every((isAlike) => isAlike)
    }
    return undefined
  }

  /** Of an open list the others make no difference. */
  #open(parts: readonly Node[]): readonly Node[] {
    return parts.filter((part) => this.#truth(part) === 'unknown')
  }

  #isEmpty({ offset, words }: Variable, mask: Uint32Array): boolean {
    for (let at = 0; at < words; at++)
      if (((mask[at] ?? 0) & (this.#region[offset + at] ?? 0)) !== 0) return false
    return true
  }

  #truth(node: Node): Truth {
    return truthOf(node, this.#region, this.#clock)
  }

  #tell(node: Node): void {
    if (this.#truth(node) === 'unknown') this.unlike.push(node)
  }

  #once(a: object, b: object, compare: () => boolean): boolean {
    const known = this.#known.get(a) ?? new Map<object, boolean>()
    this.#known.set(a, known)
    const found = known.get(b) ?? compare()
    known.set(b, found)
    return found
  }
}

function isList(node: Node): node is Extract<Node, { kind: 'all' | 'any' }> {
  return node.kind === 'all' || node.kind === 'any'
}

function verdict({ test }: Extract<Node, { kind: 'asked' }>): unknown {
  return { operator: test.operator, value: test.value }
}

/** What a line says, as far as an outcome can rest on it. */
function said(then: Consequence | Otherwise, decision: Decision): unknown {
  const outcome = then.outcome ?? 'allow'
  const isCompared =
    hitPolicyModules[decision.hitPolicy].clash === 'conflict' ||
    decision.aggregation !== undefined ||
    decision.outputs?.[0]?.order !== undefined
  return isCompared
    ? { outcome, outputs: then.outputs ?? {}, effects: then.effects ?? [] }
    : { outcome }
}

/** What the outcome rests on besides the lines. */
function rest(decision: Decision): unknown {
  const { hitPolicy, aggregation, outputs, otherwise } = decision
  return {
    hitPolicy,
    aggregation: aggregation ?? null,
    outputs: (outputs ?? []).map(({ id, type, order }) => ({ id, type, order: order ?? null })),
    otherwise: otherwise === undefined ? null : said(otherwise, decision),
  }
}
