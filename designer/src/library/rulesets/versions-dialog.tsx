import { may, type RulesetSummary } from '@jieli/server/contracts'
import { useQuery } from '@tanstack/react-query'
import { Button, Empty, Modal } from 'antd'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { readRuleset } from '../../api/rulesets.ts'
import { today } from '../../document/editing/today.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { Tag } from '../../kit/notices/tag.tsx'
import { useSession } from '../../api/use-session.ts'
import { AcknowledgedRow } from './acknowledged-row.tsx'
import { PilotCell } from './pilot-cell.tsx'
import { PilotForm } from './pilot-form.tsx'
import { type AskedAction, SuspensionCell } from './suspension-cell.tsx'
import { SuspensionForm } from './suspension-form.tsx'
import { WithdrawForm } from './withdraw-form.tsx'
import './versions-dialog.css'

/**
 * Every published version of a ruleset, and for publishers a way to withdraw one that others rest on, or, by two of them,
 * to suspend one of a county, and to say what came of one that is on trial.
 */
export function VersionsDialog(props: {
  readonly summary: RulesetSummary
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const moment = useMoment()
  const session = useSession()
  const [withdrawing, setWithdrawing] = useState<string>()
  const [asked, setAsked] = useState<AskedAction>()
  const [evaluating, setEvaluating] = useState<string>()
  const { summary } = props
  // The list of rulesets leaves out what was written; one ruleset is read with it.
  const read = useQuery({
    queryKey: ['ruleset', summary.id],
    queryFn: () => readRuleset(summary.id),
  })
  const written = new Map(
    read.data?.versions.map(({ version, acknowledged = [] }) => [version, acknowledged]),
  )
  // A county's own version is replaced by the next one; what others rest on speaks for every county.
  const mayWithdraw =
    summary.kind !== 'county' &&
    may({ grants: session.data?.grants ?? [] }, 'rulesets.publish', { county: '*' })
  const ofCounty = summary.kind === 'county' && summary.elsewhere === undefined
  const mayPublish =
    summary.county !== undefined &&
    may({ grants: session.data?.grants ?? [] }, 'rulesets.publish', { county: summary.county })
  return (
    <Modal
      open
      width={760}
      title={t('versions.title', { title: text(summary.title) })}
      onCancel={props.onClose}
      footer={<Button onClick={props.onClose}>{t('versions.close')}</Button>}
    >
      {summary.versions.length === 0 ? (
        <Empty description={t('versions.none')} />
      ) : (
        <table className="versions">
          <thead>
            <tr>
              <th scope="col">{t('versions.version')}</th>
              <th scope="col">{t('versions.from')}</th>
              <th scope="col">{t('versions.published')}</th>
              <th scope="col">{t('versions.state')}</th>
            </tr>
          </thead>
          <tbody>
            {summary.versions.map((each) => {
              const { version, from, publishedBy, publishedAt, withdrawn, problem } = each
              return (
                <Fragment key={version}>
                  <tr>
                    <th scope="row" className="code">
                      {version}
                    </th>
                    <td>{from}</td>
                    <td>
                      {t('versions.publishedBy', { by: publishedBy, at: moment(publishedAt) })}
                    </td>
                    <td>
                      {version === summary.inForce && (
                        <Tag tone="green">{t('versions.inForce')}</Tag>
                      )}
                      {version === summary.inForce && mayPublish && (
                        <Link
                          to={`/rulesets/${encodeURIComponent(summary.id)}/migrate?to=${encodeURIComponent(version)}`}
                        >
                          {t('migration.link')}
                        </Link>
                      )}
                      {problem !== undefined && (
                        <>
                          <Tag tone="red">{t('damaged.version')}</Tag> {text(problem.message)}
                        </>
                      )}
                      {withdrawn !== undefined && (
                        <>
                          <Tag tone="red">{t('versions.withdrawn')}</Tag>{' '}
                          {t('versions.withdrawnWhy', {
                            by: withdrawn.by,
                            at: moment(withdrawn.at),
                            reason: withdrawn.reason,
                          })}
                        </>
                      )}
                      {withdrawn === undefined && mayWithdraw && (
                        <Button
                          size="small"
                          danger
                          aria-label={t('versions.withdrawNamed', { version })}
                          onClick={() => setWithdrawing(version)}
                        >
                          {t('versions.withdraw')}
                        </Button>
                      )}
                      {ofCounty && (
                        <PilotCell
                          summary={each}
                          today={today()}
                          mayPublish={mayPublish}
                          onEvaluate={setEvaluating}
                        />
                      )}
                      {ofCounty && (
                        <SuspensionCell
                          ruleset={summary.id}
                          summary={each}
                          mayPublish={mayPublish}
                          onAsk={setAsked}
                        />
                      )}
                    </td>
                  </tr>
                  <AcknowledgedRow acknowledged={written.get(version) ?? []} />
                </Fragment>
              )
            })}
          </tbody>
        </table>
      )}
      <FailureNotice error={read.error} />
      {withdrawing !== undefined && (
        <WithdrawForm
          key={withdrawing}
          ruleset={summary.id}
          version={withdrawing}
          onEnd={() => setWithdrawing(undefined)}
        />
      )}
      {evaluating !== undefined && (
        <PilotForm
          key={evaluating}
          ruleset={summary.id}
          version={evaluating}
          onEnd={() => setEvaluating(undefined)}
        />
      )}
      {asked !== undefined && (
        <SuspensionForm
          key={`${asked.version} ${asked.action} ${asked.proposal?.id ?? ''}`}
          ruleset={summary.id}
          asked={asked}
          onEnd={() => setAsked(undefined)}
        />
      )}
    </Modal>
  )
}
