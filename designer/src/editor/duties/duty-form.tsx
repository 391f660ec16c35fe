import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { addRecordEvent, recordEventId } from '../../document/commands/add-record-event.ts'
import { useRuleset, useRunCommand } from '../../document/editing/use-document.ts'
import { CitesField } from '../../kit/fields/cites-field.tsx'
import { DelayField } from '../../kit/fields/delay-field.tsx'
import { Field } from '../../kit/fields/field.tsx'
import { OptionalTextPair } from '../../kit/fields/text-pair.tsx'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { ConditionBuilder } from '../conditions/condition-builder.tsx'
import { PartField } from '../drafted/part-field.tsx'
import { BeginsField } from './begins-field.tsx'
import { type DutyDraft, missingParts, onPathway } from './duty-draft.ts'
import { PartySelect } from './party-select.tsx'
import { RemindersField } from './reminders-field.tsx'
import { SettlesField } from './settles-field.tsx'

/** A duty in the order a clerk thinks of it: what, who, from when, of which cases, by when, what keeps it, and then. */
export function DutyForm(props: {
  readonly draft: DutyDraft
  /** `field` makes typing into it one step to undo. */
  readonly onChange: (draft: DutyDraft, field: string) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const disabled = useDisabled()
  const ruleset = useRuleset()
  const { draft, onChange } = props
  const missing = missingParts(draft)
  const set = (change: Partial<DutyDraft>): void =>
    onChange({ ...draft, ...change }, Object.keys(change).join())
  const pathway = ruleset.pathways.find(({ id }) => id === draft.pathway)
  const run = useRunCommand()
  const { title, owedBy } = draft
  const recordable = pathway && title && owedBy ? { pathway, title, owedBy } : undefined
  const addRecord = (said: NonNullable<typeof recordable>): void => {
    const event = recordEventId(said.pathway)
    const record = { done: said.title, actor: said.owedBy, cites: draft.cites }
    run(addRecordEvent(said.pathway.id, event, record))
    set({ keptBy: { on: 'event', events: [event] } })
  }
  return (
    <div className="duty-form">
      <PartField words="dutyEditor" part="title" missing={missing} hint={t('dutyEditor.titleHint')}>
        <OptionalTextPair
          label={t('dutyEditor.parts.title')}
          value={draft.title}
          onCommit={(title) => set({ title })}
        />
      </PartField>
      <PartField words="dutyEditor" part="pathway" missing={missing}>
        <Select<string | undefined>
          className="value-input"
          aria-label={t('dutyEditor.parts.pathway')}
          placeholder={t('fields.notFilled')}
          disabled={disabled()}
          value={draft.pathway}
          options={ruleset.pathways.map(({ id, title }) => ({ value: id, label: text(title) }))}
          onChange={(id) => {
            if (id !== undefined) onChange(onPathway(draft, id), 'pathway')
          }}
        />
      </PartField>
      {pathway === undefined ? (
        <p className="quiet">{t('dutyEditor.pathwayFirst')}</p>
      ) : (
        <>
          <div className="assessment-columns">
            <PartField words="dutyEditor" part="owedBy" missing={missing}>
              <PartySelect
                label={t('dutyEditor.parts.owedBy')}
                pathway={pathway}
                value={draft.owedBy}
                onChange={(owedBy) => set({ owedBy })}
              />
            </PartField>
            <Field title={t('dutyEditor.owedTo')}>
              <PartySelect
                label={t('dutyEditor.owedTo')}
                pathway={pathway}
                value={draft.owedTo}
                placeholder={t('dutyEditor.owedToNobody')}
                onChange={(owedTo) => set({ owedTo })}
                onClear={() => set({ owedTo: undefined })}
              />
            </Field>
          </div>
          <PartField words="dutyEditor" part="begins" missing={missing}>
            <BeginsField
              pathway={pathway}
              value={draft.begins}
              onChange={(begins) => set({ begins })}
            />
          </PartField>
          <Field title={t('dutyEditor.where')} hint={t('dutyEditor.whereHint')}>
            <ConditionBuilder
              label={t('dutyEditor.where')}
              value={draft.where}
              required={false}
              onCommit={(where) => set({ where })}
            />
          </Field>
          <Field title={t('dutyEditor.within')} hint={t('dutyEditor.withinHint')}>
            <DelayField
              label={t('dutyEditor.within')}
              value={draft.within}
              parameters={ruleset.parameters}
              placeholder={t('dutyEditor.noTime')}
              onClear={() => set({ within: undefined })}
              onCommit={(within) => set({ within })}
              onCommitDay={(date) => set({ within: { date } })}
            />
          </Field>
          <PartField words="dutyEditor" part="keptBy" missing={missing}>
            <SettlesField
              label={t('dutyEditor.parts.keptBy')}
              pathway={pathway}
              value={draft.keptBy}
              onChange={(keptBy) => set({ keptBy })}
              newRecord={t('dutyEditor.newRecord')}
              onNewRecord={recordable === undefined ? undefined : () => addRecord(recordable)}
            />
          </PartField>
          <PartField
            words="dutyEditor"
            part="endedBy"
            missing={missing}
            hint={t('dutyEditor.endedByHint')}
          >
            <SettlesField
              label={t('dutyEditor.parts.endedBy')}
              pathway={pathway}
              value={draft.endedBy}
              onChange={(endedBy) => set({ endedBy })}
              onClear={() => set({ endedBy: undefined })}
            />
          </PartField>
          <PartField
            words="dutyEditor"
            part="late"
            missing={missing}
            hint={t('dutyEditor.lateHint')}
          >
            <RemindersField
              pathway={pathway}
              value={draft.late}
              onChange={(late) => set({ late })}
            />
          </PartField>
        </>
      )}
      <Field title={t('tables.cites')}>
        <CitesField
          value={draft.cites}
          sources={ruleset.manifest.sources}
          onCommit={(cites) => set({ cites })}
        />
      </Field>
    </div>
  )
}
