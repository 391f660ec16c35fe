import type { Condition, FactTest } from '../../model/condition.ts'
import type { Decision, TableDecision, TableRow } from '../../model/decision.ts'
import { depthLimit, isJsonObject } from '../../model/json.ts'
import type { Ruleset } from '../../model/ruleset.ts'
import { indexRuleset, type RulesetIndex } from '../../model/ruleset-index.ts'
import type { Value } from '../../model/value.ts'
import { effortLimit } from '../evaluate-condition.ts'
import { parameterAsOf } from '../parameter-value.ts'
import {
  DecisionTestNode,
  FactTestNode,
  GroupNode,
  NamedNode,
  neverKnown,
  NotNode,
  type PlanNode,
  type PlannedOperand,
} from './plan-node.ts'
import { PlannedDecision, type PlannedLine } from './planned-decision.ts'
import { linesOn } from '../../model/decision-lines.ts'

/** Names in a circle, or more of them than are followed: no plan, the evaluator knows what holds then. */
class Tangled extends Error {}

/** A part with what it comes to once every name in it is followed. */
interface Planned<T> {
  readonly made: T
  /** How many conditions are looked at. */
  readonly effort: number
  /** How many names stand inside each other. */
  readonly names: number
  /** How many decisions ask each other. */
  readonly asked: number
}

/** Where a condition stands: inside so many names, and behind so many decisions that ask each other. */
interface Place {
  readonly names: number
  readonly asked: number
}

const leaf = { effort: 1, names: 0, asked: 0 }

/** The rules of a ruleset on the days between two changes, made ready to be asked of many cases. */
export class RulesetPlan {
  readonly #index: RulesetIndex
  readonly #asOf: string
  readonly #named = new Map<string, Planned<PlanNode> | 'begun'>()
  readonly #decisions = new Map<string, Planned<PlannedDecision> | 'begun'>()
  readonly #tangled = new Set<string>()
  readonly #conditions = new WeakMap<Condition, PlanNode | 'tangled'>()

  constructor(ruleset: Ruleset, asOf: string) {
    this.#index = indexRuleset(ruleset)
    this.#asOf = asOf
  }

