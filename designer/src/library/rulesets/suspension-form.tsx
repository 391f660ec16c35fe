import { useMutation } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { confirmProposal, proposeVersionAction } from '../../api/rulesets.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import type { AskedAction } from './suspension-cell.tsx'
import { useVersionsChanged } from './use-versions-changed.ts'

/** Asks why a version is to be suspended, restored or rolled back; or, of a second person, to confirm it. */
export function SuspensionForm(props: {
  readonly ruleset: string
  readonly asked: AskedAction
  readonly onEnd: () => void
}) {
  const { t } = useTranslation()
  const moment = useMoment()
  const { ruleset, asked } = props
  const { version, action, proposal } = asked
  const [reason, setReason] = useState('')
  const changed = useVersionsChanged(ruleset)
  const doing = useMutation({
    mutationFn: () =>
      proposal === undefined
        ? proposeVersionAction(ruleset, version, { action, reason: reason.trim() })
        : confirmProposal(ruleset, version, proposal.id),
    onSuccess: () => {
      changed()
      props.onEnd()
    },
  })
  const part = proposal === undefined ? 'propose' : 'confirm'
  const title = t(`suspension.${part}Named.${action}`, { version })
  return (
    <section className="withdraw-form" aria-label={title}>
      <h3>{title}</h3>
      <p className="quiet">{t(`suspension.hint.${action}`)}</p>
      {proposal === undefined ? (
        <>
          <label htmlFor="suspension-reason">{t('suspension.reason')}</label>
          <Input.TextArea
            id="suspension-reason"
            autoFocus
            maxLength={500}
            autoSize={{ minRows: 2 }}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </>
      ) : (
        <p>
          {t(`suspension.proposed.${action}`, {
            by: proposal.by,
            at: moment(proposal.at),
            reason: proposal.reason,
          })}
        </p>
      )}
      <FailureNotice error={doing.error} />
      <div className="withdraw-actions">
        <Button onClick={props.onEnd}>{t('suspension.cancel')}</Button>
        <Button
          danger={action !== 'restore'}
          type="primary"
          disabled={proposal === undefined && reason.trim() === ''}
          loading={doing.isPending}
          onClick={() => doing.mutate()}
        >
          {t(`suspension.${part}.${action}`)}
        </Button>
      </div>
    </section>
  )
}
