import type {
  ConditionProperties,
  NestedCondition,
  RuleProperties,
  TopLevelCondition,
} from 'json-rules-engine'
import type { Condition, FactTest } from '../model/condition.ts'
import type { Decision } from '../model/decision.ts'
import { isJsonObject } from '../model/json.ts'
import type { Value } from '../model/value.ts'
import type { Facts } from '../decisions/facts.ts'
import { type Compared, operandType } from '../decisions/compare-values.ts'
import { parameterAsOf } from '../decisions/parameter-value.ts'
import type { RulesetIndex } from '../model/ruleset-index.ts'
import { valueTypeModules } from '../model/value-types/value-types.ts'
import { isInForce, type Line } from '../model/decision-lines.ts'

/** The name json-rules-engine knows another decision's outcome by. */
export function decisionFact(id: string): string {
  return `decision:${id}`
}

/**
 * A decision's lines in force on a day as json-rules-engine rules: the event's type is the line's id.
 * Parameters are written in as values, for that library has none. Pure.
 */
export function toJsonRules(
  decision: Decision,
  index: RulesetIndex,
  asOf: string,
): readonly RuleProperties[] {
  const inForce = (line: Line) => isInForce(line, asOf)
  if (decision.kind === 'rules')
    return decision.rules.filter(inForce).map((rule) => ({
      name: rule.id,
      conditions: toTopLevel(rule.conditions, index, asOf),
      event: { type: rule.id },
    }))
  return decision.rows.filter(inForce).map((row) => ({
    name: row.id,
    conditions: {
      all: decision.inputs.flatMap((column) =>
        (row.when[column.id] ?? []).map((test) =>
          toTest({ fact: column.fact, ...test }, index, asOf),
        ),
      ),
    },
    event: { type: row.id },
  }))
}

/** A condition with a root json-rules-engine accepts: it wants `all`, `any`, `not` or a reference on top. Pure. */
export function toTopLevel(
  condition: Condition,
  index: RulesetIndex,
  asOf: string,
): TopLevelCondition {
  const inner = toNested(condition, index, asOf)
  return 'fact' in inner ? { all: [inner] } : (inner as TopLevelCondition)
}

function toNested(condition: Condition, index: RulesetIndex, asOf: string): NestedCondition {
  if ('all' in condition) return { all: condition.all.map((child) => toNested(child, index, asOf)) }
  if ('any' in condition) return { any: condition.any.map((child) => toNested(child, index, asOf)) }
  if ('not' in condition) return { not: toNested(condition.not, index, asOf) }
  if ('condition' in condition) return { condition: condition.condition }
  if ('decision' in condition)
    return {
      fact: decisionFact(condition.decision),
      operator: condition.operator,
      value: condition.value,
    }
  return toTest(condition, index, asOf)
}

function toTest(test: FactTest, index: RulesetIndex, asOf: string): ConditionProperties {
  const fact = index.facts.get(test.fact) ?? plainFact
  return {
    fact: test.fact,
    operator: test.operator,
    value: toOperand(test, fact, { index, asOf }),
  }
}

/** What a fact nobody declares is compared as. */
const plainFact: Compared = { type: 'text' }

function toOperand(
  { value: operand, operator }: FactTest,
  fact: Compared,
  { index, asOf }: { index: RulesetIndex; asOf: string },
): unknown {
  const type = operandType(fact.type, operator)
  // A list that an ordered code may be in is a list of places, as the code itself is one.
  const comparable = (value: Value): unknown =>
    type === 'codeList' && Array.isArray(value)
      ? value.map((code) => valueTypeModules[fact.type].comparable(code, fact))
      : valueTypeModules[type].comparable(value, fact)
  if (isJsonObject(operand) && 'fact' in operand)
    return { fact: (operand as { fact: string }).fact }
  if (isJsonObject(operand) && 'parameter' in operand) {
    const parameter = index.parameters.get((operand as { parameter: string }).parameter)
    const value = parameter === undefined ? undefined : parameterAsOf(parameter, asOf)?.value
    // Where our evaluator settles although nobody has set the parameter, any value must settle it the same way.
    if (value === undefined) return type === 'codeList' ? [] : 0
    return comparable(value)
  }
  return comparable(operand as Value)
}

/** Facts as json-rules-engine compares them. Pure. */
export function toJsonFacts(facts: Facts, index: RulesetIndex): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).map(([id, value]) => {
      const fact = index.facts.get(id) ?? plainFact
      return [id, valueTypeModules[fact.type].comparable(value, fact)]
    }),
  )
}
