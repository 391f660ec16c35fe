import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { type CellTest, type Fact, operatorLabels, valueTypeModules } from '@jieli/engine'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { firstTest, withOperator } from '../conditions/new-test.ts'
import { OperandField } from '../conditions/operand-field.tsx'
import { useRuleset } from '../../document/editing/use-document.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import '../conditions/conditions.css'

/** The comparisons of one cell, which must all hold; none of them means anything is accepted. */
export function CellTestsEditor(props: {
  readonly fact: Fact
  readonly tests: readonly CellTest[]
  readonly onCommit: (tests: readonly CellTest[]) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const ruleset = useRuleset()
  const { fact, tests } = props
  const replace = (place: number, test: CellTest): void =>
    props.onCommit(tests.map((other, index) => (index === place ? test : other)))
  return (
    <>
      <strong>{text(fact.title)}</strong>
      {tests.length === 0 && <p className="quiet">{t('tables.anythingHint')}</p>}
      {tests.map((test, place) => (
        <div className="cell-test" key={place}>
          <Select
            className="cell-operator"
            aria-label={t('tables.testOperator', { number: place + 1 })}
            popupMatchSelectWidth={false}
            value={test.operator}
            options={valueTypeModules[fact.type].operators.map((operator) => ({
              value: operator,
              label: text(operatorLabels[operator]).replace(/[：:]$/, ''),
            }))}
            onChange={(operator) => replace(place, withOperator(ruleset, fact, test, operator))}
          />
          <OperandField
            label={t('tables.testValue', { number: place + 1 })}
            fact={fact}
            operator={test.operator}
            value={test.value}
            onCommit={(value) => replace(place, { ...test, value })}
          />
          <Button
            type="text"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={t('tables.removeTest', { number: place + 1 })}
            onClick={() => props.onCommit(tests.filter((_, index) => index !== place))}
          />
        </div>
      ))}
      <Button
        size="small"
        type="dashed"
        icon={<PlusOutlined aria-hidden />}
        onClick={() => props.onCommit([...tests, firstTest(fact)])}
      >
        {t(tests.length === 0 ? 'tables.addFirstTest' : 'tables.addTest')}
      </Button>
    </>
  )
}
