import type { Delay, Parameter } from '@jieli/engine'
import { InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useText } from '../i18n/use-language.ts'
import { DurationInput } from './duration-input.tsx'

const kinds = ['duration', 'workingTime', 'workingDays', 'parameter'] as const
type Kind = (typeof kinds)[number]

/** A span of time: clock time, office hours, working days, or the value of a parameter. */
export function DelayField(props: {
  readonly label: string
  readonly value: Delay
  readonly parameters: readonly Parameter[]
  readonly onCommit: (delay: Delay) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const spans = props.parameters.filter(({ type }) => type === 'duration' || type === 'integer')
  const { value: delay } = props
  const kind = kinds.find((each) => each in delay) ?? 'duration'
  const begin = (next: Kind): void => {
    if (next === 'workingDays') props.onCommit({ workingDays: 1 })
    else if (next === 'duration') props.onCommit({ duration: 'PT24H' })
    else if (next === 'workingTime') props.onCommit({ workingTime: 'PT4H' })
    else if (spans[0] !== undefined) props.onCommit({ parameter: spans[0].id })
  }
  return (
    <div className="delay">
      <Select<Kind>
        aria-label={t('fields.delayKind', { label: props.label })}
        value={kind}
        options={kinds.map((value) => ({
          value,
          label: t(`fields.delayKinds.${value}`),
          disabled: value === 'parameter' && spans.length === 0,
        }))}
        onChange={begin}
      />
      {'workingDays' in props.value && (
        <InputNumber
          aria-label={props.label}
          min={1}
          max={3650}
          precision={0}
          changeOnWheel={false}
          value={props.value.workingDays}
          onChange={(days) => {
            if (days !== null) props.onCommit({ workingDays: days })
          }}
        />
      )}
      {'duration' in props.value && (
        <DurationInput
          label={props.label}
          value={props.value.duration}
          onCommit={(duration) => {
            if (duration !== '') props.onCommit({ duration })
          }}
        />
      )}
      {'workingTime' in props.value && (
        <DurationInput
          label={props.label}
          value={props.value.workingTime}
          onCommit={(workingTime) => {
            if (workingTime !== '') props.onCommit({ workingTime })
          }}
        />
      )}
      {'parameter' in props.value && (
        <Select
          aria-label={props.label}
          value={props.value.parameter}
          options={spans.map(({ id, title }) => ({ value: id, label: text(title) }))}
          onChange={(parameter) => props.onCommit({ parameter })}
        />
      )}
    </div>
  )
}
