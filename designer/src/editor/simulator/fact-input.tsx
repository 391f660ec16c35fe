import { type Fact, factIssue, type Value } from '@jieli/engine'
import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { ValueInput } from '../../kit/fields/value-input.tsx'
import { useText } from '../../kit/i18n/use-language.ts'

type Choice = 'yes' | 'no' | 'unknown'

/** One fact to fill in. Unknown is a choice like any other, never a silent no. */
export function FactInput(props: {
  readonly fact: Fact
  readonly value: Value | null
  /** True when the decision waits for this fact. */
  readonly wanted: boolean
  readonly onCommit: (value: Value | null) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const { fact, value, onCommit } = props
  const title = text(fact.title)
  const issue = value === null ? undefined : factIssue(fact, value, '')
  const choice: Choice = value === null ? 'unknown' : value === true ? 'yes' : 'no'
  return (
    <div id={`fact-${fact.id}`} className={props.wanted ? 'fact-input fact-wanted' : 'fact-input'}>
      <div className="fact-title">
        <span title={fact.id}>{title}</span>
        {value === null && <span className="quiet">{t('simulator.unknown')}</span>}
      </div>
      {fact.type === 'boolean' ? (
        <Segmented<Choice>
          block
          size="small"
          aria-label={title}
          value={choice}
          options={[
            { value: 'yes', label: t('fields.yes') },
            { value: 'no', label: t('fields.no') },
            { value: 'unknown', label: t('simulator.unknown') },
          ]}
          onChange={(next) => onCommit(next === 'unknown' ? null : next === 'yes')}
        />
      ) : (
        <ValueInput definition={fact} label={title} value={value} onCommit={onCommit} />
      )}
      {fact.description !== undefined && <p className="field-hint">{text(fact.description)}</p>}
      {issue !== undefined && <p className="field-problem">{text(issue.message)}</p>}
    </div>
  )
}
