import { indexRuleset, type Pathway, type Ruleset } from '@jieli/engine'
import { Button, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { AttachmentField } from '../../attachments/attachment-field.tsx'
import type { Uploads } from '../../attachments/use-uploads.ts'
import { EventField } from '../event-field.tsx'
import { ValueInput } from '../../../kit/fields/value-input.tsx'
import { useText } from '../../../kit/i18n/use-language.ts'
import { useMoment } from '../../../kit/i18n/use-moment.ts'
import type { DraftChange } from './draft-change.ts'

/** One change of a correction: which entry, what it is to be, and when it happened. */
export function ChangeForm(props: {
  readonly ruleset: Ruleset
  readonly pathway: Pathway
  readonly change: DraftChange
  /** What it is called, where it does not say itself. */
  readonly name?: string
  /** The documents that go with what is entered late. */
  readonly uploads: Uploads
  readonly onChange: (change: DraftChange) => void
  readonly onRemove: (() => void) | undefined
}) {
  const { t } = useTranslation()
  const text = useText()
  const moment = useMoment()
  const { ruleset, pathway, change, onChange, onRemove } = props
  const { kind, of, type } = change
  const isStart = of?.entry === '1'
  const title = isStart
    ? t('cases.startedEvent')
    : text(pathway.events.find(({ id }) => id === type)?.title, type)
  const asked = isStart
    ? Object.keys(of.facts)
    : (pathway.events.find(({ id }) => id === type)?.asks ?? [])
  const facts = asked.flatMap((id) => indexRuleset(ruleset).facts.get(id) ?? [])
  const name =
    of === undefined
      ? (props.name ?? t('corrections.kinds.late'))
      : t(`corrections.named.${kind}`, { event: title, at: moment(of.at) })
  return (
    <fieldset className="correction-change">
      <legend>{name}</legend>
      {kind !== 'voided' && (
        <div className="event-fields">
          {!isStart && (
            <EventField name={t('corrections.event')}>
              <Select
                aria-label={t('corrections.event')}
                className="correction-event"
                {...(type !== '' && { value: type })}
                placeholder={t('corrections.chooseEvent')}
                options={pathway.events.map((event) => ({
                  value: event.id,
                  label: text(event.title),
                }))}
                onChange={(chosen) => onChange({ ...change, type: chosen, facts: {} })}
              />
            </EventField>
          )}
          <EventField name={t('corrections.moment')}>
            <Input
              type="datetime-local"
              step={1}
              aria-label={t('corrections.moment')}
              value={change.moment}
              onChange={({ target }) => onChange({ ...change, moment: target.value })}
            />
          </EventField>
          {facts.map((fact) => (
            <EventField key={fact.id} name={text(fact.title)}>
              <ValueInput
                definition={fact}
                label={text(fact.title)}
                value={change.facts[fact.id] ?? null}
                onCommit={(value) =>
                  onChange({ ...change, facts: { ...change.facts, [fact.id]: value } })
                }
              />
            </EventField>
          ))}
          {!isStart && (
            <EventField name={t('corrections.eventReason')}>
              <Input
                aria-label={t('corrections.eventReason')}
                value={change.reason}
                maxLength={2000}
                onChange={({ target }) => onChange({ ...change, reason: target.value })}
              />
            </EventField>
          )}
          {kind === 'late' && (
            <EventField name={t('attachments.optional')}>
              <AttachmentField uploads={props.uploads} />
            </EventField>
          )}
        </div>
      )}
      {onRemove !== undefined && (
        <Button size="small" aria-label={t('corrections.removeNamed', { name })} onClick={onRemove}>
          {t('corrections.remove')}
        </Button>
      )}
    </fieldset>
  )
}