  /** A decision's plan; none for a name that is not there or a tangle, of which the evaluator has to be asked. */
  decision(id: string): PlannedDecision | undefined {
    if (this.#tangled.has(id)) return undefined
    const planned = this.#unlessTangled(() => this.#decision(id, 0)?.made)
    if (planned === undefined) this.#tangled.add(id)
    return planned
  }

  /** The plan of a condition that belongs to no decision; none for a tangle, of which the evaluator has to be asked. */
  condition(condition: Condition): PlanNode | undefined {
    let known = this.#conditions.get(condition)
    if (known === undefined) {
      const make = () => bounded(this.#plan(condition, { names: 0, asked: 0 })).made
      known = this.#unlessTangled(make) ?? 'tangled'
      this.#conditions.set(condition, known)
    }
    return known === 'tangled' ? undefined : known
  }

  #unlessTangled<T>(make: () => T): T | undefined {
    try {
      return make()
    } catch (error) {
      if (!(error instanceof Tangled)) throw error
      for (const [id, value] of this.#named) if (value === 'begun') this.#named.delete(id)
      for (const [id, value] of this.#decisions) if (value === 'begun') this.#decisions.delete(id)
      return undefined
    }
  }

  /** @param behind how many decisions ask each other before this one */
  #decision(id: string, behind: number): Planned<PlannedDecision> | undefined {
    const decision = this.#index.decisions.get(id)
    if (decision === undefined) return undefined
    let planned = this.#decisions.get(id)
    if (planned === 'begun' || behind >= depthLimit) throw new Tangled()
    if (planned === undefined) {
      this.#decisions.set(id, 'begun')
      planned = this.#planDecision(decision, { names: 0, asked: behind + 1 })
      this.#decisions.set(id, planned)
    }
    if (behind + planned.asked > depthLimit) throw new Tangled()
    return planned
  }

  #planDecision(decision: Decision, place: Place): Planned<PlannedDecision> {
    const { appliesWhen } = decision
    const first = appliesWhen === undefined ? undefined : this.#plan(appliesWhen, place)
    const lines = linesOn(decision, this.#asOf).map((line) => ({
      line,
      planned:
        'when' in line
          ? this.#planRow(line, decision as TableDecision)
          : this.#plan(line.conditions, place),
    }))
    const parts = [...(first === undefined ? [] : [first]), ...lines.map(({ planned }) => planned)]
    const planned = lines.map(({ line: { id, then }, planned: { made } }): PlannedLine => ({
      id,
      then,
      condition: made,
      result: 'unknown',
    }))
    const made = new PlannedDecision(decision, first?.made, planned)
    const whole = bounded(together(made, parts))
    return { ...whole, asked: whole.asked + 1 }
  }

  #planRow(row: TableRow, table: TableDecision): Planned<PlanNode> {
    const tests = table.inputs.flatMap((column) =>
      (row.when[column.id] ?? []).map((test) => this.#planTest({ fact: column.fact, ...test })),
    )
    return { ...leaf, effort: 0, made: new GroupNode('all', tests) }
  }

  #plan(condition: Condition, place: Place): Planned<PlanNode> {
    if ('all' in condition) return this.#planGroup('all', condition.all, place)
    if ('any' in condition) return this.#planGroup('any', condition.any, place)
    if ('not' in condition) {
      const part = this.#plan(condition.not, place)
      return { ...part, effort: part.effort + 1, made: new NotNode(part.made) }
    }
    if ('condition' in condition) return this.#planNamed(condition.condition, place)
    if ('fact' in condition) return { ...leaf, made: this.#planTest(condition) }
    const asked = this.#decision(condition.decision, place.asked)
    if (asked === undefined) return { ...leaf, made: neverKnown }
    return { ...leaf, asked: asked.asked, made: new DecisionTestNode(asked.made, condition) }
  }

  #planGroup(
    kind: 'all' | 'any',
    conditions: readonly Condition[],
    place: Place,
  ): Planned<PlanNode> {
    const parts = conditions.map((part) => this.#plan(part, place))
    const nodes = parts.map(({ made }) => made)
    const whole = together(new GroupNode(kind, nodes), parts)
    return { ...whole, effort: whole.effort + 1 }
  }

  #planNamed(id: string, place: Place): Planned<PlanNode> {
    const definition = this.#index.conditions.get(id)
    if (definition === undefined) return { ...leaf, made: neverKnown }
    let planned = this.#named.get(id)
    if (planned === 'begun' || place.names >= depthLimit) throw new Tangled()
    if (planned === undefined) {
      this.#named.set(id, 'begun')
      const part = this.#plan(definition.condition, { ...place, names: place.names + 1 })
      planned = {
        ...part,
        made: new NamedNode(part.made),
        effort: part.effort + 1,
        names: part.names + 1,
      }
      this.#named.set(id, planned)
    }
    if (place.names + planned.names > depthLimit || place.asked + planned.asked > depthLimit)
      throw new Tangled()
    return planned
  }

  #planTest(test: FactTest): PlanNode {
    return new FactTestNode(this.#index.facts.get(test.fact), test, this.#operandOf(test))
  }

  #operandOf({ value }: FactTest): PlannedOperand {
    if (isJsonObject(value) && 'fact' in value) return value as { fact: string }
    if (isJsonObject(value) && 'parameter' in value) {
      const id = (value as { parameter: string }).parameter
      const parameter = this.#index.parameters.get(id)
      return {
        parameter: id,
        value: parameter === undefined ? undefined : parameterAsOf(parameter, this.#asOf)?.value,
      }
    }
    return { value: value as Value }
  }
}

function together<T>(made: T, parts: readonly Planned<unknown>[]): Planned<T> {
  return {
    made,
    effort: parts.reduce((sum, { effort }) => sum + effort, 0),
    names: parts.reduce((most, { names }) => Math.max(most, names), 0),
    asked: parts.reduce((most, { asked }) => Math.max(most, asked), 0),
  }
}

/** Past the limit the evaluator leaves what is named unknown. */
function bounded<T>(planned: Planned<T>): Planned<T> {
  if (planned.effort > effortLimit) throw new Tangled()
  return planned
}
