import { CloseOutlined } from '@ant-design/icons'
import { Button, DatePicker } from 'antd'
import { useTranslation } from 'react-i18next'
import { Field } from '../../kit/fields/field.tsx'
import { useLanguage } from '../../kit/i18n/use-language.ts'
import { type DaySpan, daySpans, daysOf } from './day-spans.ts'

/** Days of a calendar as spans in words, to add to and to take from. */
export function DayList(props: {
  readonly title: string
  readonly hint: string
  readonly days: readonly string[]
  readonly onChange: (days: string[]) => void
}) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { title, days, onChange } = props
  const format = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    dateStyle: 'full',
    timeZone: 'UTC',
  })
  const dayWords = (day: string): string => format.format(new Date(`${day}T00:00:00Z`))
  const words = (span: DaySpan): string =>
    span.from === span.to
      ? dayWords(span.from)
      : t('calendar.span', {
          from: dayWords(span.from),
          to: dayWords(span.to),
          days: daysOf(span).length,
        })
  return (
    <Field title={title} hint={props.hint}>
      <ul className="calendar-days" aria-label={title}>
        {daySpans(days).map((span) => (
          <li key={span.from}>
            <span>{words(span)}</span>
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined aria-hidden />}
              aria-label={t('calendar.remove', { days: words(span) })}
              onClick={() => onChange(days.filter((day) => day < span.from || day > span.to))}
            />
          </li>
        ))}
      </ul>
      {days.length === 0 && <p className="quiet">{t('calendar.noDays')}</p>}
      <DatePicker.RangePicker
        id={{ start: `${title}-from`, end: `${title}-to` }}
        aria-label={t('calendar.add', { title })}
        placeholder={[t('calendar.from'), t('calendar.to')]}
        value={null}
        onChange={(range) => {
          const [from, to] = range?.map((day) => day?.format('YYYY-MM-DD')) ?? []
          if (from === undefined || to === undefined) return
          onChange([...new Set([...days, ...daysOf({ from, to })])].toSorted())
        }}
      />
    </Field>
  )
}
