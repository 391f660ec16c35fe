import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useRuleset } from '../../document/editing/use-document.ts'
import { CitesField } from '../../kit/fields/cites-field.tsx'
import { Field } from '../../kit/fields/field.tsx'
import { OptionalTextPair } from '../../kit/fields/text-pair.tsx'
import { useClear } from '../../kit/fields/use-clear.tsx'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { ConditionBuilder } from '../conditions/condition-builder.tsx'
import { PartField } from '../drafted/part-field.tsx'
import { DebtorField } from './debtor-field.tsx'
import { RecordField } from './record-field.tsx'
import { ScheduleField } from './schedule-field.tsx'
import { missingParts, type ScheduledDraft } from './scheduled-draft.ts'
import { ToldField } from './told-field.tsx'

const words = 'scheduledEditor'

/** A scheduled duty in the order a clerk thinks of it: what, who, how often and by when, of whom, what is recorded. */
export function ScheduledDutyForm(props: {
  readonly draft: ScheduledDraft
  readonly onChange: (draft: ScheduledDraft, field: string) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const clear = useClear()
  const disabled = useDisabled()
  const ruleset = useRuleset()
  const { draft, onChange } = props
  const missing = missingParts(draft)
  const set = (change: Partial<ScheduledDraft>): void =>
    onChange({ ...draft, ...change }, Object.keys(change).join())
  return (
    <div className="duty-form">
      <PartField words={words} part="title" missing={missing} hint={t('scheduledEditor.titleHint')}>
        <OptionalTextPair
          label={t('scheduledEditor.parts.title')}
          value={draft.title}
          onCommit={(title) => set({ title })}
        />
      </PartField>
      <PartField words={words} part="owedBy" missing={missing}>
        <DebtorField value={draft.owedBy} onChange={(owedBy) => set({ owedBy })} />
      </PartField>
      <PartField words={words} part="schedule" missing={missing}>
        <ScheduleField value={draft.schedule} onChange={(schedule) => set({ schedule })} />
      </PartField>
      <Field title={t('scheduledEditor.onlyWhere')} hint={t('scheduledEditor.onlyWhereHint')}>
        <div className="duty-choice">
          <div className="labelled">
            <span>{t('scheduledEditor.misses')}</span>
            <Select<string | undefined>
              className="value-input"
              aria-label={t('scheduledEditor.misses')}
              placeholder={t('scheduledEditor.always')}
              allowClear={clear}
              showSearch={{ optionFilterProp: 'label' }}
              disabled={disabled()}
              value={draft.misses}
              options={ruleset.indicators.map(({ id, title }) => ({
                value: id,
                label: text(title),
              }))}
              onChange={(misses) => set({ misses })}
            />
          </div>
          <div className="labelled">
            <span>{t('scheduledEditor.where')}</span>
            <ConditionBuilder
              label={t('scheduledEditor.where')}
              value={draft.where}
              required={false}
              onCommit={(where) => set({ where })}
            />
          </div>
        </div>
      </Field>
      <Field title={t('scheduledEditor.keptBy')} hint={t('scheduledEditor.keptByHint')}>
        <RecordField value={draft.keptBy} onChange={(keptBy) => set({ keptBy })} />
      </Field>
      <PartField words={words} part="late" missing={missing} hint={t('dutyEditor.lateHint')}>
        <ToldField value={draft.late} onChange={(late) => set({ late })} />
      </PartField>
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
