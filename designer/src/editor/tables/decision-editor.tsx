import { type Decision, otherwiseOutcomes, subjects } from '@jieli/engine'
import { Button, Collapse } from 'antd'
import { useTranslation } from 'react-i18next'
import { changeDecision, type DecisionChange } from '../../document/commands/change-decision.ts'
import { linesOf } from '../../document/commands/decision-lines.ts'
import { removeListItem } from '../../document/commands/remove-list-item.ts'
import { upsertListItem } from '../../document/commands/upsert-list-item.ts'
import { ConditionBuilder } from '../conditions/condition-builder.tsx'
import { LockedFields } from '../../document/editing/locked-fields.tsx'
import { provenanceOf } from '../../document/editing/provenance.ts'
import { ProvenanceLine } from '../../document/editing/provenance-line.tsx'
import { useDocument, useRuleset, useRunCommand } from '../../document/editing/use-document.ts'
import { useLockedBy } from '../../document/editing/use-locked-by.ts'
import { CitesField } from '../../kit/fields/cites-field.tsx'
import { Field } from '../../kit/fields/field.tsx'
import { OptionalTextPair, TextPair } from '../../kit/fields/text-pair.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { ConsequenceEditor } from './consequence-editor.tsx'
import { DecisionTable } from './decision-table.tsx'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { FindingList } from './finding-list.tsx'
import { HitPolicyField } from './hit-policy-field.tsx'
import { linePath, withLinesOf, withoutLines } from './line-provenance.ts'
import { newReason } from './new-titles.ts'
import { OutputColumnsEditor } from './output-columns-editor.tsx'
import { RuleList } from './rule-list.tsx'
import { useDecisionIssues } from './use-decision-issues.ts'
import { useFeedbackFailure } from './use-rule-feedback.ts'

/** Everything about one decision: what it asks, its rows or rules, and what holds when none matches. */
export function DecisionEditor(props: {
  readonly decision: Decision
  readonly line: string | undefined
  readonly onRemoved: () => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const run = useRunCommand()
  const ruleset = useRuleset()
  const parent = useDocument((state) => state.parent)
  const lockedBy = useLockedBy()
  const { decision } = props
  const issues = useDecisionIssues(decision)
  const feedbackFailure = useFeedbackFailure()
  const path = `/decisions/${decision.id}`
  const locked = lockedBy(path) !== undefined
  const holdsLocked =
    locked || linesOf(decision).some((line) => lockedBy(linePath(decision, line.id)) !== undefined)
  const theirs = parent?.decisions.find((known) => known.id === decision.id)
  const change = (next: DecisionChange, field?: string): void =>
    run(changeDecision(decision.id, next, field))
  return (
    <article className="decision-editor" aria-label={text(decision.title)}>
      <header className="decision-head">
        <h2 tabIndex={-1}>{text(decision.title)}</h2>
        <Tag>{t(`tables.kinds.${decision.kind}`)}</Tag>
        <span className="quiet code">{decision.id}</span>
        <span className="spacer" />
        <Button
          danger
          type="text"
          disabled={holdsLocked}
          onClick={() => {
            run(removeListItem('decisions', decision.id))
            props.onRemoved()
          }}
        >
          {t('tables.removeDecision')}
        </Button>
      </header>
      <ProvenanceLine
        path={path}
        provenance={provenanceOf(withoutLines(theirs), withoutLines(decision))}
        onReset={() => {
          if (theirs !== undefined) run(upsertListItem('decisions', withLinesOf(theirs, decision)))
        }}
      />
      {decision.description !== undefined && (
        <p className="decision-description">{text(decision.description)}</p>
      )}
      <LockedFields locked={locked}>
        <Collapse
          ghost
          size="small"
          items={[
            {
              key: 'about',
              label: t('tables.about'),
              children: (
                <div className="decision-about">
                  <Field title={t('tables.title')}>
                    <TextPair
                      label={t('tables.title')}
                      value={decision.title}
                      onCommit={(title) => change({ title }, 'title')}
                    />
                  </Field>
                  <Field title={t('tables.description')}>
                    <OptionalTextPair
                      label={t('tables.description')}
                      value={decision.description}
                      onCommit={(description) => change({ description }, 'description')}
                    />
                  </Field>
                  <Field title={t('tables.subject')} hint={t('tables.subjectHint')}>
                    <select
                      aria-label={t('tables.subject')}
                      value={decision.subject ?? 'care'}
                      onChange={({ target: { value } }) =>
                        change({ subject: subjects.find((known) => known === value) }, 'subject')
                      }
                    >
                      {subjects.map((subject) => (
                        <option key={subject} value={subject}>
                          {t(`tables.subjects.${subject}`)}
                        </option>
                      ))}
                    </select>
                  </Field>
                  <Field title={t('tables.cites')}>
                    <CitesField
                      value={decision.cites ?? []}
                      sources={ruleset.manifest.sources}
                      onCommit={(cites) =>
                        change({ cites: cites.length === 0 ? undefined : cites }, 'cites')
                      }
                    />
                  </Field>
                  <Field title={t('tables.outputs')} hint={t('tables.outputsHint')}>
                    <OutputColumnsEditor decision={decision} />
                  </Field>
                </div>
              ),
            },
            {
              key: 'applies',
              label: t(
                decision.appliesWhen === undefined ? 'tables.appliesAlways' : 'tables.applies',
              ),
              children: (
                <ConditionBuilder
                  label={t('tables.applies')}
                  required={false}
                  within={decision.id}
                  value={decision.appliesWhen}
                  onCommit={(appliesWhen) => change({ appliesWhen }, 'appliesWhen')}
                />
              ),
            },
          ]}
        />
        <HitPolicyField decision={decision} />
        <FailureNotice error={feedbackFailure}>{t('feedback.failed')}</FailureNotice>
        {decision.kind === 'table' ? (
          <DecisionTable decision={decision} selected={props.line} issues={issues} />
        ) : (
          <RuleList key={decision.id} decision={decision} selected={props.line} issues={issues} />
        )}
        {issues.whole.length > 0 && (
          <FindingList
            label={t('tables.wholeFindings')}
            decision={decision}
            issues={issues.whole}
            current={issues.current}
          />
        )}
        <section className="otherwise">
          <div className="decision-head">
            <h3>{t('tables.otherwise')}</h3>
            <span className="spacer" />
            <Button
              size="small"
              onClick={() =>
                change({
                  otherwise:
                    decision.otherwise === undefined
                      ? { outcome: 'requireReview', reason: newReason }
                      : undefined,
                })
              }
            >
              {t(
                decision.otherwise === undefined ? 'tables.addOtherwise' : 'tables.removeOtherwise',
              )}
            </Button>
          </div>
          {decision.otherwise === undefined ? (
            <p className="quiet">{t('tables.noOtherwise')}</p>
          ) : (
            <ConsequenceEditor
              value={decision.otherwise}
              outcomes={otherwiseOutcomes}
              outputs={decision.outputs ?? []}
              subject={decision.subject}
              onCommit={(otherwise, field) => change({ otherwise }, `otherwise/${field}`)}
            />
          )}
        </section>
      </LockedFields>
    </article>
  )
}
