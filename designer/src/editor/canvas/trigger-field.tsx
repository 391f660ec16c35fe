import { PlusOutlined } from '@ant-design/icons'
import type { Pathway } from '@jieli/engine'
import { Button, Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { TransitionChange } from '../../document/commands/change-transition.ts'
import { upsertDelay } from '../../document/commands/upsert-delay.ts'
import { freshId } from '../../document/state/fresh-id.ts'
import { stateAt } from '../../document/state/state-path.ts'
import type { TransitionEntry, Trigger } from '../../document/state/transition-list.ts'
import { LockedFields } from '../../document/editing/locked-fields.tsx'
import { provenanceOf } from '../../document/editing/provenance.ts'
import { ProvenanceLine } from '../../document/editing/provenance-line.tsx'
import { useRuleset, useRunCommand } from '../../document/editing/use-document.ts'
import { DelayField } from '../../kit/fields/delay-field.tsx'
import { Field } from '../../kit/fields/field.tsx'
import { TextPair } from '../../kit/fields/text-pair.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { useTemplatePathway } from './use-refusals.ts'
import { EventForm } from './event-form.tsx'

/** The trigger of a transition, with the form of its event or delay. */
export function TriggerField(props: {
  readonly pathway: Pathway
  readonly entry: TransitionEntry
  readonly onChange: (change: TransitionChange) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const run = useRunCommand()
  const ruleset = useRuleset()
  const { pathway, entry } = props
  const { trigger } = entry
  const event =
    trigger.kind === 'on' ? pathway.events.find(({ id }) => id === trigger.event) : undefined
  const delay =
    trigger.kind === 'after' ? pathway.delays.find(({ id }) => id === trigger.delay) : undefined
  const theirDelay = useTemplatePathway(pathway.id)?.delays.find(({ id }) => id === delay?.id)
  const inCompound = stateAt(pathway, entry.source)?.states !== undefined

  const both = (key: 'canvas.newEvent' | 'canvas.newDelay') => ({
    zh: t(key, { lng: 'zh' }),
    en: t(key, { lng: 'en' }),
  })
  const createEvent = (): void => {
    const id = freshId(
      'event',
      pathway.events.map((other) => other.id),
    )
    const actors = pathway.parties.slice(0, 1).map((party) => party.id)
    props.onChange({
      trigger: { kind: 'on', event: id },
      newEvent: {
        id,
        title: both('canvas.newEvent'),
        actors: actors.length > 0 ? actors : ['anyone'],
      },
    })
  }
  const createDelay = (): void => {
    const id = freshId(
      'delay',
      pathway.delays.map((other) => other.id),
    )
    props.onChange({
      trigger: { kind: 'after', delay: id },
      newDelay: { id, title: both('canvas.newDelay'), after: { workingDays: 1 } },
    })
  }
  const begin = (kind: Trigger['kind']): void => {
    const [firstEvent] = pathway.events
    const [firstDelay] = pathway.delays
    if (kind === 'always' || kind === 'done') props.onChange({ trigger: { kind } })
    else if (kind === 'on' && firstEvent !== undefined)
      props.onChange({ trigger: { kind, event: firstEvent.id } })
    else if (kind === 'after' && firstDelay !== undefined)
      props.onChange({ trigger: { kind, delay: firstDelay.id } })
    else if (kind === 'on') createEvent()
    else createDelay()
  }
  const kinds: Trigger['kind'][] = ['on', 'after', 'always']
  if (inCompound || trigger.kind === 'done') kinds.push('done')

  return (
    <Field title={t('canvas.trigger')}>
      <Segmented<Trigger['kind']>
        block
        aria-label={t('canvas.trigger')}
        value={trigger.kind}
        options={kinds.map((value) => ({ value, label: t(`canvas.triggers.${value}`) }))}
        onChange={begin}
      />
      {trigger.kind === 'on' && (
        <div className="picker-row">
          <Select
            aria-label={t('canvas.event')}
            showSearch={{ optionFilterProp: 'label' }}
            value={trigger.event}
            options={pathway.events.map(({ id, title }) => ({ value: id, label: text(title) }))}
            onChange={(id) => props.onChange({ trigger: { kind: 'on', event: id } })}
          />
          <Button icon={<PlusOutlined aria-hidden />} onClick={createEvent}>
            {t('canvas.createEvent')}
          </Button>
        </div>
      )}
      {trigger.kind === 'after' && (
        <div className="picker-row">
          <Select
            aria-label={t('canvas.delay')}
            value={trigger.delay}
            options={pathway.delays.map(({ id, title }) => ({ value: id, label: text(title) }))}
            onChange={(id) => props.onChange({ trigger: { kind: 'after', delay: id } })}
          />
          <Button icon={<PlusOutlined aria-hidden />} onClick={createDelay}>
            {t('canvas.createDelay')}
          </Button>
        </div>
      )}
      {event !== undefined && (
        <details className="inner-form">
          <summary>{t('canvas.aboutEvent')}</summary>
          <LockedFields locked={false}>
            <EventForm pathway={pathway} event={event} />
          </LockedFields>
        </details>
      )}
      {delay !== undefined && (
        <LockedFields locked={false}>
          <div className="inner-form">
            <ProvenanceLine
              path={`/pathways/${pathway.id}/delays/${delay.id}`}
              provenance={provenanceOf(theirDelay, delay)}
              onReset={() => {
                if (theirDelay !== undefined) run(upsertDelay(pathway.id, theirDelay))
              }}
            />
            <TextPair
              label={t('canvas.delayTitle')}
              value={delay.title}
              onCommit={(title) => run(upsertDelay(pathway.id, { ...delay, title }))}
            />
            <DelayField
              label={t('canvas.delayLength')}
              value={delay.after}
              parameters={ruleset.parameters}
              onCommit={(after) => run(upsertDelay(pathway.id, { ...delay, after }))}
            />
          </div>
        </LockedFields>
      )}
    </Field>
  )
}
