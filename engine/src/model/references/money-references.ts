import type { Fund, Share, WithinLevel } from '../fund.ts'
import { type Incentive, type Price, type Reimbursement, valueTypesOf } from '../money-rule.ts'
import { conditionReferences } from './condition-references.ts'
import { factReference, parameterReference } from './make-reference.ts'
import type { Reference } from './reference.ts'
import type { ValueType } from '../value-types/value-types.ts'

const numbers: readonly ValueType[] = ['integer', 'decimal', 'ratio', 'money']
const times: readonly ValueType[] = ['decimal', 'integer']
const codes: readonly ValueType[] = ['code', 'text']

/** Everything a fund names. Pure. */
export function fundReferences(fund: Fund, path: string): readonly Reference[] {
  const { overspend, split } = fund
  return [
    ...factReference(fund.raised, `${path}/raised`, ['money']),
    ...factReference(fund.spent, `${path}/spent`, ['money']),
    ...factReference(fund.policyFactor, `${path}/policyFactor`, ['money']),
    ...factReference(fund.insured, `${path}/insured`, ['integer']),
    ...parameterReference(fund.budgetRate, `${path}/budgetRate`, ['ratio']),
    ...parameterReference(overspend.bearer, `${path}/overspend/bearer`, codes),
    ...parameterReference(
      overspend.policyFactorPayer,
      `${path}/overspend/policyFactorPayer`,
      codes,
    ),
    ...fund.distributionRequires.map((id): Reference => ({
      list: 'decisions',
      id,
      path: `${path}/distributionRequires`,
    })),
    ...conditionReferences(fund.holders, `${path}/holders`),
    ...(fund.bonuses ?? []).map((id): Reference => ({
      list: 'incentives',
      id,
      path: `${path}/bonuses`,
    })),
    ...(fund.spending ?? []).flatMap(({ id, fact }) =>
      factReference(fact, `${path}/spending/${id}`, ['money']),
    ),
    ...shareReferences(split.shares, `${path}/split/shares`, ['integer']),
    ...(overspend.shares ?? []).flatMap(({ id, part, limit }) => [
      ...parameterReference(part, `${path}/overspend/shares/${id}`, ['ratio']),
      ...parameterReference(limit, `${path}/overspend/shares/${id}`, ['ratio', 'money']),
    ]),
  ]
}

/** Everything a rule of reimbursement names. Pure. */
export function reimbursementReferences(item: Reimbursement, path: string): readonly Reference[] {
  const types = valueTypesOf[item.effect]
  return [
    ...parameterReference(item.value, path, types),
    ...factReference(item.fact, path, types),
    ...conditionReferences(item.appliesWhen, `${path}/appliesWhen`),
  ]
}

/** Everything an internal price names. Pure. */
export function priceReferences(price: Price, path: string): readonly Reference[] {
  const { payerUnit, payeeUnit, quantity, cost, amount, basis } = price
  return [
    ...parameterReference(amount, path, basis === 'costPlus' ? ['ratio'] : ['money']),
    ...(typeof payerUnit === 'object'
      ? [
          ...parameterReference(payerUnit, path, codes),
          ...payerUnit.choices.flatMap(({ fact }) => factReference(fact, path, codes)),
        ]
      : factReference(payerUnit, path, codes)),
    ...factReference(payeeUnit, path, codes),
    ...factReference(quantity, path, times),
    ...factReference(cost, path, ['money']),
    ...conditionReferences(price.appliesWhen, `${path}/appliesWhen`),
  ]
}

/** Everything an incentive names. Pure. */
export function incentiveReferences(incentive: Incentive, path: string): readonly Reference[] {
  return [
    ...incentive.reads.flatMap((fact) => factReference(fact, path)),
    ...incentive.parameters.flatMap((parameter) => parameterReference({ parameter }, path)),
    ...factReference(incentive.pool, path, ['money']),
    ...parameterReference(incentive.part, path, ['ratio']),
    ...shareReferences(incentive.split ?? [], `${path}/split`),
    ...(incentive.earners ?? []).flatMap(({ id, unit, amount, points, quantity }) => {
      const at = `${path}/earners/${id}`
      return [
        ...factReference(unit, at, codes),
        ...parameterReference(amount, at, ['money']),
        ...parameterReference(points, at, ['integer']),
        ...factReference(quantity, at, times),
      ]
    }),
    ...conditionReferences(incentive.appliesWhen, `${path}/appliesWhen`),
  ]
}

function shareReferences(
  shares: readonly Share[],
  path: string,
  weights?: readonly ValueType[],
): readonly Reference[] {
  return shares.flatMap(({ id, weight, party, within }) => {
    const at = `${path}/${id}`
    return [
      ...parameterReference(weight, at, weights),
      ...parameterReference(party, at, codes),
      ...(within === undefined ? [] : withinReferences(within, `${at}/within`)),
    ]
  })
}

function withinReferences(
  { where, keys = [], by, key }: WithinLevel,
  path: string,
): readonly Reference[] {
  return [
    ...conditionReferences(where, path),
    ...keys.flatMap(({ fact }) => factReference(fact, path, numbers)),
    ...factReference(by, path, numbers),
    ...parameterReference(key, path, codes),
  ]
}
