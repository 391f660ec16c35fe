import { useTranslation } from 'react-i18next'
import { useRuleset } from '../../document/editing/use-document.ts'
import { DelayField } from '../../kit/fields/delay-field.tsx'
import { OptionalTextPair } from '../../kit/fields/text-pair.tsx'
import { AddPart } from '../assessment/add-part.tsx'
import { RemovePart } from '../assessment/remove-part.tsx'
import { OfficeSelect } from './office-select.tsx'
import type { ToldDraft } from './scheduled-draft.ts'

/** Who is told when it is late: the words, whom, and how long after. */
export function ToldField(props: {
  readonly value: readonly ToldDraft[]
  readonly onChange: (late: readonly ToldDraft[]) => void
}) {
  const { t } = useTranslation()
  const { parameters } = useRuleset()
  const { value, onChange } = props
  const replace = (next: ToldDraft): void =>
    onChange(value.map((other) => (other.id === next.id ? next : other)))
  return (
    <>
      <ol className="grades">
        {value.map((reminder, index) => {
          const label = t('dutyEditor.reminder', { number: index + 1 })
          return (
            <li key={reminder.id} className="part-box">
              <div className="duty-reminder">
                <div className="labelled">
                  <span>{t('dutyEditor.reminderWords')}</span>
                  <OptionalTextPair
                    label={t('dutyEditor.reminderWordsOf', { label })}
                    value={reminder.title}
                    onCommit={(title) => replace({ ...reminder, title })}
                  />
                </div>
                <div className="labelled">
                  <span>{t('dutyEditor.reminderTo')}</span>
                  <OfficeSelect
                    label={t('dutyEditor.reminderToOf', { label })}
                    value={reminder.to}
                    placeholder={t('scheduledEditor.debtorItself')}
                    onChange={(to) => replace({ ...reminder, to })}
                  />
                  <span>{t('dutyEditor.reminderAfter')}</span>
                  <DelayField
                    label={t('dutyEditor.reminderAfterOf', { label })}
                    value={reminder.after}
                    parameters={parameters}
                    placeholder={t('dutyEditor.atOnce')}
                    onClear={() => replace({ ...reminder, after: undefined })}
                    onCommit={(after) => replace({ ...reminder, after })}
                  />
                </div>
                <RemovePart
                  title={reminder.title ?? { zh: label, en: label }}
                  onRemove={() => onChange(value.filter(({ id }) => id !== reminder.id))}
                />
              </div>
            </li>
          )
        })}
      </ol>
      <AddPart
        label={t('dutyEditor.oneReminder')}
        prefix="reminder"
        parts={value}
        onAdd={(id) => onChange([...value, { id, title: undefined }])}
      />
    </>
  )
}
