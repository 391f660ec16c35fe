import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { monthlyRuleset } from '../duties/monthly-ruleset.ts'
import { runCli } from './run-cli.ts'
import { writeRuleset } from './write-ruleset.ts'

const root = mkdtempSync(path.join(tmpdir(), 'jieli-schedule-'))
afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})
const monthly = writeRuleset(path.join(root, 'monthly'), monthlyRuleset())

function file(name: string, lines: readonly (object | string)[]): string {
  const full = path.join(root, `${name}.jsonl`)
  const written = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)))
  writeFileSync(full, `${written.join('\n')}\n`)
  return full
}

const township = (id: string) => ({ unit: { id, title: `${id} 卫生院`, kind: 'township' } })
const report = (unit: string, at: string) => ({
  duty: 'report',
  period: '2025-02',
  unit,
  at,
  facts: { 'report.patients': 3 },
})
const february = file('february', [
  township('T01'),
  township('T02'),
  { unit: { id: 'D01', title: '县医院', kind: 'county' } },
  report('T01', '2025-03-05T23:59:59+08:00'),
  report('T02', '2025-03-09T00:00:01+08:00'),
])
const run = (...args: readonly string[]) => runCli('run', ...args)
const linesOf = (output: string, word: string) =>
  output.split('\n').filter((line) => line.includes(word))

it('run shows what each unit owes for each period: not due, kept at the last moment, late, and who is told when', async () => {
  const before = await run(monthly, '--records', february, '--day', '2025-03-05')
  expect(before.code).toBe(0)
  expect(linesOf(before.output, '2025-02 ·').slice(0, 2)).toEqual([
    '  2025-02 · 上报月报 · T01 卫生院 · 按时办理 · 期限 2025-03-05 当日结束 · 登记 1 次 · 于 2025-03-05 23:59:59',
    '  2025-02 · 上报月报 · T02 卫生院 · 待办 · 期限 2025-03-05 当日结束 · 登记 0 次',
  ])
  expect(before.output).not.toContain('▲')
  expect(before.output).not.toContain('县医院')
  expect(before.output).toContain('另有 1 次登记在此之后，尚不计入')

  const after = await run(monthly, '--records', february, '--day', '2025-03-06')
  expect(after.output).toContain('T02 卫生院 · 逾期未办')
  expect(linesOf(after.output, '▲')).toEqual([
    '    ▲ 提醒T02 卫生院：月报逾期（2025-03-05 当日结束后）',
  ])
  const escalated = await run(monthly, '--records', february, '--day', '2025-03-09')
  expect(escalated.output).toContain('T02 卫生院 · 逾期办理')
  expect(linesOf(escalated.output, '▲')).toEqual([
    '    ▲ 提醒T02 卫生院：月报逾期（2025-03-05 当日结束后）',
    '    ▲ 提醒医共体办公室：月报逾期三日（2025-03-08 当日结束后）',
  ])
})

it('run counts what the month counts of scheduled duties, for each unit and the community', async () => {
  const { output } = await run(monthly, '--records', february, '--day', '2025-04-01', '--json')
  const { counts } = JSON.parse(output)
  const march = counts.filter(
    ({ month, duty }: { month: string; duty: string }) => month === '2025-03' && duty === 'report',
  )
  const facts = ['duty.report.due', 'duty.report.onTime']
  const of = (unit: string | null, due: number, onTime: number) => ({
    month: '2025-03',
    duty: 'report',
    unit,
    counts: { due, onTime },
    facts,
  })
  expect(march).toEqual([of('T01', 1, 1), of('T02', 1, 0), of(null, 2, 1)])
})

it('run looks at earlier periods from a day on, also where nothing was recorded', async () => {
  const args = [monthly, '--records', february, '--day', '2025-03-10'] as const
  const { output } = await run(...args, '--from', '2025-01-15', '--language', 'en')
  expect(linesOf(output, '2025-01 · report the month · T01')).toEqual([
    '  2025-01 · report the month · T01 卫生院 · late · due the end of 2025-02-05 · 0 record(s)',
  ])
  expect(output).toContain(
    '2025-02 · the community as a whole · report the month: due 2, in time 0',
  )
})

it('run shows the quarterly training of Futian kept on the last day of the quarter, and late the day after', async () => {
  const training = (at: string) => ({ duty: 'quarterlyTraining', period: '2026-Q1', at })
  const kept = file('kept', [training('2026-03-31T23:59:59+08:00')])
  const late = file('late', [training('2026-04-01T00:00:00+08:00')])
  const flags = ['--day', '2026-04-01', '--records'] as const
  const words = '2026-Q1 · 开展基层医生技能培训 · 医共体建设领导小组'
  expect((await run('futian-grid', ...flags, kept)).output).toContain(`${words} · 按时办理`)
  const { output } = await run('futian-grid', ...flags, late)
  expect(output).toContain(`${words} · 逾期办理`)
  expect(output).toContain('▲ 规则没有写明此时提醒谁')
  expect(output).toContain('开展基层医生技能培训：应办 1，按时 0')
})

