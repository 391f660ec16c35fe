import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import type { Calendar } from '@jieli/engine'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CommitInput } from '../../kit/fields/commit-input.tsx'
import { halfWidth } from '../../kit/fields/exact-number.ts'
import { Field } from '../../kit/fields/field.tsx'

type Hours = NonNullable<Calendar['officeHours']>

/** Reads `8:00`, `08：00` or `1730` as a time of day; `undefined` when it is none. Pure. */
function timeOfText(text: string): string | undefined {
  const match = /^(\d{1,2})[:：]?(\d{2})$/.exec(halfWidth(text))
  if (match === null) return undefined
  const time = `${(match[1] ?? '').padStart(2, '0')}:${match[2] ?? ''}`
  return /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/.test(time) ? time : undefined
}

/** The hours of a working day, such as 08:00 to 12:00 and 14:00 to 17:30. */
export function OfficeHoursField(props: {
  /** The unit whose hours they are; those of the community without one. */
  readonly of?: string
  readonly value: Hours
  readonly onChange: (hours: Hours) => void
}) {
  const { t } = useTranslation()
  const { value, onChange, of } = props
  const named = (label: string): string =>
    of === undefined ? label : t('calendar.ofUnit', { unit: of, label })
  // Hours that begin or end at a time still to be given.
  const [fresh, setFresh] = useState<Partial<Hours[number]>>()
  const check = (text: string): string | undefined =>
    text === '' || timeOfText(text) !== undefined ? undefined : t('calendar.timeForm')
  const complete = (next: Partial<Hours[number]>): void => {
    const { from, to } = next
    if (from === undefined || to === undefined) setFresh(next)
    else {
      setFresh(undefined)
      onChange([...value, { from, to }])
    }
  }
  const row = (
    index: number,
    hours: Partial<Hours[number]>,
    on: { readonly set: (next: Partial<Hours[number]>) => void; readonly remove: () => void },
  ) => (
    <li key={index} className="office-hours">
      {(['from', 'to'] as const).map((end) => (
        <CommitInput
          key={end}
          label={named(t(`calendar.hours.${end}`, { number: index + 1 }))}
          placeholder={t(`calendar.hoursPlaceholder.${end}`)}
          value={hours[end] ?? ''}
          check={check}
          onCommit={(text) => {
            const time = timeOfText(text)
            if (time !== undefined) on.set({ ...hours, [end]: time })
          }}
        />
      ))}
      <Button
        type="text"
        icon={<CloseOutlined aria-hidden />}
        aria-label={named(t('calendar.removeHours', { number: index + 1 }))}
        onClick={on.remove}
      />
    </li>
  )
  return (
    <Field
      title={named(t('calendar.officeHours'))}
      {...(of === undefined && { hint: t('calendar.officeHoursHint') })}
    >
      <ol className="calendar-hours">
        {value.map((hours, index) =>
          row(index, hours, {
            set: ({ from = hours.from, to = hours.to }) =>
              onChange(value.map((other, at) => (at === index ? { from, to } : other))),
            remove: () => onChange(value.filter((_, at) => at !== index)),
          }),
        )}
        {fresh !== undefined &&
          row(value.length, fresh, { set: complete, remove: () => setFresh(undefined) })}
      </ol>
      <Button
        size="small"
        type="dashed"
        icon={<PlusOutlined aria-hidden />}
        disabled={fresh !== undefined || value.length >= 10}
        onClick={() => setFresh({})}
      >
        {t('calendar.addHours')}
      </Button>
    </Field>
  )
}
