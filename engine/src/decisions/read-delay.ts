import { halfWidth } from '../model/half-width.ts'
import { readSpan } from '../model/duration-words.ts'
import type { WrittenDelay } from './format-delay.ts'

/**
 * Reads a span of time as people write it: 1 天 12 小时, 4 个工作小时, 3 个工作日, 30 分钟; the other way round of
 * `formatDelay`. Pure.
 */
export function readDelay(text: string): WrittenDelay | undefined {
  const days = /^(\d{1,4})\s*(?:个?工作日|working days?)$/i.exec(halfWidth(text).trim())
  if (days !== null) {
    const workingDays = Number(days[1])
    return workingDays >= 1 && workingDays <= 3650 ? { workingDays } : undefined
  }
  const span = readSpan(text)
  if (span === undefined) return undefined
  return span.office ? { workingTime: span.duration } : { duration: span.duration }
}
