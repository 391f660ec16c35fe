import { scheduleTypes } from '@jieli/engine/scheduled-duties'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useRuleset } from '../../document/editing/use-document.ts'
import { DelayField } from '../../kit/fields/delay-field.tsx'
import { ValueInput } from '../../kit/fields/value-input.tsx'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { ChoiceField } from '../assessment/choice-field.tsx'
import { NumberOrParameter } from './number-or-parameter.tsx'
import type { DueDraft, ScheduleDraft } from './scheduled-draft.ts'

/** For what it is owed, each month or once, and by when. */
export function ScheduleField(props: {
  readonly value: ScheduleDraft | undefined
  readonly onChange: (schedule: ScheduleDraft) => void
}) {
  const { t } = useTranslation()
  const { value, onChange } = props
  return (
    <div className="duty-choice">
      <ChoiceField
        label={t('scheduledEditor.every')}
        value={value?.every}
        options={scheduleTypes}
        labels="scheduledEditor.everyTypes"
        onChoose={(every) =>
          onChange(
            every === 'once'
              ? { every, by: undefined }
              : { every, due: value !== undefined && 'due' in value ? value.due : periodEnd },
          )
        }
      />
      {value?.every === 'once' && (
        <OnceField value={value.by} onChange={(by) => onChange({ every: 'once', by })} />
      )}
      {value !== undefined && 'due' in value && (
        <DueField
          every={value.every}
          value={value.due}
          onChange={(due) => onChange({ ...value, due })}
        />
      )}
    </div>
  )
}

const periodEnd: DueDraft = { on: 'periodEnd' }
const dueWays = ['periodEnd', 'day', 'within'] as const

function DueField(props: {
  readonly every: string
  readonly value: DueDraft
  readonly onChange: (due: DueDraft) => void
}) {
  const { t } = useTranslation()
  const disabled = useDisabled()
  const { parameters } = useRuleset()
  const { every, value, onChange } = props
  const months = monthCounts[every] ?? 1
  const begun: Readonly<Record<DueDraft['on'], DueDraft>> = {
    periodEnd,
    day: { on: 'day', day: undefined, of: 'nextPeriod' },
    within: { on: 'within', within: undefined },
  }
  return (
    <>
      <ChoiceField
        label={t('scheduledEditor.due')}
        value={value.on}
        options={dueWays}
        labels="scheduledEditor.dueWays"
        onChoose={(way) => onChange(begun[way])}
      />
      {value.on === 'within' && (
        <DelayField
          label={t('scheduledEditor.within')}
          value={value.within}
          parameters={parameters}
          onCommit={(within) => onChange({ on: 'within', within })}
        />
      )}
      {value.on === 'day' && (
        <div className="scheduled-day">
          <ChoiceField
            label={t('scheduledEditor.dayOf')}
            value={value.of}
            options={['period', 'nextPeriod'] as const}
            labels={`scheduledEditor.dayOfs.${every}`}
            onChoose={(of) => onChange({ ...value, of })}
          />
          {months > 1 && (
            <Select<number>
              aria-label={t('scheduledEditor.month')}
              disabled={disabled()}
              value={value.month ?? 1}
              options={Array.from({ length: months }, (_, at) => ({
                value: at + 1,
                label: t('scheduledEditor.monthNumber', { number: at + 1 }),
              }))}
              onChange={(month) => onChange({ ...value, month })}
            />
          )}
          <NumberOrParameter
            label={t('scheduledEditor.day')}
            max={31}
            value={value.day}
            onChange={(day) => onChange({ ...value, day })}
          />
          <span>{t('scheduledEditor.dayIncluded')}</span>
        </div>
      )}
    </>
  )
}

const monthCounts: Readonly<Record<string, number>> = { month: 1, quarter: 3, half: 6, year: 12 }

function OnceField(props: {
  readonly value: Extract<ScheduleDraft, { every: 'once' }>['by']
  readonly onChange: (by: Extract<ScheduleDraft, { every: 'once' }>['by']) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const disabled = useDisabled()
  const { parameters } = useRuleset()
  const dates = parameters.filter(({ type }) => type === 'date')
  const { value, onChange } = props
  const way = value !== undefined && 'parameter' in value ? 'parameter' : 'date'
  return (
    <div className="scheduled-day">
      <ChoiceField
        label={t('scheduledEditor.onceWay')}
        value={way}
        options={dates.length === 0 ? (['date'] as const) : (['date', 'parameter'] as const)}
        labels="scheduledEditor.onceWays"
        onChoose={(next) => {
          const [first] = dates
          onChange(
            next === 'parameter' && first !== undefined ? { parameter: first.id } : undefined,
          )
        }}
      />
      {way === 'date' ? (
        <ValueInput
          definition={{ type: 'date' }}
          label={t('scheduledEditor.onceDate')}
          value={value !== undefined && 'date' in value ? value.date : null}
          onCommit={(date) => onChange(typeof date === 'string' ? { date } : undefined)}
        />
      ) : (
        <Select<string | undefined>
          aria-label={t('scheduledEditor.onceDate')}
          showSearch={{ optionFilterProp: 'label' }}
          disabled={disabled()}
          value={value !== undefined && 'parameter' in value ? value.parameter : undefined}
          options={dates.map(({ id, title }) => ({ value: id, label: text(title) }))}
          onChange={(parameter) => {
            if (parameter !== undefined) onChange({ parameter })
          }}
        />
      )}
    </div>
  )
}
