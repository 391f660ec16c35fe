import { indexRuleset, type FactTest, operatorLabels, valueTypeModules } from '@jieli/engine'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useRuleset } from '../../document/editing/use-document.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { FactPicker } from './fact-picker.tsx'
import { withFact, withOperator } from './new-test.ts'
import { OperandField } from './operand-field.tsx'

/** A comparison: fact, operator, and what it is compared with. */
export function FactTestEditor(props: {
  readonly value: FactTest
  readonly onCommit: (test: FactTest) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const ruleset = useRuleset()
  const test = props.value
  const fact = indexRuleset(ruleset).facts.get(test.fact)
  const title = text(fact?.title, test.fact)
  return (
    <>
      <span className="condition-fact">
        <FactPicker
          label={t('conditions.fact')}
          facts={ruleset.facts}
          value={test.fact}
          onCommit={(id) => {
            const next = indexRuleset(ruleset).facts.get(id)
            if (next !== undefined) props.onCommit(withFact(ruleset, test, next))
          }}
        />
      </span>
      {fact === undefined ? (
        <span className="condition-missing">{t('conditions.factMissing', { id: test.fact })}</span>
      ) : (
        <>
          <Select
            className="condition-operator"
            aria-label={t('conditions.operatorOf', { label: title })}
            popupMatchSelectWidth={false}
            value={test.operator}
            options={valueTypeModules[fact.type].operators.map((operator) => ({
              value: operator,
              label: text(operatorLabels[operator]).replace(/[：:]$/, ''),
            }))}
            onChange={(operator) =>
              props.onCommit({ fact: test.fact, ...withOperator(ruleset, fact, test, operator) })
            }
          />
          <OperandField
            label={t('conditions.valueOf', { label: title })}
            fact={fact}
            operator={test.operator}
            value={test.value}
            onCommit={(value) => props.onCommit({ ...test, value })}
          />
        </>
      )}
    </>
  )
}
