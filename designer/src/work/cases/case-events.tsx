import { LockOutlined, PaperClipOutlined, RightCircleOutlined } from '@ant-design/icons'
import { indexRuleset, type Pathway, type Ruleset, type Value } from '@jieli/engine'
import type { AvailableEvents, Case, OfferedEvent } from '@jieli/server/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError, describeFailure } from '../../api/api-error.ts'
import { decisionsOfRefusal, sendEvent } from '../../api/cases.ts'
import { useRequestKey } from '../../api/use-request-key.ts'
import { AttachmentField } from '../attachments/attachment-field.tsx'
import { attachmentsInput, useUploads } from '../attachments/use-uploads.ts'
import { EventField } from './event-field.tsx'
import { ValueInput } from '../../kit/fields/value-input.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { Notice } from '../../kit/notices/notice.tsx'
import { ExplainedDecisions } from './explained-decision.tsx'

interface EventsProps {
  readonly document: Case
  readonly offered: AvailableEvents
  readonly ruleset: Ruleset
  readonly pathway: Pathway
}

/** What can happen next: open events with a form to send them, closed ones with the reason. */
export function CaseEvents(props: EventsProps) {
  const { t } = useTranslation()
  const open = props.offered.events.filter((event) => event.open || event.needs.length > 0)
  const closed = props.offered.events.filter((event) => !open.includes(event))
  if (props.offered.events.length === 0) return <p className="quiet">{t('cases.ended')}</p>
  return (
    <>
      {open.length === 0 && <p className="quiet">{t('cases.nothingOpen')}</p>}
      <ul className="event-list">
        {open.map((event) => (
          <OpenEvent key={event.event} {...props} event={event} />
        ))}
      </ul>
      {closed.length > 0 && (
        <>
          <h3 className="event-list-title">{t('cases.closedEvents')}</h3>
          <ul className="event-list">
            {closed.map((event) => (
              <ClosedEvent key={event.event} {...props} event={event} />
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function ClosedEvent(props: EventsProps & { readonly event: OfferedEvent }) {
  const text = useText()
  const { event } = props
  return (
    <li className="event event-closed">
      <div className="event-head">
        <LockOutlined aria-hidden />
        <strong>{text(event.title)}</strong>
      </div>
      {event.message !== undefined && <p>{text(event.message)}</p>}
      <ExplainedDecisions decisions={event.decisions} />
    </li>
  )
}

function OpenEvent(props: EventsProps & { readonly event: OfferedEvent }) {
  const { t } = useTranslation()
  const text = useText()
  const { event, document, ruleset } = props
  const queryClient = useQueryClient()
  const [unfolded, setUnfolded] = useState(false)
  const [facts, setFacts] = useState<Record<string, Value | null>>({})
  const [reason, setReason] = useState('')
  const uploads = useUploads(document.id)
  // Kept while one intended event is retried, so that it cannot happen twice.
  const key = useRequestKey()
  const sending = useMutation({
    mutationFn: () =>
      sendEvent(
        document.id,
        {
          type: event.event,
          ...(Object.keys(facts).length === 0 ? {} : { facts }),
          ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
          ...attachmentsInput(uploads),
        },
        { revision: document.revision, idempotencyKey: key.read() },
      ),
    onSuccess: (next) => {
      uploads.clear()
      const { damage } = document
      // A step looks at the last one alone: what was found before still holds.
      queryClient.setQueryData(['case', document.id], { ...next, ...(damage && { damage }) })
      void queryClient.invalidateQueries({ queryKey: ['cases'] })
    },
    onError: key.failed,
  })
  const requested = [...new Set([...event.asks, ...event.needs].map(({ fact }) => fact))].flatMap(
    (id) => indexRuleset(ruleset).facts.get(id) ?? [],
  )
  const moved = sending.error instanceof ApiError && sending.error.code === 'CASE_STALE'
  const issues = sending.error instanceof ApiError ? sending.error.issues : []
  // A refusal has a message of its own; the general one repeats it and adds only the event's id.
  const [refusal] = issues
  const refused = sending.error instanceof ApiError && sending.error.code === 'EVENT_REFUSED'
  const send = (): void => sending.mutate()
  const simple = requested.length === 0 && !event.needsReason
  const atOnce = simple && !unfolded
  const press = atOnce ? 'cases.send' : unfolded ? 'cases.fold' : 'cases.fillIn'
  return (
    <li className="event">
      <div className="event-head">
        <RightCircleOutlined aria-hidden />
        <strong>{text(event.title)}</strong>
        {atOnce && (
          <Button
            size="small"
            icon={<PaperClipOutlined aria-hidden />}
            aria-expanded={false}
            aria-label={t('attachments.withNamed', { event: text(event.title) })}
            onClick={() => setUnfolded(true)}
          >
            {t('attachments.with')}
          </Button>
        )}
        <Button
          size="small"
          type={unfolded ? 'default' : 'primary'}
          aria-expanded={atOnce ? undefined : unfolded}
          // Begins with the label of the button, so that voice control finds it.
          aria-label={t(`${press}Named`, { event: text(event.title) })}
          loading={atOnce && sending.isPending}
          onClick={() => (atOnce ? send() : setUnfolded(!unfolded))}
        >
          {t(press)}
        </Button>
      </div>
      {event.needs.length > 0 && event.message !== undefined && <p>{text(event.message)}</p>}
      <ExplainedDecisions decisions={event.decisions} />
      {unfolded && (
        <div className="event-fields">
          {requested.map((fact) => (
            <EventField key={fact.id} name={text(fact.title)}>
              <ValueInput
                definition={fact}
                label={text(fact.title)}
                value={
                  fact.id in facts ? (facts[fact.id] ?? null) : (document.facts[fact.id] ?? null)
                }
                onCommit={(value) => setFacts((before) => ({ ...before, [fact.id]: value }))}
              />
            </EventField>
          ))}
          <EventField name={t(event.needsReason ? 'cases.reason' : 'cases.reasonOptional')}>
            <Input.TextArea
              aria-label={t('cases.reason')}
              autoSize={{ minRows: 2, maxRows: 6 }}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
          </EventField>
          <EventField name={t('attachments.optional')}>
            <AttachmentField uploads={uploads} />
          </EventField>
          <Button
            type="primary"
            loading={sending.isPending}
            disabled={!uploads.whole || (event.needsReason && reason.trim() === '')}
            onClick={send}
          >
            {t('cases.sendEvent', { event: text(event.title) })}
          </Button>
        </div>
      )}
      {sending.error !== null && (
        <Notice
          kind="error"
          title={text(
            refused && refusal !== undefined ? refusal.message : describeFailure(sending.error),
          )}
          action={
            moved && (
              <Button
                size="small"
                onClick={() =>
                  void queryClient.invalidateQueries({ queryKey: ['case', document.id] })
                }
              >
                {t('cases.reload')}
              </Button>
            )
          }
        >
          {!refused && issues.map((issue, index) => <p key={index}>{text(issue.message)}</p>)}
          <ExplainedDecisions decisions={decisionsOfRefusal(sending.error)} open />
        </Notice>
      )}
    </li>
  )
}
