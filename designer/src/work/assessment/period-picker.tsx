import { type Period, periodOf, periodOfDay } from '@jieli/engine'
import { DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'

const pickers = { month: 'month', quarter: 'quarter', half: 'year', year: 'year' } as const

/** Chooses a month, quarter, half or whole year. */
export function PeriodPicker(props: {
  readonly value: Period
  readonly onChange: (period: Period) => void
}) {
  const { t } = useTranslation()
  const { value, onChange } = props
  const change = (type: Period['type'], day: string): void => onChange(periodOfDay(type, day))
  return (
    <span className="period-picker">
      <Select<Period['type']>
        aria-label={t('assessment.periodType')}
        value={value.type}
        options={(['month', 'quarter', 'half', 'year'] as const).map((type) => ({
          value: type,
          label: t(`assessment.periodTypes.${type}`),
        }))}
        onChange={(type) => change(type, value.end)}
      />
      <DatePicker
        aria-label={t('assessment.period')}
        picker={pickers[value.type]}
        allowClear={false}
        value={dayjs(value.start)}
        onChange={(day) => {
          if (day !== null) change(value.type, sameHalf(value, day.format('YYYY-MM-DD')))
        }}
      />
      {value.type === 'half' && (
        <Select
          aria-label={t('assessment.half')}
          value={value.text.slice(-2)}
          options={['H1', 'H2'].map((half) => ({
            value: half,
            label: t(`assessment.halves.${half}`),
          }))}
          onChange={(half) => onChange(periodOf(`${value.text.slice(0, 4)}-${half}`) ?? value)}
        />
      )}
    </span>
  )
}

/** A year is picked for a half: which half stays as it was. */
function sameHalf(value: Period, day: string): string {
  return value.type === 'half' ? `${day.slice(0, 4)}${value.start.slice(4)}` : day
}
