import {
  baselinePeriod,
  monthsOf,
  type Period,
  periodOf,
  periodOfDay,
  previousPeriod,
} from '@jieli/engine'
import { describe, expect, it } from 'vitest'

const period = (text: string) => periodOf(text) as Period

describe('periods', () => {
  it.each([
    ['2025-01', 'month', '2025-01-01', '2025-01-31'],
    ['2024-02', 'month', '2024-02-01', '2024-02-29'],
    ['2025-02', 'month', '2025-02-01', '2025-02-28'],
    ['2025-Q1', 'quarter', '2025-01-01', '2025-03-31'],
    ['2025-Q4', 'quarter', '2025-10-01', '2025-12-31'],
    ['2025-H2', 'half', '2025-07-01', '2025-12-31'],
    ['2025', 'year', '2025-01-01', '2025-12-31'],
  ])('PE1 %s is a %s from %s to %s', (text, type, start, end) => {
    expect(periodOf(text)).toEqual({ text, type, start, end })
    expect(periodOfDay(period(text).type, start)).toEqual(periodOf(text))
    expect(periodOfDay(period(text).type, end)).toEqual(periodOf(text))
  })

  it.each(['2025-13', '2025-00', '2025-Q5', '2025-H3', '25-01', '2025-1', '2025-01-01', ''])(
    'PE1 "%s" names no period',
    (text) => {
      expect(periodOf(text)).toBeUndefined()
    },
  )

  it.each([
    ['2025-01', '2024-12', '2024-01'],
    ['2025-Q1', '2024-Q4', '2024-Q1'],
    ['2025-H1', '2024-H2', '2024-H1'],
    ['2025', '2024', '2024'],
  ])('PE2 before %s comes %s, and a year before it %s', (text, before, yearBefore) => {
    expect(previousPeriod(period(text)).text).toBe(before)
    expect(baselinePeriod(period(text)).text).toBe(yearBefore)
  })

  it('PE3 a half has its six months in order', () => {
    expect(monthsOf(period('2025-H2')).map(({ text }) => text)).toEqual([
      '2025-07',
      '2025-08',
      '2025-09',
      '2025-10',
      '2025-11',
      '2025-12',
    ])
  })
})
