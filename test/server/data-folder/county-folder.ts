import { cites, fact, is, parameter, text } from '../../engine/make-ruleset.ts'

const valued = (id: string, type: string, value: unknown) =>
  parameter(id, type, { values: [{ from: '2020-01-01', value }] })
const percent = (numerator: number) => ({ numerator, denominator: 100 })

const measure = (id: string, more: object = {}) => ({
  id,
  title: text(id),
  of: 'episode',
  unit: 'episode.unit',
  date: 'episode.dischargedOn',
  by: ['episode.department'],
  cites,
  ...more,
})

/**
 * A ruleset as its folder of files: episodes counted for entry, visits brought in, a scheme with a gate and grades, a
 * fund split 6:3:1, and a teleconsultation that has a price.
 */
export const rulesetFiles = {
  'ruleset.json': {
    id: 'small-county',
    kind: 'county',
    county: 'north',
    title: { zh: '小县', en: 'a small county' },
    version: '1.0.0',
    sources: [{ id: 'plan', title: text('plan') }],
    calendar: { utcOffset: '+08:00', holidays: [], workdays: [] },
  },
  'facts.json': {
    facts: [
      fact('episode.unit', 'text'),
      fact('episode.department', 'code'),
      fact('episode.eligible', 'boolean'),
      fact('episode.entered', 'boolean'),
      fact('episode.dischargedOn', 'date'),
      fact('pathway.eligible', 'integer', { unit: 'case' }),
      fact('pathway.entered', 'integer', { unit: 'case' }),
      fact('visits.primary', 'integer', {
        unit: 'visit',
        title: { zh: '基层诊疗人次', en: 'primary visits' },
      }),
      fact('visits.all', 'integer', { unit: 'visit' }),
      fact('fund.raised', 'money'),
      fact('fund.insured', 'integer'),
      fact('fund.spent', 'money'),
      fact('fund.policyFactor', 'money'),
      fact('service.payerUnit', 'text'),
      fact('service.payeeUnit', 'text'),
    ],
  },
  'parameters.json': {
    parameters: [
      valued('entryFloor', 'ratio', percent(70)),
      valued('shareTarget', 'ratio', percent(60)),
      valued('shareFloor', 'ratio', percent(0)),
      valued('goodFrom', 'integer', 90),
      valued('periodsBelow', 'integer', 2),
      valued('whole', 'decimal', '1'),
      valued('budgetRate', 'ratio', percent(93)),
      valued('teleconsultFee', 'money', 5000),
      valued('bearer', 'text', 'lead'),
      valued('policyFactorPayer', 'text', 'fund'),
      valued('leadWeight', 'integer', 6),
      valued('townshipWeight', 'integer', 3),
      valued('villageWeight', 'integer', 1),
    ],
  },
  'measures.json': {
    measures: [
      measure('pathway.eligible', { where: is('episode.eligible') }),
      measure('pathway.entered', { where: is('episode.entered') }),
    ],
  },
  'pathway-rates.json': {
    pathwayRates: [
      {
        id: 'entryRate',
        title: { zh: '入径率', en: 'entry rate' },
        definition: { zh: '入径病例数除以符合标准的病例数', en: 'entered of eligible' },
        numerator: 'pathway.entered',
        denominator: 'pathway.eligible',
        direction: 'atLeast',
        threshold: { parameter: 'entryFloor' },
        cites,
      },
    ],
  },
  'indicators.json': {
    indicators: [
      {
        id: 'primaryVisitShare',
        title: { zh: '基层诊疗量占比', en: 'primary visit share' },
        definition: text('primaryVisitShare'),
        direction: 'higherIsBetter',
        unit: 'ratio',
        numerator: 'visits.primary',
        denominator: 'visits.all',
        target: { parameter: 'shareTarget' },
        scoring: { method: 'linear', floor: { parameter: 'shareFloor' } },
        cites,
      },
      {
        id: 'pathwayEntryRate',
        title: { zh: '入径率', en: 'entry rate' },
        definition: text('pathwayEntryRate'),
        direction: 'higherIsBetter',
        unit: 'ratio',
        numerator: 'pathway.entered',
        denominator: 'pathway.eligible',
        target: { parameter: 'entryFloor' },
        cites,
      },
    ],
  },
  'assessment-groups.json': {
    assessmentGroups: [
      {
        id: 'service',
        title: text('service'),
        kind: 'publicBenefit',
        indicators: ['primaryVisitShare'],
        weight: { parameter: 'whole' },
        cites,
      },
      {
        id: 'gate',
        title: { zh: '路径门槛', en: 'pathway gate' },
        kind: 'gate',
        indicators: ['pathwayEntryRate'],
        cites,
      },
    ],
  },
  'assessment-schemes.json': {
    assessmentSchemes: [
      {
        id: 'monthly',
        title: { zh: '月度考核', en: 'monthly assessment' },
        period: 'month',
        assesses: 'units',
        groups: ['service'],
        gates: ['gate'],
        grades: [
          { id: 'good', title: { zh: '优秀', en: 'good' }, atLeast: { parameter: 'goodFrom' } },
          { id: 'poor', title: { zh: '不达标', en: 'poor' } },
        ],
        gateCap: 'poor',
        consequences: [
          {
            id: 'rectify',
            title: { zh: '限期整改', en: 'rectification' },
            kind: 'rectification',
            after: { grade: 'poor', periods: { parameter: 'periodsBelow' } },
            cites,
          },
        ],
        cites,
      },
    ],
  },
  'funds.json': {
    funds: [
      {
        id: 'insurance',
        title: { zh: '医保基金', en: 'the fund' },
        cites,
        raised: 'fund.raised',
        insured: 'fund.insured',
        spent: 'fund.spent',
        policyFactor: 'fund.policyFactor',
        budgetRate: { parameter: 'budgetRate' },
        distributionRequires: [],
        overspend: {
          bearer: { parameter: 'bearer' },
          policyFactorPayer: { parameter: 'policyFactorPayer' },
          cites,
        },
        split: {
          shares: ['lead', 'township', 'village'].map((id) => ({
            id,
            title: text(id),
            weight: { parameter: `${id}Weight` },
          })),
          cites,
        },
      },
    ],
  },
  'prices.json': {
    prices: [
      {
        id: 'teleconsult',
        title: { zh: '远程会诊', en: 'teleconsultation' },
        basis: 'perService',
        payer: text('payer'),
        payee: text('payee'),
        amount: { parameter: 'teleconsultFee' },
        on: 'teleconsultDone',
        payerUnit: 'service.payerUnit',
        payeeUnit: 'service.payeeUnit',
        cites,
      },
    ],
  },
  'pathways/episode.json': {
    id: 'episode',
    title: text('episode'),
    cites,
    parties: [{ id: 'unit', title: text('unit'), unitFact: 'episode.unit' }],
    events: [{ id: 'discharge', title: text('discharge'), actors: ['unit'], cites }],
    delays: [],
    machine: {
      id: 'episode',
      initial: 'admitted',
      states: {
        admitted: {
          on: {
            discharge: [
              { target: 'done', meta: { id: 'discharge', title: text('discharge'), cites } },
            ],
          },
          meta: { title: text('admitted'), owner: 'unit' },
        },
        done: { type: 'final', meta: { title: text('done') } },
      },
    },
  },
} as const

