import { indexRuleset } from '../model/ruleset-index.ts'
import { parameterAsOf } from '../decisions/parameter-value.ts'
import type { Share } from '../model/fund.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import type { Incentive, Price } from '../model/money-rule.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Text } from '../model/text.ts'
import { checkFunds } from './check-funds.ts'
import { emittedEvents } from '../model/emitted-events.ts'

/** What money is worked out from: that weights split something, amounts have what they need, and events come. Pure. */
export function checkMoney(ruleset: Ruleset): readonly Issue[] {
  const issues: Issue[] = []
  const shares = (title: Text, list: readonly Share[], path: string) => {
    for (const { id, title: share, within } of list) {
      const detail = within === undefined ? undefined : withinProblem(ruleset, within)
      if (detail !== undefined)
        issues.push(createIssue('WITHIN_KEY', `${path}/${id}/within`, { title: share, detail }))
    }
    issues.push(...emptyWeights(ruleset, { title, list, path }))
  }
  for (const { id, title, split } of ruleset.funds)
    shares(title, split.shares, `/funds/${id}/split/shares`)
  for (const item of ruleset.reimbursement) {
    const detail = valueProblem(item)
    if (detail !== undefined) {
      const path = `/reimbursement/${item.id}`
      issues.push(createIssue('REIMBURSEMENT_VALUE', path, { title: item.title, detail }))
    }
  }
  for (const price of ruleset.prices) {
    const detail = priceProblem(price)
    if (price.on !== undefined && detail !== undefined)
      issues.push(
        createIssue('MONEY_PARTIES', `/prices/${price.id}`, {
          title: price.title,
          event: price.on,
          detail,
        }),
      )
  }
  for (const incentive of ruleset.incentives) {
    const path = `/incentives/${incentive.id}`
    shares(incentive.title, incentive.split ?? [], `${path}/split`)
    if (incentive.on !== undefined && (incentive.earners ?? []).length === 0)
      issues.push(
        createIssue('MONEY_PARTIES', path, {
          title: incentive.title,
          event: incentive.on,
          detail: { zh: '没有写明由哪些单位获得', en: 'which units earn it' },
        }),
      )
  }
  return [...issues, ...checkFunds(ruleset), ...neverEmitted(ruleset)]
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
  const emitted = new Set(emittedEvents(ruleset).map(({ event }) => event))
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
