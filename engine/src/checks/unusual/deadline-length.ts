import { formatParameter } from '../../decisions/format-value.ts'
import { durationSeconds } from '../../model/duration.ts'
import type { Delay, Parameter } from '../../model/parameter.ts'
import type { Ruleset } from '../../model/ruleset.ts'
import { indexRuleset } from '../../model/ruleset-index.ts'
import type { Text } from '../../model/text.ts'
import type { Value } from '../../model/value.ts'
import { unitLabels } from '../../model/unit-labels.ts'

/** A span of time, in seconds and as people write it. A working day counts as a day. */
export interface Length {
  readonly seconds: number
  readonly shown: Text
}

const secondsOfUnit: Readonly<Record<string, number>> = {
  minute: 60,
  hour: 3600,
  day: 86_400,
  d: 86_400,
  workingDay: 86_400,
}

/** Whether a parameter is a span of time. Pure. */
export function deadlineUnit({ type, unit = '' }: Parameter): boolean {
  return type === 'duration' || (type === 'integer' && Object.hasOwn(secondsOfUnit, unit))
}

/** Seconds of one of its values; `undefined` where it is no span of time. Pure. */
export function secondsOfValue({ type, unit = '' }: Parameter, value: Value): number | undefined {
  if (type === 'duration' && typeof value === 'string') return durationSeconds(value)
  const seconds = Object.hasOwn(secondsOfUnit, unit) ? secondsOfUnit[unit] : undefined
  return typeof value === 'number' && seconds !== undefined ? value * seconds : undefined
}

/** The lengths a delay has over time, by the values of its parameter where it names one. Pure. */
export function lengthsOf(ruleset: Ruleset, delay: Delay): readonly Length[] {
  if ('workingDays' in delay) {
    const count = delay.workingDays
    const { zh, en } = unitLabels['workingDay']!
    return [{ seconds: count * 86_400, shown: { zh: `${count} ${zh}`, en: `${count} ${en}` } }]
  }
  if ('workingTime' in delay)
    return lengthOf({ type: 'duration', unit: 'workingTime' } as Parameter, delay.workingTime)
  if ('duration' in delay) {
    const parameter = { type: 'duration' } as Parameter
    return lengthOf(parameter, delay.duration)
  }
  const parameter = indexRuleset(ruleset).parameters.get(delay.parameter)
  return parameter?.values.flatMap(({ value }) => lengthOf(parameter, value)) ?? []
}

function lengthOf(parameter: Parameter, value: Value): readonly Length[] {
  const seconds = secondsOfValue(parameter, value)
  if (seconds === undefined) return []
  const shown = {
    zh: formatParameter(parameter, value, 'zh'),
    en: formatParameter(parameter, value, 'en'),
  }
  return [{ seconds, shown }]
}
