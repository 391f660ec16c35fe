import type { Condition, DecisionTest, FactTest, Operand } from '../model/condition.ts'
import { depthLimit, isJsonObject } from '../model/json.ts'
import type { Value } from '../model/value.ts'
import { comparedOutcome, compareValues } from './compare-values.ts'
import type { ConditionTrace, DecisionResult, ParameterRead, TestTrace } from './decision-result.ts'
import { type Facts, factValue } from './facts.ts'
import { parameterAsOf } from './parameter-value.ts'
import type { RulesetIndex } from '../model/ruleset-index.ts'
import { allOf, anyOf, notOf, type Truth } from './truth.ts'
import type { Fact } from '../model/fact.ts'

/** What one evaluation reads and what it has read so far. Made per evaluation, then dropped. */
export interface EvaluationScope {
  readonly index: RulesetIndex
  readonly facts: Facts
  readonly asOf: string
  readonly readFacts: Map<string, Value | null>
  readonly readParameters: Map<string, ParameterRead>
  readonly required: Map<string, DecisionResult>
  /** Names of conditions being expanded: one met again inside itself stays unknown. */
  readonly expanding: string[]
  /** How many conditions have been looked at: past the limit, named ones stay unknown. */
  readonly effort: { conditions: number }
  readonly originOf: (path: string) => string
  readonly requireDecision: (id: string) => DecisionResult | undefined
}

/**
 * How far one decision goes into named conditions before it leaves them unknown, so that no ruleset,
 * however tangled, can exhaust time or memory.
 */
export const effortLimit = 20_000

/** Evaluates a condition with three values, keeping the result of every part. */
export function evaluateCondition(condition: Condition, scope: EvaluationScope): ConditionTrace {
  scope.effort.conditions += 1
  if ('all' in condition) return group('all', condition.all, scope)
  if ('any' in condition) return group('any', condition.any, scope)
  if ('not' in condition) {
    const child = evaluateCondition(condition.not, scope)
    return { kind: 'not', result: notOf(child.result), children: [child] }
  }
  if ('condition' in condition) return named(condition.condition, scope)
  return 'fact' in condition ? testFact(condition, scope) : testDecision(condition, scope)
}

function group(
  kind: 'all' | 'any',
  conditions: readonly Condition[],
  scope: EvaluationScope,
): ConditionTrace {
  const children = conditions.map((child) => evaluateCondition(child, scope))
  const results = children.map((child) => child.result)
  return { kind, result: kind === 'all' ? allOf(results) : anyOf(results), children }
}

function named(id: string, scope: EvaluationScope): ConditionTrace {
  const definition = scope.index.conditions.get(id)
  const title = definition?.title ?? { zh: id, en: id }
  if (
    definition === undefined ||
    scope.expanding.includes(id) ||
    scope.expanding.length >= depthLimit ||
    scope.effort.conditions > effortLimit
  )
    return { kind: 'condition', id, title, result: 'unknown', children: [] }
  scope.expanding.push(id)
  const child = evaluateCondition(definition.condition, scope)
  scope.expanding.pop()
  return { kind: 'condition', id, title, result: child.result, children: [child] }
}

/** Evaluates one comparison of a fact, given alone so that table cells can share it. */
export function testFact(test: FactTest, scope: EvaluationScope): TestTrace {
  const fact = scope.index.facts.get(test.fact)
  const actual = readFact(test.fact, scope)
  const { expected, from } = readOperand(test.value, scope)
  return {
    kind: 'test',
    fact: test.fact,
    operator: test.operator,
    actual,
    expected,
    ...(from === undefined ? {} : { expectedFrom: from }),
    result: compared(fact, test, actual, expected),
  }
}

function compared(
  fact: Fact | undefined,
  test: FactTest,
  actual: Value | null,
  expected: Value | null,
): Truth {
  if (fact === undefined || actual === null || expected === null) return 'unknown'
  return compareValues(fact, test.operator, actual, expected)
}

function testDecision(test: DecisionTest, scope: EvaluationScope): TestTrace {
  const outcome = scope.requireDecision(test.decision)?.outcome
  const known = outcome !== undefined && outcome !== 'needsFacts'
  const actual = known ? outcome : null
  return {
    kind: 'test',
    decision: test.decision,
    operator: test.operator,
    actual,
    expected: test.value,
    result:
      actual === null
        ? 'unknown'
        : compareValues(comparedOutcome, test.operator, actual, test.value),
  }
}

function readFact(id: string, scope: EvaluationScope): Value | null {
  const value = factValue(scope.facts, id) ?? null
  scope.readFacts.set(id, value)
  return value
}

function readOperand(
  operand: Operand,
  scope: EvaluationScope,
): { expected: Value | null; from?: { fact: string } | { parameter: string } } {
  if (isJsonObject(operand) && 'fact' in operand) {
    const { fact } = operand as { fact: string }
    return { expected: readFact(fact, scope), from: { fact } }
  }
  if (isJsonObject(operand) && 'parameter' in operand) {
    const { parameter } = operand as { parameter: string }
    return { expected: readParameter(parameter, scope), from: { parameter } }
  }
  return { expected: operand as Value }
}

/** A parameter's value on the deciding day, noted among those read; `null` where it has none. */
export function readParameter(id: string, scope: EvaluationScope): Value | null {
  const known = scope.readParameters.get(id)
  if (known !== undefined) return known.value
  const parameter = scope.index.parameters.get(id)
  const dated = parameter === undefined ? undefined : parameterAsOf(parameter, scope.asOf)
  const read: ParameterRead = {
    id,
    value: dated?.value ?? null,
    from: dated?.from ?? null,
    sample: dated?.sample ?? false,
    origin: scope.originOf(
      dated === undefined ? `/parameters/${id}` : `/parameters/${id}/values/${dated.from}`,
    ),
  }
  scope.readParameters.set(id, read)
  return read.value
}
