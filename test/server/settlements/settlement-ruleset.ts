import type { Json, Layer } from '@jieli/engine'
import { assessedRuleset } from '../assessment/assessed-ruleset.ts'

const text = (zh: string, en: string) => ({ zh, en })
const cites = ['plan#DP-39']
const fact = (id: string, type: string) => ({ id, type, title: text(id, id) })
const valued = (id: string, type: string, value: Json, codes?: readonly string[]) => ({
  id,
  type,
  title: text(id, id),
  required: false,
  cites,
  ...(codes && { codes: codes.map((code) => ({ code, title: text(code, code) })) }),
  values: [{ from: '2020-01-01', value }],
})

/**
 * The assessed ruleset with a fund whose surplus is split 6:3:1 once the assessment is final, and a fee of 20 yuan for
 * each note on a referral.
 */
export function settlementRuleset(): Layer {
  const base = assessedRuleset()
  const own = (list: string): readonly Json[] => base[list] as readonly Json[]
  return {
    ...base,
    facts: [
      ...own('facts'),
      fact('fund.raised', 'money'),
      fact('fund.spent', 'money'),
      fact('fund.policyFactorAmount', 'money'),
      { ...fact('fund.insuredCount', 'integer'), unit: 'person' },
      fact('fund.assessmentFinal', 'boolean'),
    ],
    parameters: [
      ...own('parameters'),
      valued('budgetRate', 'ratio', { numerator: 93, denominator: 100 }),
      valued('bearer', 'code', 'lead', ['lead', 'fund']),
      valued('factorPayer', 'code', 'fund', ['lead', 'fund']),
      valued('weightDistrict', 'integer', 6),
      valued('weightTownship', 'integer', 3),
      valued('weightVillage', 'integer', 1),
      valued('noteFee', 'money', 2000),
    ],
    decisions: [
      ...own('decisions'),
      {
        kind: 'rules',
        id: 'mayDistribute',
        title: text('可否分配', 'may it be distributed'),
        cites,
        hitPolicy: 'priority',
        rules: [
          {
            id: 'final',
            title: text('已定稿', 'final'),
            cites,
            conditions: { fact: 'fund.assessmentFinal', operator: 'equal', value: true },
            then: { outcome: 'allow', reason: text('考核已定稿。', 'The assessment is final.') },
          },
        ],
        otherwise: {
          outcome: 'denyInstitutionalAction',
          reason: text('考核没有定稿。', 'The assessment is not final.'),
        },
      },
    ],
    funds: [
      {
        id: 'residents',
        title: text('居民基金', 'fund of residents'),
        cites,
        raised: 'fund.raised',
        insured: 'fund.insuredCount',
        spent: 'fund.spent',
        policyFactor: 'fund.policyFactorAmount',
        budgetRate: { parameter: 'budgetRate' },
        distributionRequires: ['mayDistribute'],
        overspend: {
          bearer: { parameter: 'bearer' },
          policyFactorPayer: { parameter: 'factorPayer' },
          cites,
        },
        split: {
          cites,
          shares: ['District', 'Township', 'Village'].map((level) => ({
            id: level.toLowerCase(),
            title: text(level, level),
            weight: { parameter: `weight${level}` },
          })),
        },
      },
    ],
    prices: [
      {
        id: 'note',
        title: text('备注服务费', 'fee for a note'),
        basis: 'perService',
        payer: text('转出单位', 'sending unit'),
        payee: text('转入单位', 'receiving unit'),
        amount: { parameter: 'noteFee' },
        on: 'noted',
        payerUnit: 'fromUnit.id',
        payeeUnit: 'toUnit.id',
        cites,
      },
    ],
  }
}
