import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import type { Calendar } from '@jieli/engine'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CommitInput } from '../../kit/fields/commit-input.tsx'
import { wholeOfText } from '../../kit/fields/exact-number.ts'
import { Field } from '../../kit/fields/field.tsx'

type Notices = NonNullable<Calendar['notices']>

/** Reads a year that a notice may arrange; `undefined` for any other. Pure. */
function yearOfText(text: string): number | undefined {
  const year = wholeOfText(text.replace(/\u5e74$/, ''))
  return year !== undefined && year >= 1950 && year <= 2200 ? year : undefined
}

/** The notices the days are taken from: a year and a number each. Without one, nothing in that year can be counted. */
export function NoticesField(props: {
  readonly value: Notices
  readonly onChange: (notices: Notices) => void
}) {
  const { t } = useTranslation()
  const { value, onChange } = props
  // A notice of which something is still to be given.
  const [fresh, setFresh] = useState<Partial<Notices[number]>>()
  const row = (
    index: number,
    notice: Partial<Notices[number]>,
    on: { readonly set: (next: Partial<Notices[number]>) => void; readonly remove: () => void },
  ) => (
    <li key={index} className="office-hours">
      <CommitInput
        label={t('calendar.noticeYear', { place: index + 1 })}
        placeholder={t('calendar.year')}
        value={notice.year === undefined ? '' : String(notice.year)}
        check={(text) =>
          text === '' || yearOfText(text) !== undefined ? undefined : t('calendar.yearForm')
        }
        onCommit={(text) => {
          const year = yearOfText(text)
          if (year !== undefined) on.set({ ...notice, year })
        }}
      />
      <CommitInput
        label={t('calendar.noticeNumber', { place: index + 1 })}
        placeholder={t('calendar.number')}
        value={notice.number ?? ''}
        onCommit={(text) => {
          const number = text.trim().slice(0, 100)
          if (number !== '') on.set({ ...notice, number })
        }}
      />
      <Button
        type="text"
        icon={<CloseOutlined aria-hidden />}
        aria-label={t('calendar.removeNotice', { place: index + 1 })}
        onClick={on.remove}
      />
    </li>
  )
  return (
    <Field title={t('calendar.notices')} hint={t('calendar.noticesHint')}>
      <ol className="calendar-hours">
        {value.map((notice, index) =>
          row(index, notice, {
            set: (next) =>
              onChange(value.map((other, at) => (at === index ? { ...other, ...next } : other))),
            remove: () => onChange(value.filter((_, at) => at !== index)),
          }),
        )}
        {fresh !== undefined &&
          row(value.length, fresh, {
            set: ({ year, number }) => {
              if (year === undefined || number === undefined)
                setFresh({ ...(year && { year }), ...(number && { number }) })
              else {
                setFresh(undefined)
                onChange([...value, { year, number }])
              }
            },
            remove: () => setFresh(undefined),
          })}
      </ol>
      <Button
        size="small"
        type="dashed"
        icon={<PlusOutlined aria-hidden />}
        disabled={fresh !== undefined}
        onClick={() => setFresh({})}
      >
        {t('calendar.addNotice')}
      </Button>
    </Field>
  )
}
