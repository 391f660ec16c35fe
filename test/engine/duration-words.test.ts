import {
  durationSeconds,
  fitsType,
  formatDelay,
  formatMoment,
  formatValue,
  readDelay,
  readSpan,
} from '@jieli/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

const languages = ['zh', 'en'] as const

/** What the schema of a delay takes; a value of the type may also mix weeks with days. */
const accepted = z.iso.duration()

const counts = fc.option(fc.integer({ min: 0, max: 999_999 }), { nil: undefined })
/** Every duration there is to write: any units, months and years with them, and fractions of a second. */
const durations = fc
  .tuple(counts, counts, counts, counts, counts, counts, counts, fc.boolean())
  .map(([years, months, weeks, days, hours, minutes, seconds, fraction]) => {
    const part = (count: number | undefined, letter: string) =>
      count === undefined ? '' : `${count}${letter}`
    const date = part(years, 'Y') + part(months, 'M') + part(weeks, 'W') + part(days, 'D')
    const time =
      part(hours, 'H') +
      part(minutes, 'M') +
      (seconds === undefined ? '' : `${seconds}${fraction ? '.5' : ''}S`)
    return `P${date}${time === '' ? '' : `T${time}`}`
  })
  .filter((duration) => accepted.safeParse(duration).success || fitsType('duration', duration))

describe('spans of time in words', () => {
  it.each([
    ['PT36H', '1 天 12 小时', '1 day 12 hours'],
    ['P1DT12H', '1 天 12 小时', '1 day 12 hours'],
    ['PT1H30M', '1 小时 30 分钟', '1 hour 30 minutes'],
    ['PT90M', '1 小时 30 分钟', '1 hour 30 minutes'],
    ['PT30M', '30 分钟', '30 minutes'],
    ['PT24H', '24 小时', '24 hours'],
    ['P3D', '72 小时', '72 hours'],
    ['P4D', '4 天', '4 days'],
    ['P2W', '14 天', '14 days'],
    ['PT0S', '0 小时', '0 hours'],
    ['P1DT1S', '1 天 1 秒', '1 day 1 second'],
    ['P1Y2M', '1 年 2 个月', '1 year 2 months'],
    ['PT1.5S', '1.5 秒', '1.5 seconds'],
  ])('EX14 %s is said %s', (duration, zh, en) => {
    expect(formatValue({ type: 'duration' }, duration, 'zh')).toBe(zh)
    expect(formatValue({ type: 'duration' }, duration, 'en')).toBe(en)
  })

  it.each([
    ['PT4H', '4 个工作小时', '4 office hours'],
    ['PT1H', '1 个工作小时', '1 office hour'],
    ['PT36H', '36 个工作小时', '36 office hours'],
    ['PT1H30M', '1 小时 30 分钟（工作时间）', '1 hour 30 minutes of office hours'],
  ])('EX14 office hours of %s are said %s', (workingTime, zh, en) => {
    expect(formatDelay({ workingTime }, 'zh')).toBe(zh)
    expect(formatDelay({ workingTime }, 'en')).toBe(en)
  })

  it.each([
    ['1 天 12 小时', { duration: 'P1DT12H' }],
    ['1天12小时', { duration: 'P1DT12H' }],
    ['１天１２小时', { duration: 'P1DT12H' }],
    ['1小时零5分', { duration: 'PT1H5M' }],
    ['30 分钟', { duration: 'PT30M' }],
    ['2周', { duration: 'P14D' }],
    ['PT24H', { duration: 'PT24H' }],
    ['1 day and 12 hours', { duration: 'P1DT12H' }],
    ['4 个工作小时', { workingTime: 'PT4H' }],
    ['30 分钟（工作时间）', { workingTime: 'PT30M' }],
    ['90 minutes of office hours', { workingTime: 'PT90M' }],
    ['3 个工作日', { workingDays: 3 }],
    ['1 working day', { workingDays: 1 }],
    ['3650 个工作日', { workingDays: 3650 }],
    ['3651 个工作日', undefined],
    ['0 个工作日', undefined],
    ['12 小时 1 天', undefined],
    ['1 天 1 天', undefined],
    ['1 天 4 个工作小时', undefined],
    ['1 天（工作时间）', undefined],
    ['1 个月', undefined],
    ['1.5 天', undefined],
    ['24', undefined],
    ['小时', undefined],
    ['', undefined],
    ['1000000 小时', undefined],
  ])('EX14 %s is read as %o', (words, delay) => {
    expect(readDelay(words)).toEqual(delay)
  })

  it('EX14 say every duration that may be written without its ISO form, and read it back as long', () => {
    fc.assert(
      fc.property(
        durations,
        fc.boolean(),
        fc.constantFrom(...languages),
        (written, office, language) => {
          const delay = office ? { workingTime: written } : { duration: written }
          const words = formatDelay(delay, language)
          expect(words).not.toMatch(/P|T|^$/)
          const seconds = durationSeconds(written)
          // What has no length of its own, or more of a unit than can be written, is said and never read.
          if (seconds === undefined || seconds > 999_999 * 3600) return
          const read = readDelay(words)
          const back =
            read && ('workingTime' in read ? read.workingTime : 'duration' in read && read.duration)
          expect(typeof back === 'string' && durationSeconds(back)).toBe(seconds)
          expect(read !== undefined && 'workingTime' in read).toBe(office)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('EX14 are read whatever is typed, and then have a length', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^(\d{1,3} ?(天|小时|分钟|days|PT|H) ?){0,3}$/)),
        (typed) => {
          const span = readSpan(typed)
          if (span !== undefined) expect(durationSeconds(span.duration)).toBeDefined()
        },
      ),
    )
  })
})

describe('moments in words', () => {
  it.each([
    ['2025-03-03T09:00:00+08:00', '2025-03-03 09:00'],
    ['2025-03-03T09:00:00.000+08:00', '2025-03-03 09:00'],
    ['2025-03-03T09:00:07+08:00', '2025-03-03 09:00:07'],
    ['2025-03-03T23:59:59.999+08:00', '2025-03-03 23:59:59.999'],
    ['2025-03-03T01:00:00Z', '2025-03-03 01:00 UTC'],
    ['2025-03-03T01:00+06:00', '2025-03-03 01:00 UTC+06:00'],
    ['2025-03-03', '2025-03-03'],
  ])('EX14 %s is said %s', (moment, words) => {
    expect(formatMoment(moment)).toBe(words)
  })
})
