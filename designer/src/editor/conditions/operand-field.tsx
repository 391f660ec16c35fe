import {
  type Fact,
  type Operand,
  type Operator,
  operandType,
  type Value,
  valueTypeModules,
} from '@jieli/engine'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useRuleset } from '../../document/editing/use-document.ts'
import { ValueInput } from '../../kit/fields/value-input.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { FactPicker } from './fact-picker.tsx'
import { operandSource } from './new-test.ts'

type Source = ReturnType<typeof operandSource>

/** The right-hand side of a comparison: a written value, a parameter, or another fact. */
export function OperandField(props: {
  readonly label: string
  readonly fact: Fact
  readonly operator: Operator
  readonly value: Operand
  readonly onCommit: (operand: Operand) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const ruleset = useRuleset()
  const { fact, operator, value } = props
  const type = operandType(fact.type, operator)
  const source = operandSource(value)
  const parameters = ruleset.parameters.filter((parameter) => parameter.type === type)
  // Ordered codes are above and below each other within one list only.
  const facts = ruleset.facts.filter(
    (other) =>
      other.type === type &&
      other.id !== fact.id &&
      (type !== 'orderedCode' || other.codeSystem === fact.codeSystem),
  )
  const begin = (next: Source): void => {
    if (next === 'value') props.onCommit(valueTypeModules[type].first(fact))
    if (next === 'parameter' && parameters[0] !== undefined)
      props.onCommit({ parameter: parameters[0].id })
    if (next === 'fact' && facts[0] !== undefined) props.onCommit({ fact: facts[0].id })
  }
  return (
    <>
      <Select<Source>
        className="condition-source"
        aria-label={t('conditions.sourceOf', { label: props.label })}
        value={source}
        options={[
          { value: 'value', label: t('conditions.sources.value') },
          {
            value: 'parameter',
            label: t('conditions.sources.parameter'),
            disabled: parameters.length === 0 && source !== 'parameter',
          },
          {
            value: 'fact',
            label: t('conditions.sources.fact'),
            disabled: facts.length === 0 && source !== 'fact',
          },
        ]}
        onChange={begin}
      />
      <span className="condition-operand">
        {source === 'value' && (
          <ValueInput
            definition={{
              type,
              ...(operator === 'countAtLeast' ? {} : { unit: fact.unit, values: fact.values }),
            }}
            label={props.label}
            value={value as Value}
            onCommit={(next) => {
              const kept = next ?? valueTypeModules[type].empty
              if (kept !== undefined) props.onCommit(kept)
            }}
          />
        )}
        {source === 'parameter' && (
          <Select<string>
            className="value-input"
            aria-label={props.label}
            showSearch={{ optionFilterProp: 'label' }}
            popupMatchSelectWidth={false}
            value={(value as { parameter: string }).parameter}
            options={parameters.map(({ id, title }) => ({ value: id, label: text(title) }))}
            onChange={(parameter) => props.onCommit({ parameter })}
          />
        )}
        {source === 'fact' && (
          <FactPicker
            label={props.label}
            facts={facts}
            value={(value as { fact: string }).fact}
            onCommit={(other) => props.onCommit({ fact: other })}
          />
        )}
      </span>
    </>
  )
}
