import type { Delay, DutyLimit, Parameter } from '@jieli/engine'
import { DatePicker, InputNumber, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useText } from '../i18n/use-language.ts'
import { DurationInput } from './duration-input.tsx'
import { useClear } from './use-clear.tsx'
import { useDisabled } from './use-disabled.ts'

const kinds = ['duration', 'workingTime', 'workingDays', 'date', 'parameter'] as const
type Kind = (typeof kinds)[number]

const officeUnits = ['hour', 'minute'] as const

/**
 * A span of time: clock time, office hours, working days, or the value of a parameter; where a last day will do as well,
 * that day. How it is counted is chosen first; nothing is committed before its length is given, for none goes without
 * saying.
 */
export function DelayField(props: {
  readonly label: string
  readonly value: DutyLimit | undefined
  readonly parameters: readonly Parameter[]
  readonly onCommit: (delay: Delay) => void
  /** Set where it may be a last day, `YYYY-MM-DD`, instead. */
  readonly onCommitDay?: (date: string) => void
  /** Set where there may be none; with what is then shown. */
  readonly onClear?: () => void
  readonly placeholder?: string
}) {
  const { t } = useTranslation()
  const text = useText()
  const clear = useClear()
  const disabled = useDisabled()
  // A way of counting whose length is still to be given.
  const [begun, setBegun] = useState<Kind>()
  const { value, label } = props
  const spans = props.parameters.filter(
    ({ id, type, unit }) =>
      type === 'duration' ||
      (type === 'date' && props.onCommitDay !== undefined) ||
      (type === 'integer' && unit === 'workingDay') ||
      (value !== undefined && 'parameter' in value && value.parameter === id),
  )
  const offered = kinds.filter((each) => each !== 'date' || props.onCommitDay !== undefined)
  const kind = begun ?? (value && kinds.find((each) => each in value))
  const commit = (delay: Delay): void => {
    setBegun(undefined)
    props.onCommit(delay)
  }
  return (
    <div className="delay">
      <Select<Kind | undefined>
        aria-label={t('fields.delayKind', { label })}
        placeholder={props.placeholder ?? t('fields.notFilled')}
        allowClear={props.onClear === undefined ? false : clear}
        disabled={disabled()}
        value={kind}
        options={offered.map((each) => ({
          value: each,
          label: t(`fields.delayKinds.${each}`),
          disabled: each === 'parameter' && spans.length === 0,
        }))}
        onChange={(next) => {
          if (next === undefined) {
            setBegun(undefined)
            props.onClear?.()
          } else setBegun(value !== undefined && next in value ? undefined : next)
        }}
      />
      {kind === 'workingDays' && (
        <InputNumber
          aria-label={label}
          min={1}
          max={3650}
          precision={0}
          changeOnWheel={false}
          placeholder={t('fields.notFilled')}
          disabled={disabled()}
          value={value !== undefined && 'workingDays' in value ? value.workingDays : null}
          onChange={(days) => {
            if (days !== null) commit({ workingDays: days })
          }}
        />
      )}
      {kind === 'duration' && (
        <DurationInput
          label={label}
          value={value !== undefined && 'duration' in value ? value.duration : ''}
          onCommit={(duration) => {
            if (duration !== '') commit({ duration })
          }}
        />
      )}
      {kind === 'workingTime' && (
        <DurationInput
          label={label}
          units={officeUnits}
          value={value !== undefined && 'workingTime' in value ? value.workingTime : ''}
          onCommit={(workingTime) => {
            if (workingTime !== '') commit({ workingTime })
          }}
        />
      )}
      {kind === 'date' && (
        <DatePicker
          aria-label={label}
          allowClear={false}
          disabled={disabled()}
          value={value !== undefined && 'date' in value ? dayjs(value.date) : null}
          onChange={(day: dayjs.Dayjs | null) => {
            if (day === null) return
            setBegun(undefined)
            props.onCommitDay?.(day.format('YYYY-MM-DD'))
          }}
        />
      )}
      {kind === 'parameter' && (
        <Select<string | undefined>
          aria-label={label}
          placeholder={t('fields.notFilled')}
          showSearch={{ optionFilterProp: 'label' }}
          disabled={disabled()}
          value={value !== undefined && 'parameter' in value ? value.parameter : undefined}
          options={spans.map(({ id, title }) => ({ value: id, label: text(title) }))}
          onChange={(parameter) => {
            if (parameter !== undefined) commit({ parameter })
          }}
        />
      )}
    </div>
  )
}
