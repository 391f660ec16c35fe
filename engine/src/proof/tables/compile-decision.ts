import { compareValues } from '../../decisions/compare-values.ts'
import { effortLimit } from '../../decisions/evaluate-condition.ts'
import type { Condition, DecisionTest, FactTest } from '../../model/condition.ts'
import type { Decision } from '../../model/decision.ts'
import type { Fact } from '../../model/fact.ts'
import { depthLimit } from '../../model/json.ts'
import { reachReferences } from '../../model/references/reach-references.ts'
import { indexRuleset, type RulesetIndex } from '../../model/ruleset-index.ts'
import type { Ruleset } from '../../model/ruleset.ts'
import { codesAmong } from '../../model/value-types/code-choices.ts'
import { valueTypeModules } from '../../model/value-types/value-types.ts'
import { type Comparison, compares, passes } from '../../decisions/distinguishable-values.ts'
import { type Line, linesOn } from '../../model/decision-lines.ts'
import { layOutSpace, pairs, sideOf, variablesOf } from './lay-out-space.ts'
import { type AskedDecision, memo, type Node } from './node.ts'
import { maskOf, type Space, type Variable } from './space.ts'

/** A decision on a day, made ready to be searched. */
export interface CompiledDecision extends AskedDecision {
  readonly space: Space
  /** What no case can be like. */
  readonly constraints: readonly Node[]
  /** Makes a line ready that compares with nothing the decision does not compare with already. */
  readonly compileLine: (line: Line) => Node
  /** The same for a condition. */
  readonly compileCondition: (condition: Condition) => Node
}

/**
 * Makes a decision ready to be searched on a day; nothing where it names what does not exist or compares what cannot be
 * compared, which is told elsewhere. Pure.
 */
export function compileDecision(
  ruleset: Ruleset,
  decision: Decision,
  asOf: string,
): CompiledDecision | undefined {
  const asked = { ruleset, index: indexRuleset(ruleset), decision }
  return compileDecisions([asked], asOf)?.[0]
}

/** A decision of a ruleset. The facts of the index may be narrower than those of the ruleset. */
export interface DecisionIn {
  readonly ruleset: Ruleset
  readonly index: RulesetIndex
  readonly decision: Decision
}

/** The same for several decisions over one space: those of several rulesets whose indexes have the same facts. Pure. */
export function compileDecisions(
  decisions: readonly DecisionIn[],
  asOf: string,
): readonly CompiledDecision[] | undefined {
  const compared = decisions.map(({ ruleset, index, decision: { id } }) => ({
    index,
    references: reachReferences(
      ruleset,
      [{ list: 'decisions', id, path: '' }],
      ['conditions', 'decisions'],
    ),
  }))
  const { space, constraints } = layOutSpace(compared, asOf)
  // A fact that can have no value at all: of no case can anything be shown.
  if (space.variables.some(({ samples }) => samples.length === 0)) return undefined
  try {
    return decisions.map(({ index, decision }) => {
      const compiler = new Compiler(space, index, asOf)
      return {
        ...compiler.decision(decision),
        space,
        constraints,
        compileLine: (line: Line) => compiler.line(line, decision),
        compileCondition: (condition: Condition) => compiler.condition(condition),
      }
    })
  } catch (error) {
    if (error instanceof NotComparable) return undefined
    throw error
  }
}

/** Thrown inside and caught above: a name that leads nowhere, a circle, a value of the wrong type. */
class NotComparable extends Error {}

class Compiler {
  readonly #named = new Map<string, Node>()
  readonly #asked = new Map<string, AskedDecision>()
  readonly #entered = new Set<string>()
  readonly #sizes = new Map<Node, number>()
  readonly #space: Space
  readonly #index: RulesetIndex
  readonly #asOf: string

  constructor(space: Space, index: RulesetIndex, asOf: string) {
    this.#space = space
    this.#index = index
    this.#asOf = asOf
  }

