import type { Pathway } from '@jieli/engine'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useRuleset } from '../../document/editing/use-document.ts'
import { DelayField } from '../../kit/fields/delay-field.tsx'
import { useClear } from '../../kit/fields/use-clear.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { OptionalTextPair } from '../../kit/fields/text-pair.tsx'
import { AddPart } from '../assessment/add-part.tsx'
import { RemovePart } from '../assessment/remove-part.tsx'
import type { ReminderDraft } from './duty-draft.ts'
import { PartySelect } from './party-select.tsx'

/** Who is told when a duty is late: the words, the party, and how long after. */
export function RemindersField(props: {
  readonly pathway: Pathway
  readonly value: readonly ReminderDraft[]
  readonly onChange: (late: readonly ReminderDraft[]) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const clear = useClear()
  const { parameters, offices } = useRuleset()
  const rooms = offices
    .filter(({ of }) => of === 'unit')
    .map(({ id, title }) => ({ value: id, label: text(title) }))
  const { value, onChange } = props
  const replace = (next: ReminderDraft): void =>
    onChange(value.map((other) => (other.id === next.id ? next : other)))
  return (
    <>
      <ol className="grades">
        {value.map((reminder, index) => {
          const number = index + 1
          const label = t('dutyEditor.reminder', { number })
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
                  <PartySelect
                    label={t('dutyEditor.reminderToOf', { label })}
                    pathway={props.pathway}
                    value={reminder.to}
                    onChange={(to) => replace({ ...reminder, to })}
                  />
                  {rooms.length > 0 && (
                    <>
                      <span>{t('dutyEditor.reminderOffice')}</span>
                      <Select<string | undefined>
                        aria-label={t('dutyEditor.reminderOfficeOf', { label })}
                        allowClear={clear}
                        placeholder={t('dutyEditor.wholeUnit')}
                        {...(reminder.office === undefined ? {} : { value: reminder.office })}
                        options={rooms}
                        onChange={(office) => {
                          const { office: _before, ...others } = reminder
                          replace(office === undefined ? others : { ...others, office })
                        }}
                      />
                    </>
                  )}
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
        onAdd={(id) => onChange([...value, { id, title: undefined, to: undefined }])}
      />
    </>
  )
}
