import {
  indexRuleset,
  type CellTest,
  type Fact,
  formatValue,
  type Language,
  operandType,
  type Operator,
  operatorLabels,
  type Ruleset,
  type Value,
} from '@jieli/engine'
import { operandSource } from '../conditions/new-test.ts'

const signs: Partial<Record<Operator, string>> = {
  equal: '',
  in: '',
  notEqual: '≠ ',
  lessThan: '< ',
  lessThanInclusive: '≤ ',
  greaterThan: '> ',
  greaterThanInclusive: '≥ ',
}

/** A table cell as a short text: `是`, `≥ 70%`, `区内、合作医院`. Empty for a cell that accepts anything. Pure. */
export function describeCell(
  ruleset: Ruleset,
  fact: Fact | undefined,
  tests: readonly CellTest[] | undefined,
  language: Language,
): string {
  const and = language === 'zh' ? ' 且 ' : ' and '
  return (tests ?? []).map((test) => describeCellTest(ruleset, fact, test, language)).join(and)
}

function describeCellTest(
  ruleset: Ruleset,
  fact: Fact | undefined,
  test: CellTest,
  language: Language,
): string {
  const object = operandText(ruleset, fact, test, language)
  const sign = signs[test.operator]
  if (sign !== undefined) return sign + object
  const word = operatorLabels[test.operator][language]
  return language === 'zh' ? word + object : `${word} ${object}`
}

function operandText(
  ruleset: Ruleset,
  fact: Fact | undefined,
  { operator, value }: CellTest,
  language: Language,
): string {
  const quoted = (text: string): string => (language === 'zh' ? `“${text}”` : `"${text}"`)
  switch (operandSource(value)) {
    case 'fact': {
      const { fact: id } = value as { fact: string }
      const title = indexRuleset(ruleset).facts.get(id)?.title[language]
      return quoted(title ?? id)
    }
    case 'parameter': {
      const { parameter: id } = value as { parameter: string }
      const title = ruleset.parameters.find((other) => other.id === id)?.title[language]
      return quoted(title ?? id)
    }
    case 'value': {
      const type = fact === undefined ? 'text' : operandType(fact.type, operator)
      const definition = { type, unit: fact?.unit, values: fact?.values }
      const written = value as Value
      return written === '' ? '…' : formatValue(definition, written, language)
    }
  }
}
