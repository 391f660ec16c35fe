import { type Delay, type DutyLimit, formatDelay, type Parameter, readDelay } from '@jieli/engine'
import { DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage, useText } from '../i18n/use-language.ts'
import { CommitInput } from './commit-input.tsx'
import { useClear } from './use-clear.tsx'
import { useDisabled } from './use-disabled.ts'

const kinds = ['span', 'date', 'parameter'] as const
type Kind = (typeof kinds)[number]

/**
 * A span of time in words (1 day 12 hours, 4 office hours, 3 working days), or the value of a parameter; where a last day will do as
 * well, that day. How it is given is chosen first; nothing is committed before its length is given, for none goes without
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
  const language = useLanguage()
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
  const written = value === undefined || 'parameter' in value || 'date' in value ? undefined : value
  const kind = begun ?? (value && kindOf(value))
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
          } else setBegun(value !== undefined && next === kindOf(value) ? undefined : next)
        }}
      />
      {kind === 'span' && (
        <CommitInput
          label={label}
          placeholder={t('fields.delayExample')}
          value={written === undefined ? '' : formatDelay(written, language)}
          check={(words) =>
            words === '' || readDelay(words) !== undefined ? undefined : t('fields.delayForm')
          }
          onCommit={(words) => {
            const delay = readDelay(words)
            if (delay !== undefined) commit(delay)
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

function kindOf(value: DutyLimit): Kind {
  if ('parameter' in value) return 'parameter'
  return 'date' in value ? 'date' : 'span'
}
