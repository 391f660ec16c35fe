import {
  type EventDefinition,
  type EventRole,
  eventRoleTitles,
  type Pathway,
  rolesOfSubject,
  subjectOf,
} from '@jieli/engine'
import { Checkbox, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { changeEvent } from '../../document/commands/change-event.ts'
import { provenanceOf } from '../../document/editing/provenance.ts'
import { ProvenanceLine } from '../../document/editing/provenance-line.tsx'
import { useRuleset, useRunCommand } from '../../document/editing/use-document.ts'
import { useClear } from '../../kit/fields/use-clear.tsx'
import { TextPair } from '../../kit/fields/text-pair.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { roleOptions } from './role-options.ts'
import { useTemplatePathway } from './use-refusals.ts'

/** The title of an event, who may send it, the facts it requires. */
export function EventForm(props: { readonly pathway: Pathway; readonly event: EventDefinition }) {
  const { t } = useTranslation()
  const text = useText()
  const clear = useClear()
  const run = useRunCommand()
  const ruleset = useRuleset()
  const { pathway, event } = props
  const theirs = useTemplatePathway(pathway.id)?.events.find(({ id }) => id === event.id)
  const change = (next: Partial<EventDefinition>, field: string): void =>
    run(changeEvent(pathway.id, { ...event, ...next }, field))
  return (
    <div className="event-form">
      <ProvenanceLine
        path={`/pathways/${pathway.id}/events/${event.id}`}
        provenance={provenanceOf(theirs, event)}
        onReset={() => {
          if (theirs !== undefined) run(changeEvent(pathway.id, theirs, 'back'))
        }}
      />
      <TextPair
        label={t('canvas.eventTitle')}
        value={event.title}
        onCommit={(title) => change({ title }, 'title')}
      />
      <Select<EventRole | undefined>
        className="value-input"
        aria-label={t('canvas.meaning')}
        allowClear={clear}
        placeholder={t('canvas.noMeaning')}
        value={event.role}
        options={roleOptions(eventRoleTitles, text, rolesOfSubject[subjectOf(pathway)].events)}
        onChange={(role) => {
          const { role: _before, ...others } = event
          run(changeEvent(pathway.id, role === undefined ? others : { ...others, role }, 'role'))
        }}
      />
      <Select<string[]>
        mode="multiple"
        className="value-input"
        aria-label={t('canvas.actors')}
        placeholder={t('canvas.actors')}
        value={event.actors}
        options={pathway.parties.map(({ id, title }) => ({ value: id, label: text(title) }))}
        onChange={(actors) => {
          if (actors.length > 0) change({ actors }, 'actors')
        }}
      />
      <Select<string[]>
        mode="multiple"
        className="value-input"
        aria-label={t('canvas.asks')}
        placeholder={t('canvas.asks')}
        showSearch={{ optionFilterProp: 'label' }}
        value={event.asks ?? []}
        options={ruleset.facts.map(({ id, title }) => ({ value: id, label: text(title) }))}
        onChange={(asks) => change({ asks }, 'asks')}
      />
      <Checkbox
        checked={event.needsReason ?? false}
        onChange={({ target }) => change({ needsReason: target.checked }, 'reason')}
      >
        {t('canvas.needsReason')}
      </Checkbox>
    </div>
  )
}
