import type { Ruleset } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { readCases } from '../../../server/src/exchange/read-cases.ts'
import { readEvents } from '../../../server/src/exchange/read-events.ts'
import { readUnits } from '../../../server/src/exchange/read-units.ts'
import { readValues } from '../../../server/src/exchange/read-values.ts'
import { ProblemList, type TableProblem } from '../../../server/src/exchange/table-problem.ts'
import { countedRuleset } from './counted-ruleset.ts'

const ruleset = countedRuleset()
const title = (zh: string, en: string) => ({ zh, en })
/** A county that names four tiers, with an area centre between township and county. */
const tiered: Ruleset = {
  ...ruleset,
  codeSystems: [
    {
      id: 'tiers',
      title: title('层级', 'tiers'),
      codes: [
        { id: 'village', title: title('村级', 'village level') },
        { id: 'township', title: title('乡镇级', 'township level') },
        { id: 'area-centre', title: title('片区医疗中心', 'area centre') },
        { id: 'county', title: title('县级', 'county level') },
      ],
    },
  ],
  facts: [
    ...ruleset.facts,
    { id: 'unit.tier', type: 'orderedCode', title: title('层级', 'tier'), codeSystem: 'tiers' },
  ],
}
const places = (problems: { kept: readonly TableProblem[] }) =>
  problems.kept.map(({ code, row, column, value }) => [code, row, column, value])

describe('units', () => {
  const read = (text: string) => readUnits(Buffer.from(text), { ruleset: tiered, format: 'csv' })

  it('units have an id and a name, perhaps a kind, tier, level and parent', async () => {
    const { items, problems } = await read(
      'id,title,kind,tier,level,parent\nC01,县医院,county-general-hospital,2,,\nT01,乡卫生院,,１,1,C01\n',
    )
    expect(problems.total).toBe(0)
    expect(items).toEqual([
      { id: 'C01', title: '县医院', kind: 'county-general-hospital', tier: 'county' },
      { id: 'T01', title: '乡卫生院', tier: 'township', level: 1, parent: 'C01' },
    ])
  })

  it('a tier is read by its title, its code or the number it had before', async () => {
    const { items, problems } = await read(
      'id,title,tier\nA,甲,乡镇级\nB,乙,area-centre\nC,丙,0\nD,丁,county level\n',
    )
    expect(problems.total).toBe(0)
    expect(items.map(({ tier }) => tier)).toEqual(['township', 'area-centre', 'village', 'county'])
  })

  it('a tier that the ruleset does not name is refused with those it does', async () => {
    const { problems } = await read('id,title,tier\nA,甲,三级医院\nB,乙,3\n')
    expect(places(problems)).toEqual([
      ['CELL_TYPE', 2, 'tier', '三级医院'],
      ['CELL_TYPE', 3, 'tier', '3'],
    ])
    expect(problems.kept[0]?.message.zh).toContain('村级、乡镇级、片区医疗中心、县级')
  })

  it('a unit twice, without a name, of no tier, under itself or under nobody is refused by its row', async () => {
    const { problems } = await read('id,title,tier,parent\nA,甲,x,B\nB,乙,,\nB,丙,,\nC,,,D\n')
    expect(places(problems)).toEqual([
      ['CELL_TYPE', 2, 'tier', 'x'],
      ['ROW_TWICE', 4, 'id', 'B'],
      ['CELL_REQUIRED', 5, 'title', ''],
      ['UNIT_PARENT', 5, 'parent', 'D'],
    ])
  })

  it('units that are above each other are refused', async () => {
    const { problems } = await read('id,title,parent\nA,甲,B\nB,乙,A\n')
    expect(problems.kept.map(({ code }) => code)).toContain('UNIT_PARENT')
  })
})

