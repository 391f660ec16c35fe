import { useTranslation } from 'react-i18next'
import { ChoiceField } from '../assessment/choice-field.tsx'
import { ConditionBuilder } from '../conditions/condition-builder.tsx'
import { withMembers } from '../tables/edit-line.ts'
import { OfficeSelect } from './office-select.tsx'
import type { DebtorDraft } from './scheduled-draft.ts'

/** Who owes it: units chosen by what the directory says of them, or a body of the community by its name. */
export function DebtorField(props: {
  readonly value: DebtorDraft | undefined
  readonly onChange: (owedBy: DebtorDraft) => void
}) {
  const { t } = useTranslation()
  const { value, onChange } = props
  return (
    <div className="duty-choice">
      <ChoiceField
        label={t('scheduledEditor.debtorWay')}
        value={value?.of}
        options={['units', 'community'] as const}
        labels="scheduledEditor.debtorWays"
        onChoose={(of) => onChange(of === 'units' ? { of } : { of, office: undefined })}
      />
      {value?.of === 'units' && (
        <div className="labelled">
          <span>{t('scheduledEditor.which')}</span>
          <ConditionBuilder
            label={t('scheduledEditor.which')}
            value={value.where}
            required={false}
            onCommit={(where) => onChange(withMembers(value, { where }))}
          />
        </div>
      )}
      {value?.of === 'community' && (
        <OfficeSelect
          label={t('scheduledEditor.office')}
          value={value.office}
          onChange={(office) => onChange({ of: 'community', office })}
        />
      )}
    </div>
  )
}
