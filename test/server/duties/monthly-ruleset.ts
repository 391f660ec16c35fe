import type { Layer } from '@jieli/engine'
import { smallRuleset } from '../harness/small-ruleset.ts'

const text = (zh: string, en: string) => ({ zh, en })
const cites = ['plan#DP-39']

/** The small county with three scheduled duties: a report of each township by the fifth, a council meeting, a plan. */
export function monthlyRuleset(
  change: { readonly version?: string; readonly without?: string } = {},
): Layer {
  const layer = smallRuleset(change.version === undefined ? {} : { version: change.version })
  const scheduledDuties = [
    {
      id: 'report',
      title: text('上报月报', 'report the month'),
      owedBy: {
        of: 'units',
        where: { fact: 'unit.kind', operator: 'equal', value: 'township' },
      },
      schedule: { every: 'month', due: { day: 5, of: 'nextPeriod' } },
      keptBy: {
        asks: ['report.patients'],
        where: { fact: 'report.patients', operator: 'greaterThan', value: 0 },
      },
      late: [
        {
          id: 'remind',
          title: text('月报逾期', 'the report is late'),
        },
        {
          id: 'escalate',
          title: text('月报逾期三日', 'three days late'),
          to: 'office',
          after: { duration: 'P3D' },
        },
      ],
      cites,
    },
    {
      id: 'meet',
      title: text('召开理事会', 'hold a council meeting'),
      owedBy: { of: 'community', office: 'council' },
      schedule: { every: 'quarter' },
      keptBy: { document: true, times: 2 },
      cites,
    },
    {
      id: 'plan',
      title: text('报备方案', 'file the plan'),
      owedBy: { of: 'community', office: 'lead' },
      schedule: { every: 'once', by: { date: '2025-06-30' } },
      keptBy: { document: true },
      cites,
    },
  ].filter(({ id }) => id !== change.without)
  const integer = (id: string, zh: string, en: string) => ({
    id,
    type: 'integer',
    title: text(zh, en),
  })
  return {
    ...layer,
    facts: [
      ...(layer['facts'] as []),
      { id: 'unit.kind', type: 'text', title: text('类别', 'kind') },
      integer('report.patients', '转诊人次', 'patients referred'),
      ...(change.without === 'report'
        ? []
        : [
            integer('duty.report.due', '应报月报', 'reports due'),
            integer('duty.report.onTime', '按期月报', 'reports in time'),
          ]),
    ],
    indicators: [
      {
        id: 'reportedInTime',
        title: text('按期上报率', 'reported in time'),
        definition: text('按期上报的月报占应报的比例', 'the share of reports that came in time'),
        direction: 'higherIsBetter',
        unit: 'ratio',
        numerator: 'duty.report.onTime',
        denominator: 'duty.report.due',
        cites,
      },
    ].filter(() => change.without !== 'report'),
    offices: [
      { id: 'council', title: text('理事会', 'the council'), of: 'community' },
      { id: 'lead', title: text('牵头医院', 'the lead hospital'), of: 'community' },
      { id: 'office', title: text('医共体办公室', 'the office'), of: 'community' },
    ],
    scheduledDuties,
  }
}
