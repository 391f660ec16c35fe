import { readFileSync } from 'node:fs'
import { maxCodes } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { codeTable } from '../../../server/src/exchange/code-table.ts'
import { readCodes } from '../../../server/src/exchange/read-codes.ts'
import { TableError, type TableProblem } from '../../../server/src/exchange/table-problem.ts'

const csv = (text: string) => readCodes(Buffer.from(text), 'csv')
const places = (problems: readonly TableProblem[]) =>
  problems.map(({ code, row, column, value }) => [code, row, column, value])

async function problemsOf(text: string): Promise<readonly TableProblem[]> {
  try {
    return (await csv(text)).problems.kept
  } catch (error) {
    if (error instanceof TableError) return error.problems
    throw error
  }
}

describe('a table of codes', () => {
  it('names its columns in either language, and may leave the English names out', async () => {
    const wanted = [
      { id: 'I63.9', name: '脑梗死' },
      { id: 'J18.9', name: '肺炎' },
    ]
    for (const header of ['代码,名称', 'Code,Name', 'code,name'])
      expect((await csv(`${header}\nI63.9,脑梗死\nJ18.9,肺炎\n`)).items).toEqual(wanted)
    const { items } = await csv(
      '名称,英文名称,代码\n脑梗死,cerebral infarction,I63.9\n肺炎,,J18.9\n',
    )
    expect(items).toEqual([{ ...wanted[0], englishName: 'cerebral infarction' }, wanted[1]])
  })

  it('is read with full-width letters and digits as ordinary ones, and says so', async () => {
    const { items, problems, notes } = await csv('代码,名称\nＩ６３．９,脑梗死\n')
    expect(problems.total).toBe(0)
    expect(items).toEqual([{ id: 'I63.9', name: '脑梗死' }])
    expect(places(notes.kept)).toEqual([['NOTE_FULL_WIDTH', 2, 'code', 'Ｉ６３．９']])
  })

  it('finds two codes equal that differ in width alone', async () => {
    expect(places(await problemsOf('代码,名称\nI10,高血压\nＩ１０,血压高\n'))).toEqual([
      ['ROW_TWICE', 3, 'code', 'I10'],
    ])
  })

  it('names each empty, malformed or overlong cell by row and column', async () => {
    const found = await problemsOf(
      `代码,名称\n,无代码\nI10,\nI 63,空格\nI/63,斜杠\n${'x'.repeat(101)},太长\n`,
    )
    expect(places(found).map(([code, row, column]) => [code, row, column])).toEqual([
      ['CELL_REQUIRED', 2, 'code'],
      ['CELL_REQUIRED', 3, 'name'],
      ['CELL_TYPE', 4, 'code'],
      ['CELL_TYPE', 5, 'code'],
      ['CELL_TOO_LONG', 6, 'code'],
    ])
    expect(found[2]?.message.zh).toBe('“代码”应填不含空格和斜杠的代码，例如 I63.9。')
    expect(found[2]?.message.en).toContain('without spaces and slashes')
  })

  it('holds no more codes than a list may', async () => {
    const rows = (count: number) =>
      `代码,名称\n${Array.from({ length: count }, (_, at) => `C${at},名称\n`).join('')}`
    expect((await csv(rows(maxCodes))).items).toHaveLength(maxCodes)
    const [problem, ...others] = await problemsOf(rows(maxCodes + 1))
    expect(others).toEqual([])
    expect(problem).toMatchObject({ code: 'CODES_TOO_MANY', row: maxCodes + 2 })
    expect(problem?.message.zh).toContain('5000')
  })

  it('that lists nothing, or lacks a column, is refused', async () => {
    expect(places(await problemsOf('代码,名称\n'))).toEqual([['CODES_MISSING', 0, '', '']])
    expect(places(await problemsOf('代码,英文名称\nI10,hypertension\n'))).toEqual([
      ['COLUMN_MISSING', 1, 'name', ''],
    ])
  })

  it('is read from GB18030, as Excel in Chinese writes it', async () => {
    // 代码,名称 / I10,高血压
    const bytes = Buffer.from('b4fac2eb2cc3fbb3c60a4931302cb8dfd1aad1b90a', 'hex')
    const { items, notes } = await readCodes(bytes, 'csv')
    expect(items).toEqual([{ id: 'I10', name: '高血压' }])
    expect(notes.kept.map(({ code }) => code)).toEqual(['NOTE_DECODED'])
  })
})

it('a code system written as a table is read back as it was, in either format and language', async () => {
  const { codeSystems } = JSON.parse(
    readFileSync('rulesets/county-base/code-systems.json', 'utf8'),
  ) as { codeSystems: Parameters<typeof codeTable>[0][] }
  const [tiers] = codeSystems
  for (const format of ['csv', 'xlsx'] as const)
    for (const language of ['zh', 'en'] as const) {
      const { items, problems } = await readCodes(
        await codeTable(tiers, { format, language }),
        format,
      )
      expect(problems.total).toBe(0)
      expect(items).toEqual(
        tiers?.codes.map(({ id, title }) => ({ id, name: title.zh, englishName: title.en })),
      )
    }
})

it('an English name that only repeats the Chinese one is not written out', async () => {
  const title = { zh: '病种: 样例', en: 'diseases' }
  const codes = [{ id: 'I10', title: { zh: '高血压', en: '高血压' } }]
  const list = { id: 'x', title, codes }
  const written = await codeTable(list, { format: 'xlsx', language: 'zh' })
  expect((await readCodes(written, 'xlsx')).items).toEqual([{ id: 'I10', name: '高血压' }])
})
