import {
  currentSuspension,
  type Suspension,
  type VersionAction,
  type VersionProposal,
  type VersionSummary,
} from '@jieli/server/contracts'
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { dropProposal } from '../../api/rulesets.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { Tag } from '../../kit/notices/tag.tsx'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { useVersionsChanged } from './use-versions-changed.ts'

/** What is to be done about a version: proposed, or confirmed where there is a proposal. */
export interface AskedAction {
  readonly version: string
  readonly action: VersionAction
  readonly proposal?: VersionProposal
}

/** Whether a version of a county is suspended and why, and what two persons can do about it. */
export function SuspensionCell(props: {
  readonly ruleset: string
  readonly summary: VersionSummary
  readonly mayPublish: boolean
  readonly onAsk: (asked: AskedAction) => void
}) {
  const { t } = useTranslation()
  const { summary, mayPublish, onAsk } = props
  const { version, suspensions = [], proposal } = summary
  const current = currentSuspension(summary)
  const offered: readonly VersionAction[] =
    proposal !== undefined || current?.rolledBack !== undefined
      ? []
      : current === undefined
        ? ['suspend']
        : ['restore', 'rollBack']
  return (
    <>
      {current !== undefined && (
        <Tag tone="red">
          {t(current.rolledBack === undefined ? 'suspension.suspended' : 'suspension.rolledBack')}
        </Tag>
      )}
      {suspensions.map((each) => (
        <SuspensionText key={each.suspended.confirmedAt} suspension={each} />
      ))}
      {proposal !== undefined && (
        <OpenProposal {...props} version={version} proposal={proposal} onAsk={onAsk} />
      )}
      {mayPublish &&
        offered.map((action) => (
          <Button
            key={action}
            size="small"
            danger={action !== 'restore'}
            aria-label={t(`suspension.proposeNamed.${action}`, { version })}
            onClick={() => onAsk({ version, action })}
          >
            {t(`suspension.propose.${action}`)}
          </Button>
        ))}
    </>
  )
}

function SuspensionText(props: { readonly suspension: Suspension }) {
  const { t } = useTranslation()
  const moment = useMoment()
  const { suspended, restored, rolledBack, until } = props.suspension
  return (
    <>
      <p>{t('suspension.why', { ...suspended, since: moment(suspended.confirmedAt) })}</p>
      {restored !== undefined && (
        <p>{t('suspension.restoredWhy', { ...restored, until: until ?? '' })}</p>
      )}
      {rolledBack !== undefined && (
        <p>
          {t('suspension.rolledBackWhy', { ...rolledBack, at: moment(rolledBack.confirmedAt) })}
        </p>
      )}
    </>
  )
}

function OpenProposal(props: {
  readonly ruleset: string
  readonly version: string
  readonly proposal: VersionProposal
  readonly mayPublish: boolean
  readonly onAsk: (asked: AskedAction) => void
}) {
  const { t } = useTranslation()
  const moment = useMoment()
  const { ruleset, version, proposal } = props
  const { action, by, reason, own } = proposal
  const changed = useVersionsChanged(ruleset)
  const dropping = useMutation({
    mutationFn: () => dropProposal(ruleset, version, proposal.id),
    onSuccess: changed,
  })
  const drop = own ? 'drop' : 'turnDown'
  return (
    <>
      <Tag tone="amber">{t(`suspension.open.${action}`)}</Tag>
      <p>{t(`suspension.proposed.${action}`, { by, at: moment(proposal.at), reason })}</p>
      {own && <p className="quiet">{t('suspension.ownHint')}</p>}
      <FailureNotice error={dropping.error} />
      {props.mayPublish && !own && (
        <Button
          size="small"
          type="primary"
          danger={action !== 'restore'}
          aria-label={t(`suspension.confirmNamed.${action}`, { version })}
          onClick={() => props.onAsk({ version, action, proposal })}
        >
          {t(`suspension.confirm.${action}`)}
        </Button>
      )}
      {props.mayPublish && (
        <Button
          size="small"
          loading={dropping.isPending}
          aria-label={t(`suspension.${drop}Named`, { version })}
          onClick={() => dropping.mutate()}
        >
          {t(`suspension.${drop}`)}
        </Button>
      )}
    </>
  )
}
