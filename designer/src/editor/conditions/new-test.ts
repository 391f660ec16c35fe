import {
  type CellTest,
  type Condition,
  type Fact,
  type FactTest,
  fitsType,
  type Operand,
  type Operator,
  operandType,
  operatorsOfType,
  type Ruleset,
  type Value,
  type ValueType,
} from '@jieli/engine'

/** A value to begin with, right for its type wherever the type has one. Pure. */
export function firstValue(type: ValueType, codes?: Fact['values']): Value {
  switch (type) {
    case 'boolean':
      return true
    case 'integer':
    case 'money':
      return 0
    case 'decimal':
      return '0'
    case 'ratio':
      return { numerator: 0, denominator: 100 }
    case 'code':
      return codes?.[0]?.code ?? ''
    case 'codeList':
      return codes?.[0] === undefined ? [] : [codes[0].code]
    case 'date':
      return '2025-01-01'
    case 'dateTime':
      return '2025-01-01T00:00:00+08:00'
    case 'duration':
      return 'P1D'
    case 'text':
      return ''
  }
}

/** What a cleared field leaves: empty text or an empty list where the type has one, else nothing to take over. Pure. */
export function emptyValue(type: ValueType): Value | undefined {
  if (type === 'codeList') return []
  return type === 'code' || type === 'text' ? '' : undefined
}

/** Where the right-hand side of a comparison comes from. Pure. */
export function operandSource(operand: Operand): 'value' | 'fact' | 'parameter' {
  if (typeof operand !== 'object' || Array.isArray(operand)) return 'value'
  if ('fact' in operand) return 'fact'
  return 'parameter' in operand ? 'parameter' : 'value'
}

/** A comparison to begin with for a fact. Pure. */
export function firstTest(fact: Fact): CellTest {
  const operator = operatorsOfType[fact.type][0] ?? 'equal'
  return { operator, value: firstValue(operandType(fact.type, operator), fact.values) }
}

/** The test with another operator; its right-hand side stays where it still fits. Pure. */
export function withOperator(
  ruleset: Ruleset,
  fact: Fact,
  test: CellTest,
  operator: Operator,
): CellTest {
  const before = operandType(fact.type, test.operator)
  const after = operandType(fact.type, operator)
  if (before === after) return { ...test, operator }
  if (operandSource(test.value) === 'value') {
    // One code and a list of codes are the same choice written in two ways.
    if (before === 'code' && after === 'codeList' && typeof test.value === 'string')
      return { operator, value: test.value === '' ? [] : [test.value] }
    if (before === 'codeList' && after === 'code' && Array.isArray(test.value))
      return { operator, value: test.value[0] ?? firstValue(after, fact.values) }
  }
  return { operator, value: keepOrBegin(ruleset, fact, test.value, after) }
}

/** The comparison asked of another fact; operator and right-hand side stay where they still fit. Pure. */
export function withFact(ruleset: Ruleset, test: FactTest, fact: Fact): FactTest {
  const allowed = operatorsOfType[fact.type]
  if (!allowed.includes(test.operator)) return { fact: fact.id, ...firstTest(fact) }
  const type = operandType(fact.type, test.operator)
  return {
    fact: fact.id,
    operator: test.operator,
    value: keepOrBegin(ruleset, fact, test.value, type),
  }
}

function keepOrBegin(ruleset: Ruleset, fact: Fact, operand: Operand, type: ValueType): Operand {
  const begin = firstValue(type, fact.values)
  switch (operandSource(operand)) {
    case 'fact': {
      const { fact: id } = operand as { fact: string }
      return ruleset.facts.some((other) => other.id === id && other.type === type) ? operand : begin
    }
    case 'parameter': {
      const { parameter: id } = operand as { parameter: string }
      return ruleset.parameters.some((other) => other.id === id && other.type === type)
        ? operand
        : begin
    }
    case 'value': {
      if (!fitsType(type, operand)) return begin
      const codes = fact.values?.map((code) => code.code)
      const given = Array.isArray(operand) ? operand : [operand]
      const listed =
        codes === undefined ||
        given.every((code) => typeof code === 'string' && codes.includes(code))
      return type === 'code' || type === 'codeList' ? (listed ? operand : begin) : operand
    }
  }
}

/** A leaf to begin with: the first fact of the ruleset, or a named condition when it has no facts. Pure. */
export function firstLeaf(ruleset: Ruleset): Condition | undefined {
  const [fact] = ruleset.facts
  if (fact !== undefined) return { fact: fact.id, ...firstTest(fact) }
  const [named] = ruleset.conditions
  return named === undefined ? undefined : { condition: named.id }
}
