import { rmSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { dataFiles, rulesetFiles } from '../data-folder/county-folder.ts'
import { writeFolder } from '../data-folder/write-folder.ts'
import { runCli } from './run-cli.ts'

const folders: string[] = []
const written = (files: Parameters<typeof writeFolder>[0]) => {
  const folder = writeFolder(files)
  folders.push(folder)
  return folder
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const ruleset = written(rulesetFiles)
const data = written(dataFiles)
const assess = async (...more: readonly string[]) =>
  await runCli('assess', ruleset, '--period', '2025-01', '--data', data, ...more)

describe('assess', () => {
  it('prints the month: ranking, gates, score cards worked out from figures, rates and what is missing', async () => {
    const { code, output } = await assess()
    expect(code).toBe(0)
    for (const part of [
      '小县 small-county 1.0.0 · 2025-01',
      '【考核】月度考核',
      '名次',
      '路径门槛',
      '基层诊疗量占比：60%，目标 60%，达标，100 分',
      '基层诊疗量占比：30%，目标 60%，未达标，50 分',
      '11 例中有 1 例资料不全',
      '【临床路径】',
      '✓ 70% (7/10) 线70% 余0例',
    ])
      expect(output).toContain(part)
    // Worked out line by line, from the very figures of the table.
    expect(output).toMatch(/基层诊疗人次 60 .*÷/)
    // One episode names no day of discharge.
    expect(output).toContain('episode 有 1 例没有归期日期')
  })

  it('prints English, and one unit alone, where asked', async () => {
    const { output } = await assess('--language', 'en', '--unit', 'T01')
    expect(output).toContain('primary visit share: 60%, target 60%, met, 100 points')
    expect(output).not.toContain('县医院')
  })

  it('gives every number exactly as JSON, counted or brought in', async () => {
    const { output } = await assess('--json')
    const { results, rates, cases, undated } = JSON.parse(output)
    expect([cases, undated]).toEqual([{ episode: 13 }, { episode: 1 }])
    const [{ cards, scheme }] = results
    expect(scheme).toBe('monthly')
    const card = (unit: string) =>
      cards.find((each: { unit: { id: string } }) => each.unit.id === unit)
    expect(card('T01').score).toEqual({ numerator: '100', denominator: '1' })
    expect([card('T01').rank, card('T01').grade, card('T01').failedGates]).toEqual([1, 'good', []])
    expect(card('T01').indicators[1].figures['pathway.eligible']).toEqual({
      value: 10,
      source: 'cases',
      completeness: { determined: 10, all: 11 },
    })
    expect(card('D01').indicators[1].verdict).toBe('notAssessable')
    expect(card('D01').indicators[0].figures['visits.primary'].source).toBe('imported')
    expect(rates[0].groups[0].rates[0]).toMatchObject({
      numerator: 7,
      denominator: 10,
      verdict: 'pass',
    })
  })

  it('the grades of the months before decide whether a rectification follows', async () => {
    // January alone is below; with December's figures it is the second month in a row.
    const rectify = async (values: string) => {
      const folder = written({ ...dataFiles, 'values.csv': values })
      const { output } = await runCli(
        'assess',
        ruleset,
        '--period',
        '2025-01',
        '--data',
        folder,
        '--json',
      )
      const [{ cards }] = JSON.parse(output).results
      return cards.find((each: { unit: { id: string } }) => each.unit.id === 'T01').consequences[0]
        .follows
    }
    const january = dataFiles['values.csv'].replace('６０', '10')
    const december = [
      'T01,2024-12,visits.primary,10',
      'T01,2024-12,visits.all,100',
      'T01,2024-12,pathway.eligible,10',
      'T01,2024-12,pathway.entered,8',
    ]
    expect(await rectify([january, ...december].join('\n'))).toBe(true)
    expect(await rectify(january)).toBe(false)
  })

  it('anything wrong in any file is told by file, row and column, and nothing is computed', async () => {
    const broken = written({
      ...dataFiles,
      'values.csv':
        'unit,period,fact,value\nT09,2025-01,visits.all,1\nT01,2025-01,visits.all,"1,2"\n',
      'cases-episode.csv': 'id,episode.unit,episode.dischargedOn\nE1,T01,2025-02-30\n',
      'cases-episodes.csv': 'id\nE1\n',
    })
    const { code, output } = await runCli(
      'assess',
      ruleset,
      '--period',
      '2025-01',
      '--data',
      broken,
    )
    expect(code).toBe(1)
    for (const part of [
      'values.csv:2:unit',
      'values.csv:3:value',
      'cases-episode.csv:2:episode.dischargedOn',
      'cases-episodes.csv',
      '是否想写“cases-episode”？',
      '没有计算任何结果',
    ])
      expect(output).toContain(part)
    const json = await runCli('assess', ruleset, '--period', '2025-01', '--data', broken, '--json')
    expect(JSON.parse(json.output)).toMatchObject({ total: 4 })
  })

  it('a wrong period, folder, scheme or unit is wrong use', async () => {
    const uses = [
      ['assess', ruleset, '--period', '2025-13', '--data', data],
      ['assess', ruleset, '--period', '2025-01', '--data', '/nowhere-at-all'],
      ['assess', ruleset, '--period', '2025-01', '--data', data, '--scheme', 'monthli'],
      ['assess', ruleset, '--period', '2025-01', '--data', data, '--unit', 'T1'],
      ['assess', ruleset, '--data', data],
    ]
    for (const use of uses) {
      const { code, output, errors } = await runCli(...use, '--language', 'en')
      expect([code, output]).toEqual([2, ''])
      expect(errors).not.toBe('')
    }
  })

  it('a period nobody kept a log of says so instead of counting nothing as zero', async () => {
    const { output } = await runCli(
      'assess',
      ruleset,
      '--period',
      '2025-03',
      '--data',
      data,
      '--json',
    )
    const [{ cards }] = JSON.parse(output).results
    expect(cards[0].score).toBeNull()
    expect(cards[0].indicators.map(({ verdict }: { verdict: string }) => verdict)).toEqual([
      'notAssessable',
      'notAssessable',
    ])
  })
})

describe('funds', () => {
  it('prints the money of the month to the fen, what each unit gets and owes, and that it reconciles', async () => {
    const { code, output } = await runCli('funds', ruleset, '--period', '2025-01', '--data', data)
    expect(code).toBe(0)
    for (const part of [
      '¥93,000,000.00',
      '¥3,000,000.00',
      '¥1,800,000.00',
      '¥900,000.00',
      '¥300,000.00',
      '远程会诊',
      '-¥50.00',
      '全部相符',
    ])
      expect(output).toContain(part)
  })

  it('counts only the events of the period', async () => {
    const { output } = await runCli(
      'funds',
      ruleset,
      '--period',
      '2025-01',
      '--data',
      data,
      '--json',
    )
    const { settlement } = JSON.parse(output)
    expect(settlement.ledger.postings).toHaveLength(1)
    expect(settlement.ledger.postings[0]).toMatchObject({ event: 'V1', amount: 5000 })
    expect(settlement.reconciles).toBe(true)
  })

  it('what is missing is told, and nothing is made up for it', async () => {
    const { output } = await runCli(
      'funds',
      ruleset,
      '--period',
      '2025-02',
      '--data',
      data,
      '--json',
    )
    const { settlement } = JSON.parse(output)
    expect(settlement.funds[0].budget).toBeNull()
    expect(settlement.needs).toContain('fund.raised')
  })
})

describe('generate', () => {
  it('writes a county that closes a month in one run', async () => {
    const out = written({})
    const made = await runCli(
      'generate',
      '--seed',
      '3',
      '--units',
      '12',
      '--months',
      '2',
      '--cases',
      '3000',
      '--out',
      out,
      '--ruleset',
      'district-plan-demo',
      '--json',
    )
    expect(made.code).toBe(0)
    expect(JSON.parse(made.output)).toMatchObject({ ruleset: 'district-plan-demo', seed: 3 })
    const { code, output } = await runCli(
      'assess',
      'district-plan-demo',
      '--period',
      '2025-02',
      '--data',
      out,
      '--json',
    )
    expect(code).toBe(0)
    const { rates, units } = JSON.parse(output)
    expect(units).toBe(12)
    const entry = rates[0].groups[0].rates.find(
      ({ id }: { id: string }) => id === 'pathwayEntryRate',
    )
    expect(entry.numerator / entry.denominator).toBeGreaterThan(0.6)
    expect(
      (await runCli('funds', 'district-plan-demo', '--period', '2025-02', '--data', out)).code,
    ).toBe(0)
  })

  it('refuses numbers that make no county', async () => {
    const { code, errors } = await runCli(
      'generate',
      '--units',
      '2',
      '--out',
      '/tmp/x',
      '--language',
      'en',
    )
    expect([code, errors]).toEqual([
      2,
      expect.stringContaining('--units must be a whole number from 4'),
    ])
  })
})