describe('figures', () => {
  const units = new Set(['C01', 'T01'])
  const read = (text: string) => readValues(Buffer.from(text), { ruleset, units, format: 'csv' })

  it('a figure belongs to a unit, or to the community where the unit is empty, and to a period', async () => {
    const { items, problems } = await read(
      [
        'unit,period,fact,value,source,completeness',
        'T01,2025-01,visits,120,门诊系统,118/120',
        ',2025-Q1,income,"1,234.50",,',
      ].join('\n'),
    )
    expect(problems.total).toBe(0)
    expect(items).toEqual([
      {
        row: 2,
        unit: 'T01',
        period: '2025-01',
        fact: 'visits',
        value: 120,
        source: '门诊系统',
        completeness: { determined: 118, all: 120 },
      },
      { row: 3, unit: null, period: '2025-Q1', fact: 'income', value: 123_450 },
    ])
  })

  it('each problem is told by row and column, with the nearest name', async () => {
    const { problems } = await read(
      [
        'unit,period,fact,value,completeness',
        'T09,2025-01,visits,1,',
        'T01,2025-13,visits,1,',
        'T01,2025-01,visit,1,',
        'T01,2025-01,visits,一,',
        'T01,2025-01,visits,,',
        'T01,2025-02,visits,1,3/2',
        'T01,2025-03,visits,1,',
        'T01,2025-03,visits,1,',
      ].join('\n'),
    )
    expect(places(problems)).toEqual([
      ['UNIT_UNKNOWN', 2, 'unit', 'T09'],
      ['PERIOD_MALFORMED', 3, 'period', '2025-13'],
      ['FACT_UNKNOWN', 4, 'fact', 'visit'],
      ['CELL_TYPE', 5, 'value', '一'],
      ['COMPLETENESS_MALFORMED', 7, 'completeness', '3/2'],
      ['ROW_TWICE', 9, 'fact', 'visits'],
    ])
    expect(problems.kept[2]?.message.en).toContain('Did you mean "visits"?')
  })

  it('a row whose value is empty brings nothing, as in a template that is filled in only in part', async () => {
    const { items, problems } = await read('unit,period,fact,value\nT01,2025-01,visits,\n')
    expect([items, problems.total]).toEqual([[], 0])
  })

  it('a part above its whole is refused, while unlike figures may stand in any proportion', async () => {
    const { problems } = await read(
      [
        'unit,period,fact,value',
        'T01,2025-01,pathway.eligible,10',
        'T01,2025-01,pathway.entered,11',
        'T01,2025-02,pathway.entered,11',
        'T01,2025-01,visits,900',
        'T01,2025-01,doctors,3',
        'C01,2025-01,primaryVisits,5',
        'C01,2025-01,visits,4',
      ].join('\n'),
    )
    expect(places(problems)).toEqual([
      ['NUMERATOR_ABOVE', 3, 'value', '11'],
      ['NUMERATOR_ABOVE', 7, 'value', '5'],
    ])
    expect(problems.kept[0]?.message.zh).toBe('“入径率”的分子 11 大于分母 10（第 2 行）。')
  })

  it('a table of wrong rows is counted whole and told in part', async () => {
    const rows = Array.from({ length: 1000 }, () => 'T01,2025-01,visits,?')
    const { problems } = await read(['unit,period,fact,value', ...rows].join('\n'))
    expect([problems.total, problems.kept.length]).toEqual([1000, 200])
  })
})

describe('cases and events', () => {
  const lists = () => ({ problems: new ProblemList(), notes: new ProblemList() })

  it('a case tells facts by their names or titles; an empty cell is unknown', async () => {
    const found = lists()
    const text = 'id,episode.unit,入径,episode.dischargedAt\nE1,T01,是,2025/1/31\nE2,T01,,\n'
    const cases = []
    for await (const each of readCases(() => Buffer.from(text), 'inpatientEpisode', {
      ruleset,
      format: 'csv',
      ...found,
    }))
      cases.push(each.record)
    expect(found.problems.total).toBe(0)
    expect(cases).toEqual([
      {
        id: 'E1',
        pathway: 'inpatientEpisode',
        facts: {
          'episode.unit': 'T01',
          'episode.entered': true,
          'episode.dischargedAt': '2025-01-31',
        },
      },
      { id: 'E2', pathway: 'inpatientEpisode', facts: { 'episode.unit': 'T01' } },
    ])
  })

  it('a case that comes twice is told, whether ids ascend or not', async () => {
    for (const ids of [
      ['E1', 'E2', 'E2'],
      ['E9', 'E1', 'E9'],
    ]) {
      const found = lists()
      const text = ['id', ...ids].join('\n')
      const rows = []
      for await (const { row } of readCases(() => Buffer.from(text), 'inpatientEpisode', {
        ruleset,
        format: 'csv',
        ...found,
      }))
        rows.push(row)
      expect(rows).toEqual([2, 3, 4])
      expect(places(found.problems)).toEqual([['ROW_TWICE', 4, 'id', ids[2]]])
    }
  })

  it('an event is one that money rests on, with its moment', async () => {
    const found = lists()
    const text = [
      'id,at,event,case,episode.unit',
      'V1,2025-01-05T09:00:00+08:00,teleconsultDone,E1,T01',
      'V2,2025-01-05 09:00,teleconsultDone,,T01',
      'V3,2025-01-05T09:00:00+08:00,teleconsultDun,,T01',
      'V4,2025-01-05T09:00:00+08:00,,,T01',
    ].join('\n')
    const events = []
    for await (const event of readEvents(() => Buffer.from(text), {
      ruleset,
      format: 'csv',
      ...found,
    }))
      events.push(event)
    expect(events).toEqual([
      {
        row: 2,
        id: 'V1',
        at: '2025-01-05T09:00:00+08:00',
        event: 'teleconsultDone',
        case: 'E1',
        facts: { 'episode.unit': 'T01' },
      },
    ])
    expect(places(found.problems)).toEqual([
      ['CELL_TYPE', 3, 'at', '2025-01-05 09:00'],
      ['EVENT_UNKNOWN', 4, 'event', 'teleconsultDun'],
      ['CELL_REQUIRED', 5, 'event', ''],
    ])
  })
})
