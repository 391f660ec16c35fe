import { DownOutlined, RightOutlined } from '@ant-design/icons'
import {
  indexRuleset,
  formatValue,
  outcomeName,
  type Scenario,
  scenarioKindOf,
  type ScenarioResult,
  type Value,
} from '@jieli/engine'
import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { removeListItem } from '../../document/commands/remove-list-item.ts'
import { upsertListItem } from '../../document/commands/upsert-list-item.ts'
import { provenanceOf } from '../../document/editing/provenance.ts'
import { ListItemProvenance } from '../../document/editing/list-item-provenance.tsx'
import { ItemTags } from '../../document/editing/provenance-line.tsx'
import { useDocument, useRuleset, useRunCommand } from '../../document/editing/use-document.ts'
import { Field } from '../../kit/fields/field.tsx'
import { TextPair } from '../../kit/fields/text-pair.tsx'
import { usePeriodLabel } from '../../kit/i18n/use-period-label.ts'
import { useLanguage, useText } from '../../kit/i18n/use-language.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { wallClock } from './clock.ts'
import { eventLabel, stateTitle } from './simulation-labels.ts'

/** One scenario: what it is about, whether it holds, and opened, its facts and the differences found. */
export function ScenarioRow(props: {
  readonly scenario: Scenario
  readonly result: ScenarioResult | undefined
  readonly own: boolean
  readonly open: boolean
  readonly visited: boolean
  readonly onToggle: () => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const run = useRunCommand()
  const { scenario, result, visited } = props
  const theirs = useDocument((state) => state.parent)?.scenarios.find(
    ({ id }) => id === scenario.id,
  )
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (visited) row.current?.scrollIntoView({ block: 'center' })
  }, [visited])
  return (
    <li ref={row} className={visited ? 'rule-card rule-selected' : 'rule-card'}>
      <div className="rule-head">
        <button
          type="button"
          className="rule-toggle"
          aria-expanded={props.open}
          onClick={props.onToggle}
        >
          {props.open ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}
          <span>{text(scenario.title)}</span>
        </button>
        <span className="spacer" />
        <Tag>{text(scenarioKindOf(scenario).title)}</Tag>
        {scenario.accepted !== undefined && <Tag>{t('inherited.acceptedTag')}</Tag>}
        <ItemTags path={`/scenarios/${scenario.id}`} provenance={provenanceOf(theirs, scenario)} />
        {result === undefined ? (
          <span className="quiet">{t('scenarios.notRun')}</span>
        ) : result.passed ? (
          <Tag tone="green">{t('scenarios.passed')}</Tag>
        ) : (
          <Tag tone="red">{t('scenarios.failed')}</Tag>
        )}
      </div>
      {result?.passed === false && (
        <ul className="scenario-details">
          {result.details.map((detail, index) => (
            <li key={index}>{text(detail)}</li>
          ))}
        </ul>
      )}
      {props.open && (
        <div className="scenario-body">
          <p className="quiet code">{scenario.id}</p>
          <ListItemProvenance list="scenarios" item={scenario} />
          {props.own && (
            <Field title={t('scenarios.title')}>
              <TextPair
                label={t('scenarios.title')}
                value={scenario.title}
                onCommit={(title) =>
                  run(upsertListItem('scenarios', { ...scenario, title }, 'title'))
                }
              />
            </Field>
          )}
          <ScenarioSubject scenario={scenario} />
          {props.own && (
            <Button
              danger
              size="small"
              onClick={() => run(removeListItem('scenarios', scenario.id))}
            >
              {t('scenarios.remove')}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}

function ScenarioSubject({ scenario }: { readonly scenario: Scenario }) {
  const { t } = useTranslation()
  const text = useText()
  const language = useLanguage()
  const ruleset = useRuleset()
  const periodLabel = usePeriodLabel()
  if (scenario.kind === 'change')
    return (
      <p>{t('scenarios.mustRaise', { issues: scenario.expect.issues.join(t('tables.comma')) })}</p>
    )
  if (scenario.kind === 'item')
    return (
      <p>
        {t('scenarios.mustSay', { item: scenario.item })}{' '}
        <span className="code">{JSON.stringify(scenario.expect)}</span>
      </p>
    )
  const pathway =
    scenario.kind === 'pathway'
      ? ruleset.pathways.find(({ id }) => id === scenario.pathway)
      : undefined
  const format = (id: string, value: Value | null): string => {
    const fact = indexRuleset(ruleset).facts.get(id)
    return formatValue(fact ?? { type: 'text' }, value, language)
  }
  return (
    <>
      {scenario.kind === 'decision' && (
        <p>
          {t('scenarios.asks', {
            decision: text(
              ruleset.decisions.find(({ id }) => id === scenario.decision)?.title,
              scenario.decision,
            ),
            day: scenario.asOf,
            outcome:
              scenario.expect.outcome === undefined
                ? '…'
                : text(
                    outcomeName(
                      scenario.expect.outcome,
                      ruleset.decisions.find(({ id }) => id === scenario.decision)?.subject,
                    ),
                  ),
          })}
        </p>
      )}
      {scenario.kind === 'schedule' && (
        <p>
          {t('scenarios.looksAt', {
            duty: text(
              ruleset.scheduledDuties.find(({ id }) => id === scenario.duty)?.title,
              scenario.duty,
            ),
            period: periodLabel(scenario.period),
            at: wallClock(scenario.at),
          })}
        </p>
      )}
      <dl className="facts-line">
        {Object.entries(('facts' in scenario ? scenario.facts : undefined) ?? {}).map(
          ([id, value]) => (
            <div key={id}>
              <dt>{text(indexRuleset(ruleset).facts.get(id)?.title, id)}</dt>
              <dd>{format(id, value)}</dd>
            </div>
          ),
        )}
      </dl>
      {scenario.kind === 'pathway' && (
        <ol className="scenario-steps">
          {scenario.steps.map((step, index) => {
            const { title, elapsed } = eventLabel(pathway, step.event, ruleset.duties)
            const label = text(title, step.event)
            return (
              <li key={index}>
                <span className="quiet">{wallClock(step.at)}</span>{' '}
                {elapsed ? t('simulator.elapsed', { title: label }) : label}{' '}
                {step.expect.refused === true
                  ? t('simulator.refused')
                  : t('simulator.reached', {
                      state: text(stateTitle(pathway, step.expect.state), step.expect.state),
                    })}
              </li>
            )
          })}
        </ol>
      )}
    </>
  )
}
