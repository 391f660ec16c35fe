import type { Bundle } from '../model/bundle.ts'
import type { Condition, FactTest, Operand } from '../model/condition.ts'
import { isJsonObject } from '../model/json.ts'
import type { Value } from '../model/value.ts'
import { comparedOutcome, compareValues } from './compare-values.ts'
import { decideWithoutNeeds } from './evaluate-decision.ts'
import { type Facts, factValue } from './facts.ts'
import { parameterAsOf } from './parameter-value.ts'
import { indexRuleset, type RulesetIndex } from '../model/ruleset-index.ts'
import { notOf, type Truth } from './truth.ts'

/** A condition made ready to be asked of many cases. Says only what holds, not why. */
export type CompiledCondition = (facts: Facts, asOf: string) => Truth

/**
 * Prepares a condition for millions of cases: it gives what `evaluateStandaloneCondition` gives, without a trace. A named
 * condition met again inside itself stays unknown. Pure.
 */
export function compileCondition(bundle: Bundle, condition: Condition): CompiledCondition {
  return compile(condition, { bundle, index: indexRuleset(bundle.ruleset), expanding: [] })
}

interface Scope {
  readonly bundle: Bundle
  readonly index: RulesetIndex
  readonly expanding: readonly string[]
}

const neverKnown: CompiledCondition = () => 'unknown'

function compile(condition: Condition, scope: Scope): CompiledCondition {
  if ('all' in condition) {
    const parts = condition.all.map((part) => compile(part, scope))
    return (facts, asOf) => {
      let result: Truth = true
      for (const part of parts) {
        const truth = part(facts, asOf)
        if (truth === false) return false
        if (truth === 'unknown') result = 'unknown'
      }
      return result
    }
  }
  if ('any' in condition) {
    const parts = condition.any.map((part) => compile(part, scope))
    return (facts, asOf) => {
      let result: Truth = false
      for (const part of parts) {
        const truth = part(facts, asOf)
        if (truth === true) return true
        if (truth === 'unknown') result = 'unknown'
      }
      return result
    }
  }
  if ('not' in condition) {
    const part = compile(condition.not, scope)
    return (facts, asOf) => notOf(part(facts, asOf))
  }
  if ('condition' in condition) {
    const named = scope.index.conditions.get(condition.condition)
    if (named === undefined || scope.expanding.includes(named.id)) return neverKnown
    return compile(named.condition, { ...scope, expanding: [...scope.expanding, named.id] })
  }
  if ('fact' in condition) return compileTest(condition, scope)
  return (facts, asOf) => {
    if (!scope.index.decisions.has(condition.decision)) return 'unknown'
    const { outcome } = decideWithoutNeeds(scope.bundle, condition.decision, facts, asOf)
    if (outcome === 'needsFacts') return 'unknown'
    return compareValues(comparedOutcome, condition.operator, outcome, condition.value)
  }
}

function compileTest(test: FactTest, { index }: Scope): CompiledCondition {
  const fact = index.facts.get(test.fact)
  if (fact === undefined) return neverKnown
  const read = operandReader(test.value, index)
  return (facts, asOf) => {
    const actual = factValue(facts, test.fact)
    if (actual === undefined) return 'unknown'
    const expected = read(facts, asOf)
    return expected === undefined ? 'unknown' : compareValues(fact, test.operator, actual, expected)
  }
}

type OperandReader = (facts: Facts, asOf: string) => Value | undefined

function operandReader(operand: Operand, index: RulesetIndex): OperandReader {
  if (isJsonObject(operand) && 'fact' in operand) {
    const { fact } = operand as { fact: string }
    return (facts) => factValue(facts, fact)
  }
  if (isJsonObject(operand) && 'parameter' in operand) {
    const parameter = index.parameters.get((operand as { parameter: string }).parameter)
    if (parameter === undefined) return () => undefined
    const byDay = new Map<string, Value | undefined>()
    return (_facts, asOf) => {
      if (!byDay.has(asOf)) byDay.set(asOf, parameterAsOf(parameter, asOf)?.value)
      return byDay.get(asOf)
    }
  }
  return () => operand as Value
}
