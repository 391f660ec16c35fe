import type { Json, Layer } from '@jieli/engine'
import { smallRuleset } from '../harness/small-ruleset.ts'

const text = (zh: string, en: string) => ({ zh, en })
const cites = ['plan#DP-39']
const valued = (id: string, type: string, value: Json) => ({
  id,
  type,
  title: text(id, id),
  required: false,
  cites,
  values: [{ from: '2020-01-01', value }],
})
const percent = (numerator: number) => ({ numerator, denominator: 100 })

/** The small ruleset, with vaccination brought in, referrals counted from their log, and a scheme over both. */
export function assessedRuleset(): Layer {
  const small = smallRuleset()
  const own = (list: string): readonly Json[] => small[list] as readonly Json[]
  return {
    ...small,
    facts: [
      ...own('facts'),
      {
        id: 'vaccinated',
        type: 'integer',
        title: text('已接种人数', 'vaccinated'),
        unit: 'person',
      },
      { id: 'due', type: 'integer', title: text('应接种人数', 'due'), unit: 'person' },
      { id: 'log.startedOn', type: 'date', title: text('发起日期', 'started on') },
      { id: 'referrals.sent', type: 'integer', title: text('转出例数', 'referrals sent') },
      { id: 'referrals.urgent', type: 'integer', title: text('紧急转出例数', 'urgent referrals') },
    ],
    parameters: [
      ...own('parameters'),
      valued('vaccinationTarget', 'ratio', percent(90)),
      valued('vaccinationFloor', 'ratio', percent(60)),
      valued('whole', 'integer', 1),
      valued('goodFrom', 'integer', 80),
    ],
    measures: [
      {
        id: 'referrals.sent',
        title: text('转出例数', 'referrals sent'),
        of: 'referral',
        unit: 'fromUnit.id',
        date: 'log.startedOn',
        cites,
      },
      {
        id: 'referrals.urgent',
        title: text('紧急转出例数', 'urgent referrals'),
        of: 'referral',
        where: { fact: 'urgency', operator: 'equal', value: 'high' },
        unit: 'fromUnit.id',
        date: 'log.startedOn',
        cites,
      },
    ],
    indicators: [
      {
        id: 'vaccinationRate',
        title: text('疫苗接种率', 'vaccination rate'),
        definition: text('已接种除以应接种', 'vaccinated by due'),
        direction: 'higherIsBetter',
        unit: 'ratio',
        numerator: 'vaccinated',
        denominator: 'due',
        target: { parameter: 'vaccinationTarget' },
        scoring: { method: 'linear', floor: { parameter: 'vaccinationFloor' } },
        cites,
      },
      {
        id: 'urgentShare',
        title: text('紧急转诊占比', 'urgent share'),
        definition: text('紧急除以全部', 'urgent by all'),
        direction: 'lowerIsBetter',
        unit: 'ratio',
        numerator: 'referrals.urgent',
        denominator: 'referrals.sent',
        cites,
      },
    ],
    assessmentGroups: [
      {
        id: 'health',
        title: text('公共卫生', 'public health'),
        kind: 'publicBenefit',
        indicators: ['vaccinationRate', 'urgentShare'],
        weight: { parameter: 'whole' },
        cites,
      },
    ],
    assessmentSchemes: [
      {
        id: 'monthly',
        title: text('月度考核', 'monthly'),
        period: 'month',
        assesses: 'units',
        groups: ['health'],
        gates: [],
        grades: [
          { id: 'good', title: text('良好', 'good'), atLeast: { parameter: 'goodFrom' } },
          { id: 'poor', title: text('较差', 'poor') },
        ],
        cites,
      },
    ],
  }
}
