import { indexRuleset } from '../decisions/ruleset-index.ts'
import { parameterAsOf } from '../decisions/parameter-value.ts'
import { typeNames } from '../decisions/value-problem.ts'
import type { Share } from '../model/fund.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import type { Incentive, Price } from '../model/money-rule.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { suggest } from '../model/suggest.ts'
import type { Text } from '../model/text.ts'
import type { ValueType } from '../model/value.ts'
import { valueTypesOf } from '../money/reimbursement-item.ts'
import { conditionNames } from './condition-names.ts'
import { emittedEvents } from './emitted-events.ts'

const kinds = {
  facts: { zh: '事实', en: 'fact' },
  parameters: { zh: '参数', en: 'parameter' },
  conditions: { zh: '条件', en: 'condition' },
  decisions: { zh: '决策', en: 'decision' },
} as const satisfies Record<string, Text>

const numbers = ['integer', 'decimal', 'ratio', 'money'] as const
const codes = ['code', 'text'] as const

/** What money is worked out from: that names lead somewhere, types fit, weights split something, events come. Pure. */
export function checkMoney(ruleset: Ruleset): readonly Issue[] {
  const index = indexRuleset(ruleset)
  const issues: Issue[] = []
  const refer = (
    kind: keyof typeof kinds,
    id: string,
    { path, types }: { readonly path: string; readonly types?: readonly ValueType[] },
  ) => {
    const found = index[kind].get(id)
    if (found === undefined) {
      const suggestion = suggest(id, index[kind].keys())
      issues.push(createIssue('REFERENCE_UNKNOWN', path, { kind: kinds[kind], id, suggestion }))
    } else if (types !== undefined && 'type' in found && !types.includes(found.type as ValueType)) {
      const [wanted] = types
      const detail = wanted === undefined ? '' : typeNames[wanted]
      issues.push(createIssue('VALUE_TYPE', path, { type: found.type as string, detail }))
    }
  }
  const shares = (title: Text, list: readonly Share[], path: string) => {
    for (const share of list) {
      const at = `${path}/${share.id}`
      if (share.party !== undefined)
        refer('parameters', share.party.parameter, { path: at, types: codes })
      checkWithin(share, at)
    }
    issues.push(...emptyWeights(ruleset, { title, list, path }))
  }
  const checkWithin = ({ within, title }: Share, path: string) => {
    if (within === undefined) return
    const at = `${path}/within`
    for (const { kind, id } of conditionNames(within.where)) refer(kind, id, { path: at })
    for (const { fact } of within.keys ?? []) refer('facts', fact, { path: at, types: numbers })
    if (within.by !== undefined) refer('facts', within.by, { path: at, types: numbers })
    if (within.key !== undefined)
      refer('parameters', within.key.parameter, { path: at, types: codes })
    const detail = withinProblem(ruleset, within)
    if (detail !== undefined) issues.push(createIssue('WITHIN_KEY', at, { title, detail }))
  }

  for (const fund of ruleset.funds) {
    const path = `/funds/${fund.id}`
    for (const { id, fact } of fund.spending ?? [])
      refer('facts', fact, { path: `${path}/spending/${id}`, types: ['money'] })
    shares(fund.title, fund.split.shares, `${path}/split/shares`)
    for (const { id, part } of fund.overspend.shares ?? [])
      if (part !== undefined)
        refer('parameters', part.parameter, {
          path: `${path}/overspend/shares/${id}`,
          types: ['ratio'],
        })
  }
  for (const item of ruleset.reimbursement) {
    const path = `/reimbursement/${item.id}`
    const types = valueTypesOf[item.effect]
    if (item.value !== undefined) refer('parameters', item.value.parameter, { path, types })
    if (item.fact !== undefined) refer('facts', item.fact, { path, types })
    const detail = valueProblem(item)
    if (detail !== undefined)
      issues.push(createIssue('REIMBURSEMENT_VALUE', path, { title: item.title, detail }))
  }
  for (const price of ruleset.prices) {
    const path = `/prices/${price.id}`
    const { payerUnit, payeeUnit, quantity, cost, amount, basis } = price
    const types = basis === 'costPlus' ? (['ratio'] as const) : (['money'] as const)
    refer('parameters', amount.parameter, { path, types })
    for (const fact of [typeof payerUnit === 'string' ? payerUnit : undefined, payeeUnit])
      if (fact !== undefined) refer('facts', fact, { path, types: codes })
    if (typeof payerUnit === 'object') {
      refer('parameters', payerUnit.parameter, { path, types: codes })
      for (const { fact } of payerUnit.choices)
        if (fact !== undefined) refer('facts', fact, { path, types: codes })
    }
    if (quantity !== undefined) refer('facts', quantity, { path, types: ['decimal', 'integer'] })
    if (cost !== undefined) refer('facts', cost, { path, types: ['money'] })
    const detail = priceProblem(price)
    if (price.on !== undefined && detail !== undefined)
      issues.push(
        createIssue('MONEY_PARTIES', path, { title: price.title, event: price.on, detail }),
      )
  }
  for (const incentive of ruleset.incentives) {
    const path = `/incentives/${incentive.id}`
    if (incentive.pool !== undefined) refer('facts', incentive.pool, { path, types: ['money'] })
    shares(incentive.title, incentive.split ?? [], `${path}/split`)
    for (const earner of incentive.earners ?? []) {
      const at = `${path}/earners/${earner.id}`
      refer('facts', earner.unit, { path: at, types: codes })
      refer('parameters', earner.amount.parameter, { path: at, types: ['money'] })
      if (earner.points !== undefined)
        refer('parameters', earner.points.parameter, { path: at, types: ['integer'] })
      if (earner.quantity !== undefined)
        refer('facts', earner.quantity, { path: at, types: ['decimal', 'integer'] })
    }
    if (incentive.on !== undefined && (incentive.earners ?? []).length === 0)
      issues.push(
        createIssue('MONEY_PARTIES', path, {
          title: incentive.title,
          event: incentive.on,
          detail: { zh: '没有写明由哪些单位获得', en: 'which units earn it' },
        }),
      )
  }
  return [...issues, ...neverEmitted(ruleset)]
}

