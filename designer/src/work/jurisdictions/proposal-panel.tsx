import type { JurisdictionNode, JurisdictionProposal } from '@jieli/server/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Popconfirm } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  confirmJurisdiction,
  dropJurisdiction,
  turnDownJurisdiction,
} from '../../api/jurisdictions.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { Tag } from '../../kit/notices/tag.tsx'
import { ChangeList } from './change-list.tsx'
import { RefusedPlaces } from './refused-places.tsx'

/** One proposal: what it changes, who made it and why, and what whoever looks can do about it. */
export function ProposalPanel(props: {
  readonly proposal: JurisdictionProposal
  readonly nodes: readonly JurisdictionNode[]
  readonly onDone: (words: string) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const moment = useMoment()
  const queries = useQueryClient()
  const heading = useId()
  const [turning, setTurning] = useState(false)
  const { proposal, nodes } = props
  const { jurisdiction, node, by, at, reason, own, confirmedBy, turnedDown } = proposal
  const name = text(node.title)
  const read = async () => {
    await Promise.all(
      ['jurisdictions', 'jurisdiction-proposals', 'counties', 'worklist'].map(
        async (key) => await queries.invalidateQueries({ queryKey: [key] }),
      ),
    )
  }
  const confirming = useMutation({
    mutationFn: async () => await confirmJurisdiction(jurisdiction, proposal.id),
    onSuccess: () => props.onDone(t('jurisdictions.confirmed', { name })),
    onSettled: read,
  })
  const turningDown = useMutation({
    mutationFn: async (why: string) => await turnDownJurisdiction(jurisdiction, proposal.id, why),
    onSuccess: () => props.onDone(t('jurisdictions.turnedDownDone', { name })),
    onSettled: read,
  })
  const dropping = useMutation({
    mutationFn: async () => await dropJurisdiction(jurisdiction, proposal.id),
    onSettled: read,
  })
  const status = turnedDown !== null ? 'turnedDown' : 'waiting'
  return (
    <article className="panel jurisdiction-proposal" aria-labelledby={heading}>
      <h3 id={heading}>
        {name} <span className="quiet">{t(`parameters.authorities.${node.level}`)}</span>{' '}
        <Tag tone={turnedDown === null ? 'amber' : 'neutral'}>
          {t(`jurisdictions.statuses.${status}`)}
        </Tag>
      </h3>
      <p>{t('jurisdictions.proposedBy', { by, at: moment(at), reason })}</p>
      <ChangeList id={jurisdiction} after={node} nodes={nodes} />
      {turnedDown !== null && (
        <p>
          {t('jurisdictions.turnedDownBy', {
            by: turnedDown.by,
            at: moment(turnedDown.at),
            reason: turnedDown.reason,
          })}
        </p>
      )}
      {confirmedBy !== null && <p>{t('jurisdictions.confirmedOnce', { by: confirmedBy })}</p>}
      <div className="jurisdiction-buttons">
        {turnedDown === null && (
          <Popconfirm
            title={t('jurisdictions.sure', { name })}
            okText={t('jurisdictions.confirm')}
            cancelText={t('jurisdictions.back')}
            disabled={own}
            onConfirm={() => confirming.mutate()}
          >
            <Button
              type="primary"
              disabled={own}
              aria-describedby={own ? `${heading}-own` : undefined}
              loading={confirming.isPending}
            >
              {t('jurisdictions.confirm')}
            </Button>
          </Popconfirm>
        )}
        {turnedDown === null && confirmedBy === null && !own && !turning && (
          <Button onClick={() => setTurning(true)}>{t('jurisdictions.turnDown')}</Button>
        )}
        {own && confirmedBy === null && (
          <Button loading={dropping.isPending} onClick={() => dropping.mutate()}>
            {t(turnedDown === null ? 'jurisdictions.withdraw' : 'jurisdictions.clear')}
          </Button>
        )}
        {own && turnedDown === null && (
          <span id={`${heading}-own`} className="quiet">
            {t('jurisdictions.ownProposal')}
          </span>
        )}
      </div>
      {turning && (
        <TurnDownForm
          busy={turningDown.isPending}
          onSend={(why) => turningDown.mutate(why)}
          onClose={() => setTurning(false)}
        />
      )}
      <RefusedPlaces error={confirming.error} />
      <FailureNotice error={turningDown.error ?? dropping.error} />
    </article>
  )
}

function TurnDownForm(props: {
  readonly busy: boolean
  readonly onSend: (reason: string) => void
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const field = useId()
  const [reason, setReason] = useState('')
  return (
    <form
      className="jurisdiction-turn-down"
      onSubmit={(submitted) => {
        submitted.preventDefault()
        props.onSend(reason.trim())
      }}
    >
      <label htmlFor={field}>{t('jurisdictions.whyNot')}</label>
      <Input.TextArea
        id={field}
        autoFocus
        maxLength={2000}
        autoSize={{ minRows: 2 }}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      <div className="jurisdiction-buttons">
        <Button danger htmlType="submit" disabled={reason.trim() === ''} loading={props.busy}>
          {t('jurisdictions.turnDownSend')}
        </Button>
        <Button onClick={props.onClose}>{t('jurisdictions.back')}</Button>
      </div>
    </form>
  )
}
