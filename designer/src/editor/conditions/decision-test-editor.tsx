import { type DecisionTest, outcomes } from '@jieli/engine'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useRuleset } from '../../document/editing/use-document.ts'
import { useOutcomeName } from '../../kit/fields/use-outcome-name.ts'
import { useText } from '../../kit/i18n/use-language.ts'

/** Asks another decision over the same facts and compares its outcome. */
export function DecisionTestEditor(props: {
  readonly value: DecisionTest
  readonly onCommit: (test: DecisionTest) => void
  /** The decision being edited: it may not ask itself. */
  readonly within?: string | undefined
}) {
  const { t } = useTranslation()
  const text = useText()
  const nameOf = useOutcomeName()
  const ruleset = useRuleset()
  const test = props.value
  const subject = ruleset.decisions.find(({ id }) => id === test.decision)?.subject
  const list = Array.isArray(test.value) ? test.value : [test.value]
  const among = test.operator === 'in' || test.operator === 'equal'
  const commit = (chosen: readonly string[], positive: boolean): void => {
    const [only] = chosen
    if (only === undefined) return
    if (chosen.length === 1)
      props.onCommit({ ...test, operator: positive ? 'equal' : 'notEqual', value: only })
    else props.onCommit({ ...test, operator: positive ? 'in' : 'notIn', value: [...chosen] })
  }
  return (
    <>
      <Select
        className="condition-fact"
        aria-label={t('conditions.decision')}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        value={test.decision}
        options={ruleset.decisions
          .filter((decision) => decision.id !== props.within)
          .map(({ id, title }) => ({ value: id, label: text(title) }))}
        onChange={(decision) => props.onCommit({ ...test, decision })}
      />
      <Select
        className="condition-operator"
        aria-label={t('conditions.outcomeOperator')}
        value={among}
        options={[
          { value: true, label: t('conditions.outcomeIs') },
          { value: false, label: t('conditions.outcomeIsNot') },
        ]}
        onChange={(positive) => commit(list, positive)}
      />
      <Select<string[]>
        className="condition-operand"
        mode="multiple"
        aria-label={t('conditions.outcome')}
        value={list}
        options={outcomes.map((outcome) => ({ value: outcome, label: nameOf(outcome, subject) }))}
        onChange={(chosen) => commit(chosen, among)}
      />
    </>
  )
}
