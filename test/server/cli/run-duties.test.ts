import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runCli } from './run-cli.ts'
import { writeJson } from './write-ruleset.ts'

const root = mkdtempSync(path.join(tmpdir(), 'jieli-run-'))
afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})

const events = (name: string) => path.join(import.meta.dirname, 'run', `${name}.jsonl`)

/** A clause of a community, the case that tries it on both sides of its time, and what its month counts. */
interface Clause {
  readonly community: string
  readonly clause: string
  readonly pathway: string
  readonly duty: string
  /** The files of events, without their ending. */
  readonly file: string
  readonly due: string
  readonly dueWords: string
  /** Who is told that it is late, and what. */
  readonly reminder: string
  /** The month the case counts in, and for which unit. */
  readonly counted: string
  /** The fact that names the unit; absent where the ruleset has measures of its own. */
  readonly unitFact?: string
  /** The measures of the ruleset that count it. */
  readonly measures?: readonly [due: string, onTime: string]
  /** The parameter with the last day, where the source leaves it open: a sample is given. */
  readonly sampleDay?: string
}

const clauses: readonly Clause[] = [
  {
    community: 'district-plan-demo',
    clause: 'DP-72',
    pathway: 'referral',
    duty: 'redistributeMedicines',
    file: 'district-plan-medicines',
    due: '2025-03-04T09:10:00+08:00',
    dueWords: '2025-03-04 09:10',
    reminder: '提醒转出单位（D01）：续用药品逾期未调剂到位',
    counted: '2025-03 · D01',
    measures: ['referrals.redistributionOwed', 'referrals.redistributionKept'],
  },
  {
    community: 'luohu',
    clause: 'LH-11',
    pathway: 'drugShortage',
    duty: 'supplyShortage',
    file: 'luohu-shortage',
    due: '2025-03-04T09:00:00+08:00',
    dueWords: '2025-03-04 09:00',
    reminder: '提醒集团调剂单位（D01）：短缺药品逾期未调剂到位',
    counted: '2025-03 · D01',
    measures: ['shortages.due', 'shortages.metInTime'],
  },
  {
    community: 'futian-grid',
    clause: 'FT-28',
    pathway: 'communityStages',
    duty: 'buildPlatform',
    file: 'futian-platform',
    due: '2025-12-31T23:59:59.999+08:00',
    dueWords: '2025-12-31 当日结束',
    reminder: '提醒医共体建设领导小组（G01）：建成覆盖县乡村三级的健康信息平台：逾期未完成',
    counted: '2025-03 · G01',
    measures: ['platforms.due', 'platforms.builtInTime'],
  },
  {
    community: 'yongtai',
    clause: 'YT-32',
    pathway: 'infrastructurePlan',
    duty: 'villageClinics',
    file: 'yongtai-clinics',
    due: '2022-12-31T23:59:59.999+08:00',
    dueWords: '2022-12-31 当日结束',
    reminder: '提醒县政府（G01）：村村有 1 所业务用房达标的村卫生所：逾期未完成',
    counted: '2021-01 · G01',
    unitFact: 'office.countyGovernment',
  },
  {
    community: 'wuhu-jiujiang',
    clause: 'WH-04',
    pathway: 'fullCoverage',
    duty: 'coverDistricts',
    file: 'jiujiang-coverage',
    due: '2020-12-31T23:59:59.999+08:00',
    dueWords: '2020-12-31 当日结束',
    reminder: '提醒卫生健康部门（H01）：紧密型城市医联体覆盖各市辖区和经开区：逾期未完成',
    counted: '2019-07 · H01',
    measures: ['coverage.due', 'coverage.onTime'],
  },
  {
    community: 'nanling-wuwei',
    clause: 'NW-03',
    pathway: 'nanlingPublication',
    duty: 'nanlingLaunch',
    file: 'nanling-launch',
    due: '2019-06-30T23:59:59.999+08:00',
    dueWords: '2019-06-30 当日结束',
    reminder: '提醒县卫健部门（N01）：启动大会未在 6 月底前召开',
    counted: '2019-06 · N01',
    measures: ['launchMeetings.due', 'launchMeetings.onTime'],
  },
  {
    community: 'generic-plan',
    clause: 'GP-18',
    pathway: 'implementationSteps',
    duty: 'buildStructure',
    file: 'generic-structure',
    due: '2025-12-31T23:59:59.999+08:00',
    dueWords: '2025-12-31 当日结束',
    reminder: '提醒理事会（C01）：完成组织架构搭建：逾期未完成',
    counted: '2025-01 · C01',
    measures: ['shortTerm.structureDue', 'shortTerm.structureOnTime'],
    sampleDay: 'firstYearEnd',
  },
]

