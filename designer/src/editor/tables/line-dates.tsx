import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'

/** The first and the last day a row or rule holds; either may be left open. */
export function LineDates(props: {
  readonly from: string | undefined
  readonly to: string | undefined
  readonly onCommit: (dates: { from: string | undefined; to: string | undefined }) => void
}) {
  const { t } = useTranslation()
  const { from, to, onCommit } = props
  const day = (value: string | undefined) => (value === undefined ? null : dayjs(value))
  return (
    <div className="line-dates">
      <label>
        <span>{t('tables.from')}</span>
        <DatePicker
          aria-label={t('tables.from')}
          placeholder={t('tables.fromOpen')}
          value={day(from)}
          onChange={(next) => onCommit({ from: next?.format('YYYY-MM-DD'), to })}
        />
      </label>
      <label>
        <span>{t('tables.to')}</span>
        <DatePicker
          aria-label={t('tables.to')}
          placeholder={t('tables.toOpen')}
          value={day(to)}
          onChange={(next) => onCommit({ from, to: next?.format('YYYY-MM-DD') })}
        />
      </label>
    </div>
  )
}