/** Days on which weights that are all known are below zero or all zero: nothing could be split. */
function emptyWeights(
  ruleset: Ruleset,
  {
    title,
    list,
    path,
  }: { readonly title: Text; readonly list: readonly Share[]; readonly path: string },
): readonly Issue[] {
  if (list.length === 0) return []
  const index = indexRuleset(ruleset).parameters
  const parameters = list.flatMap(({ weight }) => index.get(weight.parameter) ?? [])
  const days = [...new Set(parameters.flatMap(({ values }) => values.map(({ from }) => from)))]
  for (const from of days.toSorted()) {
    const weights = parameters.map((parameter) => parameterAsOf(parameter, from)?.value)
    if (weights.length < list.length || weights.some((weight) => typeof weight !== 'number'))
      continue
    const whole = weights as readonly number[]
    if (whole.some((weight) => weight < 0) || whole.every((weight) => weight === 0))
      return [createIssue('WEIGHTS_EMPTY', path, { title, from })]
  }
  return []
}

function withinProblem(
  ruleset: Ruleset,
  { key, keys, by }: NonNullable<Share['within']>,
): Text | undefined {
  if ((key === undefined) === (by === undefined))
    return {
      zh: '应当写明由参数选定的依据，或者固定的一个事实，二者取一',
      en: 'either a key chosen by a parameter or one fixed fact, not both',
    }
  if (key === undefined) return undefined
  const listed = indexRuleset(ruleset).parameters.get(key.parameter)?.codes
  const known = new Set(['equal', ...(keys ?? []).map(({ id }) => id)])
  const lost = listed?.find(({ code }) => !known.has(code))
  return lost === undefined
    ? undefined
    : {
        zh: `可以选“${lost.title.zh}”，但没有写明它按哪个事实分`,
        en: `"${lost.title.en}" may be chosen, but no fact stands for it`,
      }
}

function valueProblem({ effect, value, fact }: Ruleset['reimbursement'][number]): Text | undefined {
  if (value !== undefined && fact !== undefined)
    return { zh: '参数和事实只能取一', en: 'it takes a parameter or a fact, not both' }
  const needless = effect === 'ceiling' || effect === 'method'
  return needless || value !== undefined || fact !== undefined
    ? undefined
    : { zh: '没有写明数值从哪里来', en: 'where its value comes from is not said' }
}

function priceProblem(price: Price): Text | undefined {
  if (price.payerUnit === undefined) return { zh: '由谁支付', en: 'who pays' }
  if (price.payeeUnit === undefined) return { zh: '由谁收取', en: 'who is paid' }
  if (price.basis === 'hourly' && price.quantity === undefined)
    return { zh: '工时是哪个事实', en: 'which fact has the hours' }
  if (price.basis === 'costPlus' && price.cost === undefined)
    return { zh: '成本是哪个事实', en: 'which fact has the cost' }
  return undefined
}

/** Prices and incentives that wait for an event of this system that no chart or decision emits. */
function neverEmitted(ruleset: Ruleset): readonly Issue[] {
  const emitted = emittedEvents(ruleset)
  const waiting = (list: 'prices' | 'incentives', items: readonly (Price | Incentive)[]) =>
    items.flatMap(({ id, title, on, imported }) =>
      on === undefined || imported === true || emitted.has(on)
        ? []
        : [createIssue('EVENT_NEVER_EMITTED', `/${list}/${id}`, { title, event: on })],
    )
  // An overlay has no charts of its own: what it lies over emits.
  if (ruleset.pathways.length === 0) return []
  return [...waiting('prices', ruleset.prices), ...waiting('incentives', ruleset.incentives)]
}
