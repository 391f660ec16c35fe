import { durationSeconds } from '../model/duration.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import type { Delay } from '../model/parameter.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Text } from '../model/text.ts'
import { isWorkingDays, isWorkingTime } from '../pathways/delay-milliseconds.ts'
import { valueTypeModules } from '../model/value-types/value-types.ts'

const workingDays: Text = {
  zh: '1 至 3650 个工作日的整数',
  en: 'a whole number of working days from 1 to 3650',
}

const workingTime: Text = {
  zh: '不超过 10000 个工作小时的时长',
  en: 'at most 10000 hours of office hours',
}

/** Delays nobody could keep: months and years, whose length varies, and spans out of reason. Pure. */
export function checkDelayLength(ruleset: Ruleset, delay: Delay, path: string): readonly Issue[] {
  if ('duration' in delay)
    return durationSeconds(delay.duration) === undefined
      ? [wrongType(path, 'duration', valueTypeModules.duration.written)]
      : []
  if ('workingTime' in delay)
    return [
      ...(isSpan(delay.workingTime) ? [] : [wrongType(path, 'duration', workingTime)]),
      ...officeHoursMissing(ruleset, path),
    ]
  if ('workingDays' in delay) return []
  const parameter = indexRuleset(ruleset).parameters.get(delay.parameter)
  if (parameter === undefined) return []
  const { type, values, unit } = parameter
  const at = (from: string) => `/parameters/${delay.parameter}/values/${from}`
  if (type === 'duration' && unit === 'workingTime')
    return [
      ...values
        .filter(({ value }) => typeof value === 'string' && !isSpan(value))
        .map(({ from }) => wrongType(at(from), type, workingTime)),
      ...officeHoursMissing(ruleset, path),
    ]
  if (type === 'duration') return []
  if (type !== 'integer') {
    const detail = {
      zh: `时长，或${workingDays.zh}`,
      en: `a duration, or ${workingDays.en}`,
    }
    return [wrongType(path, type, detail)]
  }
  return values
    .filter(({ value }) => typeof value === 'number' && !isWorkingDays(value))
    .map(({ from }) => wrongType(at(from), type, workingDays))
}

function isSpan(duration: string): boolean {
  const seconds = durationSeconds(duration)
  return seconds !== undefined && isWorkingTime(seconds)
}

function wrongType(path: string, type: string, detail: Text): Issue {
  return createIssue('VALUE_TYPE', path, { type, detail })
}

/** Office hours that are asked for and stated nowhere are never guessed. */
function officeHoursMissing({ manifest }: Ruleset, path: string): readonly Issue[] {
  return manifest.calendar?.officeHours === undefined
    ? [createIssue('OFFICE_HOURS_MISSING', path)]
    : []
}
