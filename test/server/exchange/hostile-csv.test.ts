import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Fact } from '@jieli/engine'
import { CsvReader } from '../../../server/src/exchange/csv-reader.ts'
import { parseFigure } from '../../../server/src/exchange/parse-figure.ts'
import { readTable } from '../../../server/src/exchange/read-table.ts'
import { readUnits } from '../../../server/src/exchange/read-units.ts'
import { readValues } from '../../../server/src/exchange/read-values.ts'
import { TableError } from '../../../server/src/exchange/table-problem.ts'
import { countedRuleset } from './counted-ruleset.ts'
import { longestWait } from './longest-wait.ts'
import { columns, readWhole } from './read-whole.ts'

const refused = async (bytes: Uint8Array) =>
  (await readWhole(bytes)).problems.map(({ code, row }) => [code, row])

const megabyte = 1_000_000

describe('a text of 50 MB', () => {
  it('is refused by its size where it is larger, with the limit', async () => {
    const { problems } = await readWhole(`unit,note\n${`T01,${'x'.repeat(295)}\n`.repeat(170_000)}`)
    expect(problems).toMatchObject([
      { code: 'TABLE_TOO_LARGE', message: { en: expect.stringContaining('50 MB') } },
    ])
  })

  it('without any line break is refused as soon as its row is too long', async () => {
    expect(await refused(Buffer.alloc(50 * megabyte, 'x'))).toEqual([['ROW_TOO_LONG', 1]])
  })

  it('with a quote that is never closed is refused by the row of the quote', async () => {
    const text = Buffer.concat([
      Buffer.from('unit,note\nT01,"'),
      Buffer.alloc(49 * megabyte, 'a b,c\n'),
    ])
    expect(await refused(text)).toEqual([['ROW_TOO_LONG', 2]])
    expect(await refused(Buffer.from('unit,note\nT01,"b\nT02,c\n'))).toEqual([
      ['TABLE_MALFORMED', 2],
    ])
  })

  it('with a million columns is refused by their number', async () => {
    expect(await refused(Buffer.from('a,'.repeat(megabyte)))).toEqual([
      ['TABLE_TOO_MANY_COLUMNS', 1],
    ])
  })

  it('of line breaks and commas costs nothing, and its row numbers are those of a spreadsheet', async () => {
    const text = `unit\n${'\n'.repeat(20 * megabyte)}T01\n${',\n'.repeat(9 * megabyte)}T02,\n`
    expect((await readWhole(text)).rows.map(({ row }) => row)).toEqual([20_000_002, 29_000_003])
  })

  it('is read row by row, and others have their turn', async () => {
    const text = `unit,note\n${`T01,${'x'.repeat(245)}\n`.repeat(190_000)}`
    const rows = readTable(Buffer.from(text), { format: 'csv', columns })
    expect(await longestWait(rows)).toBeLessThan(20_000)
  })
})

it('the reader gives what a known reader of CSV gives, however the text is cut', () => {
  const sign = fc.constantFrom('a', '甲', ' ', ',', ',', '"', '""', '\n', '\r\n', '\r', '"a"')
  fc.assert(
    fc.property(
      fc.array(sign, { maxLength: 24 }),
      fc.integer({ min: 1, max: 7 }),
      (signs, size) => {
        const text = signs.join('')
        expect(ours(text, size)).toEqual(judged(text))
      },
    ),
    { numRuns: 3000 },
  )
})

/** The rows with content, or that the text is no CSV. */
function ours(text: string, size: number): unknown {
  const reader = new CsvReader()
  try {
    const rows = Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
      reader.write(text.slice(at * size, (at + 1) * size)),
    )
    return [...rows.flat(), ...reader.end()]
  } catch (error) {
    if (error instanceof TableError) return 'refused'
    throw error
  }
}

function judged(text: string): unknown {
  try {
    const records = parse(text, { relax_column_count: true }) as string[][]
    return records.flatMap((cells, at) =>
      cells.every((cell) => cell === '') ? [] : [{ row: at + 1, cells }],
    )
  } catch {
    return 'refused'
  }
}

describe('cells', () => {
  const figure = (type: Fact['type'], more: Partial<Fact> = {}): Fact => ({
    id: 'f',
    type,
    title: { zh: '数', en: 'figure' },
    ...more,
  })
  const place = { row: 2, column: 'value' }

  it('of 10 000 characters that are nearly a number are refused at once', () => {
    const blanks = ' '.repeat(9997)
    for (const type of ['integer', 'money', 'decimal', 'ratio', 'date', 'boolean'] as const)
      for (const text of [
        `1${blanks}元1`,
        '9'.repeat(10_000),
        `${'1,'.repeat(4999)}x`,
        `${blanks}1`,
      ]) {
        const parsed = parseFigure(figure(type), `1${text}`, place)
        expect('problem' in parsed && parsed.problem().code).toMatch(
          /^CELL_(TYPE|SEPARATOR|TOO_LARGE)$/,
        )
      }
  })

  it('of thousands of codes are looked up, not searched for', () => {
    const values = Array.from({ length: 2000 }, (_, at) => ({
      code: `c${at}`,
      title: { zh: `码${at}`, en: `code ${at}` },
    }))
    const fact = figure('codeList', { values })
    const all = values.map(({ code }) => code).join(';')
    const parsed = parseFigure(fact, all, place)
    expect('value' in parsed && parsed.value).toHaveLength(2000)
  })

  it('with a problem each are counted, and only those that are told are worded', async () => {
    const facts = Array.from({ length: 400 }, (_, at) => ({
      ...figure('integer'),
      id: `fact.${'x'.repeat(60)}${at}`,
    }))
    const ruleset = { ...countedRuleset(), facts }
    const row = `,2025-01,fact.${'x'.repeat(59)}z,1\n`
    const content = Buffer.from(`unit,period,fact,value\n${row.repeat(150_000)}`)
    const { problems } = await readValues(content, { ruleset, units: new Set(), format: 'csv' })
    expect(problems.total).toBe(150_000)
    expect(problems.kept).toHaveLength(200)
  })

  it('of a hundred thousand units each below the last are looked at once', async () => {
    const lines = Array.from(
      { length: 100_000 },
      (_, at) => `U${at},x,${at === 0 ? '' : `U${at - 1}`}`,
    )
    const chain = await readUnits(Buffer.from(`id,title,parent\n${lines.join('\n')}`), {
      ruleset: countedRuleset(),
      format: 'csv',
    })
    expect(chain.problems.total).toBe(0)
    lines[0] = 'U0,x,U99999'
    const circle = await readUnits(Buffer.from(`id,title,parent\n${lines.join('\n')}`), {
      ruleset: countedRuleset(),
      format: 'csv',
    })
    expect(circle.problems.total).toBe(100_000)
  })

  it('of a header with hundreds of unknown names are told with what they might mean', async () => {
    const names = Array.from({ length: 500 }, (_, at) => `unknown column of some length ${at}`)
    const { problems, total } = await readWhole(names.join(','))
    expect(problems).toHaveLength(200)
    expect(total).toBe(501)
  })
})
