import type { Fact } from '@jieli/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatFigure } from '../../../server/src/exchange/format-figure.ts'
import { parseFigure } from '../../../server/src/exchange/parse-figure.ts'

const title = { zh: '数', en: 'figure' }
const fact = (type: Fact['type'], more: Partial<Fact> = {}): Fact => ({
  id: 'f',
  type,
  title,
  ...more,
})

/** The value a cell is read as, or the code of what is wrong with it. */
function read(type: Fact['type'] | Fact, text: string): unknown {
  const parsed = parseFigure(typeof type === 'string' ? fact(type) : type, text, {
    row: 2,
    column: 'value',
  })
  return 'problem' in parsed ? parsed.problem().code : parsed.value
}

function note(type: Fact['type'], text: string): unknown {
  const parsed = parseFigure(fact(type), text, { row: 2, column: 'value' })
  return 'value' in parsed ? parsed.note?.().code : 'refused'
}

it('money is yuan in the table and whole fen in the figure, never rounded', () => {
  expect(read('money', '1234.50')).toBe(123_450)
  expect(read('money', '1234.5')).toBe(123_450)
  expect(read('money', '-0.01')).toBe(-1)
  expect(read('money', '0.005')).toBe('CELL_TYPE')
  expect(read('money', '1.2万元')).toBe('CELL_TYPE')
  expect(read('money', '90071992547409.91')).toBe(Number.MAX_SAFE_INTEGER)
  expect(read('money', '90071992547409.92')).toBe('CELL_TOO_LARGE')
  expect(read('money', '￥1,234.50 元')).toBe(123_450)
})

it('a ratio is read exactly from per cent, a fraction, or a share up to one', () => {
  expect(read('ratio', '38.34%')).toEqual({ numerator: 3834, denominator: 10_000 })
  expect(read('ratio', '-5%')).toEqual({ numerator: -5, denominator: 100 })
  expect(read('ratio', '7/10')).toEqual({ numerator: 7, denominator: 10 })
  expect(read('ratio', '0.3834')).toEqual({ numerator: 3834, denominator: 10_000 })
  expect(note('ratio', '0.3834')).toBe('NOTE_SHARE')
  expect(read('ratio', '7/0')).toBe('CELL_TYPE')
  expect(read('ratio', '70')).toBe('CELL_TYPE')
  expect(read('ratio', '1.2')).toBe('CELL_TYPE')
})

it('full-width digits and thousands separators are read with a note where they mean one thing', () => {
  expect(read('ratio', '１２％')).toEqual({ numerator: 12, denominator: 100 })
  expect(note('ratio', '１２％')).toBe('NOTE_FULL_WIDTH')
  expect(read('integer', '１，２３４')).toBe(1234)
  expect(read('integer', '1,234,567')).toBe(1_234_567)
  expect(note('money', '1,234.50')).toBe('NOTE_SEPARATOR')
  for (const text of ['1,23', '12,34', '1,2345', '1.234,50', ',5', '1,,234'])
    expect(read('decimal', text)).toBe('CELL_SEPARATOR')
})

it('whole numbers are whole and within what can be computed exactly', () => {
  expect(read('integer', '0')).toBe(0)
  expect(Object.is(read('integer', '-0'), 0)).toBe(true)
  expect(read('integer', '12.5')).toBe('CELL_TYPE')
  expect(read('integer', '9007199254740992')).toBe('CELL_TOO_LARGE')
  expect(read('integer', '十二')).toBe('CELL_TYPE')
  expect(read('integer', '1e3')).toBe('CELL_TYPE')
})

it('是 and 否 are true and false, and nothing else is guessed', () => {
  expect(['是', 'TRUE', 'yes', '否', 'false', 'No'].map((text) => read('boolean', text))).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ])
  expect(read('boolean', '1')).toBe('CELL_TYPE')
})

it('a day is read as it is commonly written, and must be in the calendar', () => {
  for (const text of [
    '2025-01-31',
    '2025/1/31',
    '2025.1.31',
    '2025年1月31日',
    '２０２５－１－３１',
  ])
    expect(read('date', text)).toBe('2025-01-31')
  for (const text of ['2025-02-29', '31/1/2025', '2025-13-01', '45688'])
    expect(read('date', text)).toBe('CELL_TYPE')
})

describe('codes', () => {
  const direction = fact('code', {
    values: [
      { code: 'up', title: { zh: '上转', en: 'up-referral' } },
      { code: 'down', title: { zh: '下转', en: 'down-referral' } },
    ],
  })

  it('a code is read by itself or by its title', () => {
    expect(read(direction, 'up')).toBe('up')
    expect(read(direction, '下转')).toBe('down')
    expect(read(direction, '横转')).toBe('CELL_NOT_LISTED')
  })

  it('several codes are parted by semicolons', () => {
    const list: Fact = { ...direction, type: 'codeList' }
    expect(read(list, 'up; 下转')).toEqual(['up', 'down'])
    expect(read(list, 'up;up')).toBe('CELL_TYPE')
  })
})

it('a value outside the bounds of its fact is refused with them', () => {
  const tier = fact('integer', { minimum: 0, maximum: 3 })
  expect(read(tier, '3')).toBe(3)
  const parsed = parseFigure(tier, '4', { row: 7, column: 'tier' })
  expect({ problem: 'problem' in parsed && parsed.problem() }).toMatchObject({
    problem: {
      code: 'CELL_RANGE',
      row: 7,
      column: 'tier',
      value: '4',
      message: { zh: expect.stringContaining('0 … 3') },
    },
  })
})

it('whatever a figure is, writing it and reading it back gives the same figure', () => {
  const whole = fc.integer({ min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER })
  fc.assert(
    fc.property(whole, (value) => {
      expect(read('money', formatFigure({ type: 'money' }, value))).toBe(value + 0)
      expect(read('integer', formatFigure({ type: 'integer' }, value))).toBe(value + 0)
    }),
  )
  fc.assert(
    fc.property(
      fc.integer({ min: -1_000_000, max: 1_000_000 }),
      fc.integer({ min: 1, max: 99_999 }),
      (numerator, denominator) => {
        const back = read('ratio', formatFigure({ type: 'ratio' }, { numerator, denominator })) as {
          numerator: number
          denominator: number
        }
        expect(BigInt(back.numerator) * BigInt(denominator)).toBe(
          BigInt(numerator) * BigInt(back.denominator),
        )
      },
    ),
  )
})