/** The community itself, or a county on its rules that adds what the case needs and the community does not have. */
function countingCounty({ community, pathway, duty, unitFact, sampleDay }: Clause): string {
  if (unitFact === undefined && sampleDay === undefined) return community
  const folder = path.join(root, `counting-${community}`)
  mkdirSync(folder)
  writeJson(folder, 'ruleset.json', {
    formatVersion: 4,
    id: `counting-${community}`,
    kind: 'county',
    county: 'sample',
    title: text('样例县'),
    version: '1.0.0',
    basedOn: { id: community, version: '^1.0.0' },
    sample: true,
    sources: [{ id: 'consulting-plan', title: text('样例') }],
  })
  if (unitFact !== undefined) writeCounts(folder, pathway, duty, unitFact)
  if (sampleDay !== undefined)
    writeJson(folder, 'parameters.json', {
      parameters: [
        { id: sampleDay, values: [{ from: '2025-01-01', value: '2025-12-31', sample: true }] },
      ],
    })
  return folder
}

/** Measures that count the duty by the month the case began in, with the facts they read and give. */
function writeCounts(folder: string, pathway: string, duty: string, unitFact: string): void {
  const cites = ['consulting-plan#GP-18']
  const counts = ['due', 'onTime'] as const
  const integers = counts.flatMap((count) => [`log.duty.${duty}.${count}`, `counted.${count}`])
  const facts = [
    { id: 'log.startedOn', type: 'date', title: text('开始日期'), cites },
    ...integers.map((id) => ({ id, type: 'integer', title: text(id), cites })),
  ]
  const measures = counts.map((count) => ({
    id: `counted.${count}`,
    title: text(count),
    of: pathway,
    sum: `log.duty.${duty}.${count}`,
    unit: unitFact,
    date: 'log.startedOn',
    cites,
  }))
  writeJson(folder, 'facts.json', { facts })
  writeJson(folder, 'measures.json', { measures })
}

function text(zh: string) {
  return { zh, en: zh }
}

describe.each(clauses)('run on $community $clause', (clause) => {
  const county = countingCounty(clause)
  const [due, onTime] = clause.measures ?? ['counted.due', 'counted.onTime']
  const play = (side: 'in-time' | 'late', ...flags: readonly string[]) =>
    runCli('run', county, clause.pathway, '--events', events(`${clause.file}-${side}`), ...flags)
  const last = async (side: 'in-time' | 'late') => {
    const { output } = await play(side, '--json')
    const { duties, counts } = JSON.parse(output.trimEnd().split('\n').at(-1) ?? '')
    return {
      duty: duties.find((each: { duty: string }) => each.duty === clause.duty),
      log: counts.duties.find((each: { duty: string }) => each.duty === clause.duty),
      month: counts.measures
        .filter(({ measure }: Record<string, string>) => measure === due || measure === onTime)
        .map(
          ({ month, unit, measure, value }: Record<string, string>) =>
            `${month} · ${unit} ${measure} ${value}`,
        ),
    }
  }

  it('shows the duty start, kept at the last moment, and counted as kept in time', async () => {
    const { code, output } = await play('in-time')
    expect(code).toBe(0)
    expect(output).toMatch(new RegExp(`□ 办理时限开始：.*，期限 ${clause.dueWords}`))
    expect(output).toMatch(new RegExp(`■ 按时办理：.*，期限 ${clause.dueWords}`))
    expect(output).not.toContain(clause.reminder)
    const { duty, log, month } = await last('in-time')
    expect([duty.standing, Date.parse(duty.settledAt)]).toEqual(['kept', Date.parse(clause.due)])
    expect(log.counts).toMatchObject({ due: 1, onTime: 1 })
    expect(log.facts).toEqual([`log.duty.${clause.duty}.due`, `log.duty.${clause.duty}.onTime`])
    expect(month).toEqual([`${clause.counted} ${due} 1`, `${clause.counted} ${onTime} 1`])
  })

  it('shows the duty late a moment later, who is told when, and counted as not kept in time', async () => {
    const { code, output } = await play('late')
    expect(code).toBe(0)
    expect(output).toMatch(new RegExp(`! 已逾期：.*，期限 ${clause.dueWords}`))
    expect(output).toContain(`▲ ${clause.reminder}（${clause.dueWords}）`)
    expect(output).toMatch(new RegExp(`■ 逾期办理：.*，期限 ${clause.dueWords}`))
    const { duty, log, month } = await last('late')
    expect(duty.standing).toBe('keptLate')
    expect(log.counts).toMatchObject({ due: 1, onTime: 0 })
    expect(month).toEqual([`${clause.counted} ${due} 1`, `${clause.counted} ${onTime} 0`])
  })
})