  decision(decision: Decision): AskedDecision {
    return this.#once(`decisions/${decision.id}`, this.#asked, decision.id, () => ({
      decision,
      applies:
        decision.appliesWhen === undefined
          ? { kind: 'constant', truth: true }
          : this.condition(decision.appliesWhen),
      lines: linesOn(decision, this.#asOf).map((line) => ({
        id: line.id,
        then: line.then,
        node: this.line(line, decision),
      })),
      memo: memo(),
    }))
  }

  line(line: Line, decision: Decision): Node {
    return 'when' in line ? this.#row(line.when, decision) : this.condition(line.conditions)
  }

  condition(condition: Condition): Node {
    if ('all' in condition || 'any' in condition) {
      const [kind, list] =
        'all' in condition ? (['all', condition.all] as const) : (['any', condition.any] as const)
      return { kind, parts: list.map((part) => this.condition(part)) }
    }
    if ('not' in condition) return { kind: 'not', part: this.condition(condition.not) }
    if ('condition' in condition) return this.#name(condition.condition)
    return 'fact' in condition ? this.#test(condition) : this.#ask(condition)
  }

  #row(when: Readonly<Record<string, readonly object[]>>, decision: Decision): Node {
    const columns = decision.kind === 'table' ? decision.inputs : []
    const parts = columns.flatMap((column) =>
      (when[column.id] ?? []).map((test) =>
        this.#test({ fact: column.fact, ...(test as Omit<FactTest, 'fact'>) }),
      ),
    )
    return { kind: 'all', parts }
  }

  #name(id: string): Node {
    const named = this.#index.conditions.get(id)
    if (named === undefined) throw new NotComparable()
    const node: Node = this.#once<Node>(`conditions/${id}`, this.#named, id, () => ({
      kind: 'shared',
      part: this.condition(named.condition),
      memo: memo(),
    }))
    // Written out it would be more than the evaluator works out.
    if (this.#sizeOf(node) > effortLimit) throw new NotComparable()
    return node
  }

  /** How many conditions a node is, written out. */
  #sizeOf(node: Node): number {
    const known = this.#sizes.get(node)
    if (known !== undefined) return known
    const parts =
      'parts' in node && node.kind !== 'length' ? node.parts : 'part' in node ? [node.part] : []
    const size = parts.reduce((sum, part) => sum + this.#sizeOf(part), 1)
    if (node.kind === 'shared') this.#sizes.set(node, size)
    return size
  }

  #ask(test: DecisionTest): Node {
    const decision = this.#index.decisions.get(test.decision)
    if (decision === undefined) throw new NotComparable()
    return { kind: 'asked', test, asked: this.decision(decision) }
  }

  #once<T>(name: string, made: Map<string, T>, id: string, make: () => T): T {
    const known = made.get(id)
    if (known !== undefined) return known
    if (this.#entered.has(name) || this.#entered.size > depthLimit) throw new NotComparable()
    this.#entered.add(name)
    const result = make()
    this.#entered.delete(name)
    made.set(id, result)
    return result
  }

  #test(test: FactTest): Node {
    const fact = this.#index.facts.get(test.fact)
    const side = sideOf(test.value, this.#index, this.#asOf)
    if (fact === undefined || side === undefined) throw new NotComparable()
    if ('waiting' in side) return { kind: 'waiting', parameter: side.waiting }
    if ('fact' in side) return this.#between(fact, test, this.#index.facts.get(side.fact))
    const comparison = { operator: test.operator, value: side.value }
    if (!compares(fact, comparison)) throw new NotComparable()
    if (fact.type === 'codeList') return this.#list(fact, comparison)
    const [variable] = variablesOf(this.#space, fact.id)
    if (variable === undefined) throw new NotComparable()
    const mask = variable.ordered
      ? orderedMask(variable, fact, comparison)
      : maskOf(variable, ({ value }) => passes(fact, comparison, value))
    return { kind: 'atom', variable, mask }
  }

  #list(fact: Fact, { operator, value }: Omit<Comparison, 'operand'>): Node {
    const variables = variablesOf(this.#space, fact.id)
    if (operator === 'countAtLeast') {
      const count = variables.find(({ counts }) => counts !== undefined)
      if (count === undefined) throw new NotComparable()
      const mask = maskOf(count, (sample) => (sample.value as number) >= (value as number))
      return { kind: 'atom', variable: count, mask }
    }
    const asked = new Set(codesAmong([value]))
    const parts = variables.filter(({ codes }) => codes?.some((code) => asked.has(code)))
    return negated(operator, { kind: 'any', parts: parts.map(isIn) })
  }

  /** Two facts compared with each other. */
  #between(left: Fact, test: FactTest, right: Fact | undefined): Node {
    if (!pairs(left, test, right)) throw new NotComparable()
    const [lefts, rights] = [left, right].map(({ id }) => variablesOf(this.#space, id))
    const [a, b] = [lefts?.[0], rights?.[0]]
    if (lefts === undefined || rights === undefined) throw new NotComparable()
    if (left.type !== 'codeList' && right.type !== 'codeList') {
      if (a === undefined || b === undefined) throw new NotComparable()
      return pairOf(a, b, (x, y) => compareValues(left, test.operator, x.value, y.value))
    }
    const parts = lefts.flatMap((one) =>
      rights.flatMap((two) => codesIn(one).flatMap((code) => both(one, two, code))),
    )
    return negated(test.operator, { kind: 'any', parts })
  }
}

/** Both sides have the code. */
function both(one: Variable, two: Variable, code: string): readonly Node[] {
  const nodes = [one, two].map((variable): Node | undefined => {
    if (variable.codes !== undefined)
      return variable.codes.includes(code) ? isIn(variable) : undefined
    const mask = maskOf(variable, ({ value }) => value === code)
    return mask.some((word) => word !== 0) ? { kind: 'atom', variable, mask } : undefined
  })
  const found = nodes.filter((node) => node !== undefined)
  return found.length === 2 ? [{ kind: 'all', parts: found }] : []
}

function codesIn(variable: Variable): readonly string[] {
  return variable.codes ?? codesAmong(variable.samples.map(({ value }) => value))
}

/** The same as asking every sample, of which a large table has thousands: where they begin and stop to pass is looked up. */
function orderedMask(
  variable: Variable,
  fact: Fact,
  { operator, value }: Omit<Comparison, 'operand'>,
): Uint32Array {
  const { compare } = valueTypeModules[fact.type]
  const firstWhere = (found: (order: number) => boolean) => {
    let [low, high] = [0, variable.samples.length]
    while (low < high) {
      const middle = (low + high) >> 1
      const sample = variable.samples[middle]
      if (sample !== undefined && found(compare(sample.value, value, fact))) high = middle
      else low = middle + 1
    }
    return low
  }
  const from = firstWhere((order) => order >= 0)
  const after = firstWhere((order) => order > 0)
  // One sample on each side of the bound and the bound itself stand for all others there.
  return maskOf(variable, (_, at) => {
    const order = at < from ? -1 : at < after ? 0 : 1
    return orderPasses[operator]?.(order) ?? false
  })
}

const orderPasses: Partial<Record<FactTest['operator'], (order: number) => boolean>> = {
  equal: (order) => order === 0,
  notEqual: (order) => order !== 0,
  lessThan: (order) => order < 0,
  lessThanInclusive: (order) => order <= 0,
  greaterThan: (order) => order > 0,
  greaterThanInclusive: (order) => order >= 0,
}

function isIn(variable: Variable): Node {
  return { kind: 'atom', variable, mask: maskOf(variable, ({ value }) => value === true) }
}

function negated(operator: FactTest['operator'], node: Node): Node {
  const turned =
    operator === 'notIn' || operator === 'doesNotContain' || operator === 'containsNone'
  return turned ? { kind: 'not', part: node } : node
}

function pairOf(
  left: Variable,
  right: Variable,
  holds: (x: Variable['samples'][number], y: Variable['samples'][number]) => boolean,
): Node {
  if (left === right)
    return { kind: 'atom', variable: left, mask: maskOf(left, (sample) => holds(sample, sample)) }
  const rows = left.samples.map((x) => maskOf(right, (y) => holds(x, y)))
  return { kind: 'pair', left, right, rows }
}
