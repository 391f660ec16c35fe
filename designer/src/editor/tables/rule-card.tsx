import { DownOutlined, RightOutlined } from '@ant-design/icons'
import {
  authoredOutcomes,
  clauseOf,
  describeCondition,
  type Issue,
  reasonAsOf,
  type Rule,
  type RulesDecision,
} from '@jieli/engine'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { moveDecisionLine } from '../../document/commands/move-decision-line.ts'
import { removeDecisionLine } from '../../document/commands/remove-decision-line.ts'
import { upsertDecisionLine } from '../../document/commands/upsert-decision-line.ts'
import { ConditionBuilder } from '../conditions/condition-builder.tsx'
import { today } from '../../document/editing/today.ts'
import { LockedFields } from '../../document/editing/locked-fields.tsx'
import type { Provenance } from '../../document/editing/provenance.ts'
import { ItemTags } from '../../document/editing/provenance-line.tsx'
import { useLockedBy } from '../../document/editing/use-locked-by.ts'
import { useDocument, useRuleset, useRunCommand } from '../../document/editing/use-document.ts'
import { CitesField } from '../../kit/fields/cites-field.tsx'
import { Field } from '../../kit/fields/field.tsx'
import { OutcomeLabel } from '../../kit/fields/outcome-label.tsx'
import { OptionalTextPair } from '../../kit/fields/text-pair.tsx'
import { useLanguage, useText } from '../../kit/i18n/use-language.ts'
import { ConsequenceEditor } from './consequence-editor.tsx'
import { copyLine, newRule, withMembers } from './edit-line.ts'
import { FeedbackMark } from './feedback-mark.tsx'
import { FindingList } from './finding-list.tsx'
import { LineDates } from './line-dates.tsx'
import { LineMenu, useLineActions } from './line-menu.tsx'
import { linePath, parentLines } from './line-provenance.ts'

/** One rule: its condition as a sentence and what follows; opened, everything about it can be edited. */
export function RuleCard(props: {
  readonly decision: RulesDecision
  readonly rule: Rule
  readonly index: number
  readonly provenance: Provenance
  readonly selected: boolean
  /** What is wrong with it; `current` while nothing newer waits to be checked. */
  readonly issues: readonly Issue[]
  readonly current: boolean
  readonly open: boolean
  readonly onToggle: () => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const language = useLanguage()
  const run = useRunCommand()
  const ruleset = useRuleset()
  const parent = useDocument((state) => state.parent)
  const lockedBy = useLockedBy()
  const { key: visit } = useLocation()
  const card = useRef<HTMLLIElement>(null)
  const { decision, rule, index, selected } = props
  useEffect(() => {
    if (selected) card.current?.scrollIntoView({ block: 'nearest' })
  }, [selected, visit])
  const number = index + 1
  const title = text(rule.title, t('tables.ruleNumber', { number }))
  const save = (next: Rule, field: string): void =>
    run(upsertDecisionLine(decision.id, next, { field }))
  const path = linePath(decision, rule.id)
  const locked = lockedBy(path) !== undefined
  const actions = useLineActions({
    index,
    count: decision.rules.length,
    locked,
    fixed: lockedBy(`/decisions/${decision.id}`) !== undefined,
    insert: (place) =>
      run(upsertDecisionLine(decision.id, newRule(decision, rule.conditions), { index: place })),
    duplicate: () =>
      run(upsertDecisionLine(decision.id, copyLine(decision, rule), { index: index + 1 })),
    move: (to) => run(moveDecisionLine(decision.id, rule.id, to)),
    remove: () => run(removeDecisionLine(decision.id, rule.id)),
    backTo:
      props.provenance === 'overrides' ? parentLines(parent, decision.id).get(rule.id) : undefined,
    reset: (line) => run(upsertDecisionLine(decision.id, line)),
  })
  return (
    <li ref={card} className={selected ? 'rule-card rule-selected' : 'rule-card'}>
      <div className="rule-head">
        <button
          type="button"
          className="rule-toggle"
          aria-expanded={props.open}
          onClick={props.onToggle}
        >
          {props.open ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}
          <span className="rule-number">{number}</span>
          <strong>{title}</strong>
        </button>
        {rule.then.outcome !== undefined && (
          <OutcomeLabel outcome={rule.then.outcome} subject={decision.subject} />
        )}
        <ItemTags path={path} provenance={props.provenance} />
        <span className="spacer" />
        <span className="quiet code">{rule.cites.map(clauseOf).join(' ')}</span>
        <LineMenu label={t('tables.ruleMenu', { title })} actions={actions} />
      </div>
      {props.issues.length > 0 && (
        <FindingList
          label={t('tables.ruleFindings', { title })}
          decision={decision}
          issues={props.issues}
          current={props.current}
        />
      )}
      <FeedbackMark decision={decision.id} line={rule.id} />
      {!props.open && (
        <div className="rule-summary">
          <p>
            <span className="rule-word">{t('tables.when')}</span>
            {describeCondition(ruleset, rule.conditions, language)}
          </p>
          <p>
            <span className="rule-word">{t('tables.then')}</span>
            {text(reasonAsOf(ruleset, rule.then.reason, today()))}
          </p>
        </div>
      )}
      {props.open && (
        <LockedFields locked={locked}>
          <div className="rule-body">
            <div>
              <Field title={t('tables.when')}>
                <ConditionBuilder
                  label={t('tables.conditionOf', { title })}
                  required
                  within={decision.id}
                  value={rule.conditions}
                  onCommit={(conditions) => {
                    if (conditions !== undefined) save({ ...rule, conditions }, 'conditions')
                  }}
                />
              </Field>
              <Field title={t('tables.lineTitle')}>
                <OptionalTextPair
                  label={t('tables.lineTitle')}
                  value={rule.title}
                  onCommit={(next) => save(withMembers(rule, { title: next }), 'title')}
                />
              </Field>
              <Field title={t('tables.dates')}>
                <LineDates
                  from={rule.from}
                  to={rule.to}
                  onCommit={(dates) => save(withMembers(rule, dates), 'dates')}
                />
              </Field>
              <p className="quiet code">{rule.id}</p>
            </div>
            <div>
              <ConsequenceEditor
                value={rule.then}
                outcomes={authoredOutcomes}
                outputs={decision.outputs ?? []}
                subject={decision.subject}
                onCommit={(then, field) => save({ ...rule, then }, field)}
              />
              <Field title={t('tables.cites')}>
                <CitesField
                  value={rule.cites}
                  sources={ruleset.manifest.sources}
                  onCommit={(cites) => save({ ...rule, cites }, 'cites')}
                />
              </Field>
            </div>
          </div>
        </LockedFields>
      )}
    </li>
  )
}