it('run plays a case and scheduled duties in one go', async () => {
  const events = file('case', [
    {
      facts: { 'fromUnit.id': 'T01', 'toUnit.id': 'D01', urgency: 'high' },
      at: '2025-03-03T09:00:00+08:00',
    },
    { type: 'send', at: '2025-03-03T09:02:00+08:00', unit: 'T01' },
  ])
  const both = ['--events', events, '--records', february, '--day', '2025-03-05'] as const
  const { code, lines } = await run(monthly, 'referral', ...both).then(
    ({ code: ended, output }) => ({
      code: ended,
      lines: output.split('\n'),
    }),
  )
  expect(code).toBe(0)
  expect(lines[0]).toMatch(/^✓ 2025-03-03 09:00 {2}开始/)
  expect(lines).toContain('定期事项（截至 2025-03-05 当日结束）')
})

it('run finds what is wrong with every line first, and then plays nothing', async () => {
  const wrong = file('wrong', [
    township('T01'),
    township('T01'),
    { ...report('T01', '2025-03-05T08:00:00+08:00'), duty: 'reprot' },
    { ...report('T01', '2025-03-05T08:00:00+08:00'), facts: { patients: 1 } },
    { ...report('T01', '2025-03-05T08:00:00+08:00'), facts: {} },
    { ...report('T01', '2025-03-05T08:00:00+08:00'), period: '2025-Q1' },
    report('T09', '2025-03-05T08:00:00+08:00'),
    report('T01', '2025-01-31T23:59:59+08:00'),
    { assessed: '2025-02', figures: { 'report.patiens': 1 }, met: { reported: true } },
    { assessed: 'February' },
    { records: [] },
    '{"duty":',
  ])
  const flags = ['--records', wrong, '--day', '2025-03-05'] as const
  const { code, output } = await run(monthly, ...flags, '--json')
  expect(code).toBe(1)
  const { problems } = JSON.parse(output)
  expect(
    problems.map(({ line, code: found }: { line: number; code: string }) => `${line} ${found}`),
  ).toEqual([
    '2 ID_DUPLICATE',
    '3 SCHEDULED_DUTY_UNKNOWN',
    '4 FACT_UNKNOWN',
    '5 RECORD_LACKS',
    '6 SCHEDULED_DUTY_NOT_OWED',
    '7 UNIT_UNKNOWN',
    '8 RECORD_MOMENT',
    '9 FACT_UNKNOWN',
    '9 REFERENCE_UNKNOWN',
    '10 SCHEMA_INVALID',
    '11 SCHEMA_INVALID',
    '12 SCHEMA_INVALID',
  ])
  const read = await run(monthly, ...flags)
  expect(read.output).toContain('是否想写“report”？')
  expect(read.output).toContain('什么也没有推演')
  expect(read.output).not.toContain('定期事项（')
})

it('run refuses a file of events with a wrong line before it plays the first', async () => {
  const start = { facts: { 'fromUnit.id': 'T01' }, at: '2025-03-03T09:00:00+08:00' }
  const bad = file('bad', [
    start,
    { type: 'sned', at: '2025-03-03T09:02:00+08:00' },
    { type: 'send', at: '2025-03-03T09:01:00+08:00', facts: { urgencey: 'high' } },
    { at: '2025-02-30T09:01:00+08:00' },
    { unit: 'T01', at: '2025-03-04T09:01:00+08:00' },
  ])
  const { code, output } = await run(monthly, 'referral', '--events', bad)
  expect(code).toBe(1)
  expect(output.match(/\[[A-Z_]+\]/g)).toEqual([
    '[EVENT_UNKNOWN]',
    '[FACT_UNKNOWN]',
    '[TIME_BACKWARDS]',
    '[SCHEMA_INVALID]',
    '[SCHEMA_INVALID]',
  ])
  expect(output).not.toContain('✓')
  const typed = await run(
    monthly,
    'referral',
    '--events',
    file('typed', [{ ...start, type: 'send' }]),
  )
  expect([typed.code, typed.output]).toEqual([1, expect.stringContaining('第一行让个案开始')])
})

it.each([
  [['--day', '2025-02-30'], '[SCHEMA_INVALID]'],
  [['--records', february], '--day'],
  [['--from', '2025-01-01'], '[SCHEMA_INVALID]'],
  [['--day', '2025-01-01', '--from', '2025-02-01'], '2025-02-01'],
  [['--day', '2025-03-05', '--records', 'nowhere.jsonl'], 'nowhere.jsonl'],
  [['referral', '--day', '2025-03-05'], '--events'],
  [['referal', '--events', february], '“referral”'],
  [[], '--events'],
])('run %j is wrong use', async (args, words) => {
  const { code, output, errors } = await run(monthly, ...args)
  expect([code, output]).toEqual([2, ''])
  expect(errors).toContain(words)
})
