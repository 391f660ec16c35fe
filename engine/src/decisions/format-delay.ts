import type { Delay } from '../model/parameter.ts'
import type { Language } from '../model/text.ts'
import { formatValue } from './format-value.ts'

/** A span of time that is written, not read from a parameter. */
export type WrittenDelay = Exclude<Delay, { readonly parameter: string }>

/** A written span of time as people say it: 24 小时, 3 个工作日, 4 个工作小时. Pure. */
export function formatDelay(delay: WrittenDelay, language: Language): string {
  if ('workingDays' in delay)
    return formatValue({ type: 'integer', unit: 'workingDay' }, delay.workingDays, language)
  return 'workingTime' in delay
    ? formatValue({ type: 'duration', unit: 'workingTime' }, delay.workingTime, language)
    : formatValue({ type: 'duration' }, delay.duration, language)
}
