import {
  indexRuleset,
  type CellTest,
  type Condition,
  type Fact,
  type FactTest,
  fitsType,
  type Operand,
  type Operator,
  operandType,
  type Ruleset,
  type ValueType,
  valueTypeModules,
} from '@jieli/engine'

/** Where the right-hand side of a comparison comes from. Pure. */
export function operandSource(operand: Operand): 'value' | 'fact' | 'parameter' {
  if (typeof operand !== 'object' || Array.isArray(operand)) return 'value'
  if ('fact' in operand) return 'fact'
  return 'parameter' in operand ? 'parameter' : 'value'
}

/** A comparison to begin with for a fact. Pure. */
export function firstTest(fact: Fact): CellTest {
  const operator = valueTypeModules[fact.type].operators[0] ?? 'equal'
  return { operator, value: valueTypeModules[operandType(fact.type, operator)].first(fact) }
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
      return { operator, value: test.value[0] ?? valueTypeModules[after].first(fact) }
  }
  return { operator, value: keepOrBegin(ruleset, fact, test.value, after) }
}

/** Applies the comparison to another fact; operator and right-hand side stay where they still fit. Pure. */
export function withFact(ruleset: Ruleset, test: FactTest, fact: Fact): FactTest {
  const allowed = valueTypeModules[fact.type].operators
  if (!allowed.includes(test.operator)) return { fact: fact.id, ...firstTest(fact) }
  const type = operandType(fact.type, test.operator)
  return {
    fact: fact.id,
    operator: test.operator,
    value: keepOrBegin(ruleset, fact, test.value, type),
  }
}

function keepOrBegin(ruleset: Ruleset, fact: Fact, operand: Operand, type: ValueType): Operand {
  const begin = valueTypeModules[type].first(fact)
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
  const [fact] = indexRuleset(ruleset).facts.values()
  if (fact !== undefined) return { fact: fact.id, ...firstTest(fact) }
  const [named] = ruleset.conditions
  return named === undefined ? undefined : { condition: named.id }
}
