import { describe, expect, it } from 'vitest'
import {
  fenOfYuan,
  percentOfRatio,
  ratioOfText,
  wholeOfText,
  yuanOfFen,
} from '../../designer/src/kit/fields/exact-number.ts'

describe('percentages', () => {
  it('are read as exact ratios', () => {
    expect(ratioOfText('12%')).toEqual({ numerator: 12, denominator: 100 })
    expect(ratioOfText(' 12.5 ')).toEqual({ numerator: 125, denominator: 1000 })
    expect(ratioOfText('1/3')).toEqual({ numerator: 1, denominator: 3 })
  })

  it('may be typed with full-width digits', () => {
    expect(ratioOfText('１２％')).toEqual({ numerator: 12, denominator: 100 })
    expect(ratioOfText('１２．５％')).toEqual({ numerator: 125, denominator: 1000 })
    expect(ratioOfText('１／３')).toEqual({ numerator: 1, denominator: 3 })
  })

  it('refuse what is no number', () => {
    for (const text of ['', '%', '十二', '1e3', '12%%', '1/0', '0x10', '1.23456'])
      expect(ratioOfText(text), text).toBeUndefined()
  })

  it('are written back the way they were meant', () => {
    expect(percentOfRatio({ numerator: 125, denominator: 1000 })).toBe('12.5%')
    expect(percentOfRatio({ numerator: 1, denominator: 3 })).toBe('1/3')
    expect(percentOfRatio({ numerator: -5, denominator: 100 })).toBe('-5%')
  })
})

describe('money', () => {
  it('turns yuan into fen without rounding', () => {
    expect(fenOfYuan('0.29')).toBe(29)
    expect(fenOfYuan('1234567.89')).toBe(123_456_789)
    expect(fenOfYuan('1,234.5')).toBe(123_450)
    expect(fenOfYuan('￥１２．０５')).toBe(1205)
    expect(fenOfYuan('-0.05')).toBe(-5)
  })

  it('refuses a third decimal instead of rounding it away', () => {
    expect(fenOfYuan('1.005')).toBeUndefined()
  })

  it('reads back every amount it writes', () => {
    for (const fen of [0, 1, 10, 99, 100, -1, 8_150_000_007])
      expect(fenOfYuan(yuanOfFen(fen))).toBe(fen)
  })
})

describe('whole numbers', () => {
  it('refuse fractions and what cannot be kept exactly', () => {
    expect(wholeOfText('２４')).toBe(24)
    expect(wholeOfText('1.5')).toBeUndefined()
    expect(wholeOfText('9007199254740993')).toBeUndefined()
  })
})