/** Ten episodes eligible and seven entered at T01 in January; figures of two units; one teleconsultation. */
export const dataFiles = {
  'units.csv':
    'id,title,kind,tier,level,parent\nD01,县医院,hospital,2,,\nT01,镇卫生院,township,1,,D01\n',
  'values.csv': [
    'unit,period,fact,value',
    'D01,2025-01,visits.primary,30',
    'D01,2025-01,visits.all,100',
    'T01,2025-01,visits.primary,６０',
    'T01,2025-01,visits.all,100',
    'D01,2024-12,visits.primary,20',
    'D01,2024-12,visits.all,100',
    'D01,2024-12,pathway.eligible,10',
    'D01,2024-12,pathway.entered,3',
    ',2025-01,visits.primary,90',
    ',2025-01,visits.all,200',
    ',2025-01,fund.raised,"100,000,000.00"',
    ',2025-01,fund.insured,120000',
    ',2025-01,fund.spent,90000000.00',
    ',2025-01,fund.policyFactor,0',
  ].join('\n'),
  'cases-episode.csv': [
    'id,episode.unit,episode.department,episode.eligible,episode.entered,episode.dischargedOn',
    ...Array.from(
      { length: 10 },
      (_, at) => `E${10 + at},T01,surgery,true,${at < 7},2025-01-${10 + at}`,
    ),
    'E20,T01,surgery,true,true,2025-02-01',
    'E21,T01,surgery,,,2025-01-31',
    'E22,T01,surgery,true,true,',
  ].join('\n'),
  'events.csv': [
    'id,at,event,service.payerUnit,service.payeeUnit',
    'V1,2025-01-05T09:00:00+08:00,teleconsultDone,T01,D01',
    'V2,2025-02-05T09:00:00+08:00,teleconsultDone,T01,D01',
  ].join('\n'),
}
