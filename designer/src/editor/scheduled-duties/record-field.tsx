import type { ScheduledDuty } from '@jieli/engine/scheduled-duties'
import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { useRuleset } from '../../document/editing/use-document.ts'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { ItemsField } from '../assessment/choice-field.tsx'
import { ConditionBuilder } from '../conditions/condition-builder.tsx'
import { withMembers } from '../tables/edit-line.ts'
import { NumberOrParameter } from './number-or-parameter.tsx'

/** What has to be recorded so that it is done: what is filled in, what has to be true of it, a document, how often. */
export function RecordField(props: {
  readonly value: ScheduledDuty['keptBy']
  readonly onChange: (keptBy: ScheduledDuty['keptBy']) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const disabled = useDisabled()
  const { facts } = useRuleset()
  const { value, onChange } = props
  const { asks = [], where, document = false, times } = value
  const set = (change: Partial<ScheduledDuty['keptBy']>): void =>
    onChange(withMembers(value, change))
  return (
    <div className="duty-choice">
      <div className="labelled">
        <span>{t('scheduledEditor.asks')}</span>
        <ItemsField
          label={t('scheduledEditor.asks')}
          value={asks}
          options={facts.map(({ id, title }) => ({ value: id, label: text(title) }))}
          onCommit={(ids) => set({ asks: ids.length === 0 ? undefined : ids })}
        />
      </div>
      {asks.length > 0 && (
        <div className="labelled">
          <span>{t('scheduledEditor.askedWhere')}</span>
          <ConditionBuilder
            label={t('scheduledEditor.askedWhere')}
            value={where}
            required={false}
            onCommit={(next) => set({ where: next })}
          />
        </div>
      )}
      <Checkbox
        checked={document}
        disabled={disabled()}
        onChange={({ target }) => set({ document: target.checked ? true : undefined })}
      >
        {t('scheduledEditor.document')}
      </Checkbox>
      <div className="labelled">
        <span>{t('scheduledEditor.times')}</span>
        <NumberOrParameter
          label={t('scheduledEditor.times')}
          max={1000}
          placeholder={t('scheduledEditor.oneTime')}
          value={times}
          onChange={(next) => set({ times: next })}
        />
      </div>
    </div>
  )
}
