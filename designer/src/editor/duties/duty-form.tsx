import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useRuleset } from '../../document/editing/use-document.ts'
import { CitesField } from '../../kit/fields/cites-field.tsx'
import { DelayField } from '../../kit/fields/delay-field.tsx'
import { Field } from '../../kit/fields/field.tsx'
import { OptionalTextPair } from '../../kit/fields/text-pair.tsx'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { ConditionBuilder } from '../conditions/condition-builder.tsx'
import { BeginsField } from './begins-field.tsx'
import { type DutyDraft, missingParts, onPathway } from './duty-draft.ts'
import { PartField } from './part-field.tsx'
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
  return (
    <div className="duty-form">
      <PartField part="title" missing={missing} hint={t('duties.titleHint')}>
        <OptionalTextPair
          label={t('duties.parts.title')}
          value={draft.title}
          onCommit={(title) => set({ title })}
        />
      </PartField>
      <PartField part="pathway" missing={missing}>
        <Select<string | undefined>
          className="value-input"
          aria-label={t('duties.parts.pathway')}
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
        <p className="quiet">{t('duties.pathwayFirst')}</p>
      ) : (
        <>
          <div className="assessment-columns">
            <PartField part="owedBy" missing={missing}>
              <PartySelect
                label={t('duties.parts.owedBy')}
                pathway={pathway}
                value={draft.owedBy}
                onChange={(owedBy) => set({ owedBy })}
              />
            </PartField>
            <Field title={t('duties.owedTo')}>
              <PartySelect
                label={t('duties.owedTo')}
                pathway={pathway}
                value={draft.owedTo}
                placeholder={t('duties.owedToNobody')}
                onChange={(owedTo) => set({ owedTo })}
                onClear={() => set({ owedTo: undefined })}
              />
            </Field>
          </div>
          <PartField part="begins" missing={missing}>
            <BeginsField
              pathway={pathway}
              value={draft.begins}
              onChange={(begins) => set({ begins })}
            />
          </PartField>
          <Field title={t('duties.where')} hint={t('duties.whereHint')}>
            <ConditionBuilder
              label={t('duties.where')}
              value={draft.where}
              required={false}
              onCommit={(where) => set({ where })}
            />
          </Field>
          <Field title={t('duties.within')} hint={t('duties.withinHint')}>
            <DelayField
              label={t('duties.within')}
              value={draft.within}
              parameters={ruleset.parameters}
              placeholder={t('duties.noTime')}
              onClear={() => set({ within: undefined })}
              onCommit={(within) => set({ within })}
            />
          </Field>
          <PartField part="keptBy" missing={missing}>
            <SettlesField
              label={t('duties.parts.keptBy')}
              pathway={pathway}
              value={draft.keptBy}
              onChange={(keptBy) => set({ keptBy })}
            />
          </PartField>
          <PartField part="endedBy" missing={missing} hint={t('duties.endedByHint')}>
            <SettlesField
              label={t('duties.parts.endedBy')}
              pathway={pathway}
              value={draft.endedBy}
              onChange={(endedBy) => set({ endedBy })}
              onClear={() => set({ endedBy: undefined })}
            />
          </PartField>
          <PartField part="late" missing={missing} hint={t('duties.lateHint')}>
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
