import { durationSeconds } from '../model/duration.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import type { Delay } from '../model/parameter.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Text } from '../model/text.ts'
import { isWorkingDays } from '../pathways/delay-milliseconds.ts'
import { valueTypeModules } from '../model/value-types/value-types.ts'

const workingDays: Text = {
  zh: '1 至 3650 个工作日的整数',
  en: 'a whole number of working days from 1 to 3650',
}

/** Delays nobody could keep: months and years, whose length varies, and numbers of days out of reason. Pure. */
export function checkDelayLength(ruleset: Ruleset, delay: Delay, path: string): readonly Issue[] {
  if ('duration' in delay)
    return durationSeconds(delay.duration) === undefined
      ? [
          createIssue('VALUE_TYPE', path, {
            type: 'duration',
            detail: valueTypeModules.duration.written,
          }),
        ]
      : []
  if ('workingDays' in delay) return []
  const parameter = indexRuleset(ruleset).parameters.get(delay.parameter)
  if (parameter === undefined || parameter.type === 'duration') return []
  const { type, values } = parameter
  if (type !== 'integer') {
    const detail = {
      zh: `时长，或${workingDays.zh}`,
      en: `a duration, or ${workingDays.en}`,
    }
    return [createIssue('VALUE_TYPE', path, { type, detail })]
  }
  return values
    .filter(({ value }) => typeof value === 'number' && !isWorkingDays(value))
    .map(({ from }) =>
      createIssue('VALUE_TYPE', `/parameters/${delay.parameter}/values/${from}`, {
        type,
        detail: workingDays,
      }),
    )
}
