import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { runCli } from './run-cli.ts'

const manifest = {
  formatVersion: 5,
  id: 'north',
  title: { zh: '北县', en: 'north' },
  calendar: {
    utcOffset: '+08:00',
    holidays: ['2025-01-01', '2026-01-02'],
    workdays: ['2026-01-03'],
    officeHours: [{ from: '08:00', to: '12:00' }],
    notices: [{ year: 2025, number: '虚构〔2024〕1号' }],
  },
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'jieli-holidays-'))
  writeFileSync(path.join(folder, 'ruleset.json'), JSON.stringify(manifest))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const stored = () => JSON.parse(readFileSync(path.join(folder, 'ruleset.json'), 'utf8'))

async function takeIn(table: string, year = '2026') {
  const file = path.join(folder, 'days.csv')
  writeFileSync(file, table)
  const notice = ['--notice', '虚构〔2025〕2号']
  return await runCli('holidays', file, '--year', year, ...notice, '--ruleset', folder)
}

it('the days of a year replace what the calendar said of it, with the number of the notice, and nothing else', async () => {
  const { code, output } = await takeIn(
    '日期,类别\n2026-10-01,休\n2026/10/2,休\n2026年10月10日,班\n',
  )
  expect([code, output]).toEqual([
    0,
    expect.stringContaining('2026 年：放假 2 天，上班 1 天，依据 虚构〔2025〕2号'),
  ])
  expect(stored()).toEqual({
    ...manifest,
    calendar: {
      ...manifest.calendar,
      holidays: ['2025-01-01', '2026-10-01', '2026-10-02'],
      workdays: ['2026-10-10'],
      notices: [
        { year: 2025, number: '虚构〔2024〕1号' },
        { year: 2026, number: '虚构〔2025〕2号' },
      ],
    },
  })
  // Once more is the same.
  const before = stored()
  await takeIn('日期,类别\n2026-10-01,休\n2026/10/2,休\n2026年10月10日,班\n')
  expect(stored()).toEqual(before)
})

it.each([
  [
    'a day of another year',
    '日期,类别\n2027-01-01,休\n',
    '第 2 行 2027-01-01：“日期”应填2026 年的一天',
  ],
  ['no such day', '日期,类别\n2026-02-29,休\n', '第 2 行 2026-02-29'],
  ['another word', '日期,类别\n2026-10-01,放假\n', '“类别”应填“休”或“班”'],
  ['a day twice', '日期,类别\n2026-10-01,休\n2026/10/1,班\n', '与第 2 行重复'],
  ['no column of that name', '日期,安排\n2026-10-01,休\n', '类别'],
  ['no days', '日期,类别\n', '表里没有日期'],
])('a table with %s is told, and nothing is written', async (_, table, told) => {
  const { code, errors } = await takeIn(table)
  expect([code, errors]).toEqual([1, expect.stringContaining(told)])
  expect(stored()).toEqual(manifest)
})

it('a year that is none, a file or a ruleset that is not there are wrong use', async () => {
  expect((await takeIn('日期,类别\n2026-10-01,休\n', '二〇二六')).code).toBe(2)
  const { calendar: _inherited, ...own } = { ...manifest, basedOn: { id: 'x', version: '1.0.0' } }
  writeFileSync(path.join(folder, 'ruleset.json'), JSON.stringify(own))
  const inherited = await takeIn('日期,类别\n2026-10-01,休\n')
  expect([inherited.code, inherited.errors]).toEqual([2, expect.stringContaining('沿用上级的')])
  expect(stored()).toEqual(own)
  rmSync(path.join(folder, 'ruleset.json'))
  expect((await takeIn('日期,类别\n2026-10-01,休\n')).code).toBe(2)
})
