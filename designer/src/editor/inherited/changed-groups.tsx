import { DownOutlined, RightOutlined } from '@ant-design/icons'
import { type ChangedScenario, describeGroupCause, type ToldFinding } from '@jieli/engine'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useRuleset } from '../../document/editing/use-document.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { addressOfIssue } from '../problems/issue-address.ts'
import type { AcceptableGroup } from './changed-messages.ts'
import { differencesOf } from './differences-of.ts'
import './inherited.css'

/** Inherited scenarios that come out otherwise, by what makes them; with `onAccept`, each group can be accepted. */
export function ChangedGroups(props: {
  readonly groups: readonly AcceptableGroup[]
  readonly onAccept?: (groups: readonly AcceptableGroup[]) => void
  readonly onVisit?: () => void
}) {
  const { t } = useTranslation()
  const { groups, onAccept } = props
  const count = groups.reduce((sum, { scenarios }) => sum + scenarios.length, 0)
  const acceptable = groups.filter(({ accepted }) => accepted.size > 0)
  return (
    <section className="changed-groups" aria-label={t('inherited.title', { count })}>
      <h2>{t('inherited.title', { count })}</h2>
      <p className="quiet">{t(onAccept === undefined ? 'inherited.readHint' : 'inherited.hint')}</p>
      <ul className="changed-list">
        {groups.map((group) => (
          <Group key={[group.cause, ...group.because].join()} {...props} group={group} />
        ))}
      </ul>
      {/* Last, so that whoever presses it has had every group before their eyes. */}
      {onAccept !== undefined && acceptable.length > 1 && (
        <Button type="primary" onClick={() => onAccept(acceptable)}>
          {t('inherited.acceptAll', {
            groups: acceptable.length,
            count: acceptable.reduce((sum, { accepted }) => sum + accepted.size, 0),
          })}
        </Button>
      )}
    </section>
  )
}

function Group({
  group,
  onAccept,
  onVisit,
}: {
  readonly group: AcceptableGroup
  readonly onAccept?: (groups: readonly AcceptableGroup[]) => void
  readonly onVisit?: () => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const [open, setOpen] = useState(false)
  const { scenarios, accepted } = group
  const held = scenarios.filter(({ guards }) => guards !== undefined)
  const shown = open ? scenarios : held
  const struck = [...accepted.values()].filter((made) => made === undefined).length
  return (
    <li className="rule-card">
      <div className="changed-head">
        <p className="changed-cause">
          {t('inherited.cause', {
            cause: text(describeGroupCause(group)),
            count: scenarios.length,
          })}
        </p>
        {onAccept !== undefined && accepted.size > 0 && (
          <Button type="primary" onClick={() => onAccept([group])}>
            {t(`inherited.accept.${group.cause === 'back' ? 'back' : 'result'}`)}
          </Button>
        )}
      </div>
      <ul className="changed-findings">
        {differencesOf(scenarios).map(({ finding, count }, index) => (
          <li key={index}>
            <FindingText finding={finding} />
            <span className="quiet">{t('inherited.times', { count })}</span>
          </li>
        ))}
      </ul>
      {held.length > 0 && <p>{t('inherited.held', { count: held.length })}</p>}
      <ul className="changed-scenarios">
        {shown.map((scenario) => (
          <ScenarioLine key={scenario.id} scenario={scenario} {...(onVisit && { onVisit })} />
        ))}
      </ul>
      {scenarios.length > held.length && (
        <button
          type="button"
          className="rule-toggle"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}
          <span>{t(open ? 'inherited.fewer' : 'inherited.all', { count: scenarios.length })}</span>
        </button>
      )}
      {struck > 0 && <p className="quiet">{t('inherited.struck', { count: struck })}</p>}
    </li>
  )
}

function ScenarioLine({
  scenario,
  onVisit,
}: {
  readonly scenario: ChangedScenario
  readonly onVisit?: () => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const { id } = useRuleset().manifest
  return (
    <li>
      <Link to={addressOfIssue(id, `/scenarios/${scenario.id}`, 0)} onClick={onVisit}>
        {text(scenario.title)}
      </Link>
      {scenario.guards !== undefined && <Tag tone="red">{t('inherited.guards')}</Tag>}
      <ul className="changed-findings">
        {scenario.findings.map((finding, index) => (
          <li key={index}>
            <FindingText finding={finding} />
          </li>
        ))}
      </ul>
    </li>
  )
}

function FindingText({ finding }: { readonly finding: ToldFinding }) {
  const { t } = useTranslation()
  const text = useText()
  return 'fault' in finding
    ? text(finding.fault)
    : t('inherited.difference', {
        subject: text(finding.subject),
        was: text(finding.was),
        now: text(finding.now),
      })
}
