import { parameterAsOf } from '../decisions/parameter-value.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import { itemAt } from '../model/item-at.ts'
import type { Indicator } from '../model/assessment.ts'
import type { Fund } from '../model/fund.ts'
import type { Incentive } from '../model/money-rule.ts'
import { type CheckOf, type RedLineContext, redLineIssue } from './red-line-context.ts'
import { rulesDays } from '../proof/rules-days.ts'

type IndicatorTag = NonNullable<Indicator['tags']>[number]

/** `requiredApprovals`: the procedure keeps its stages, its approvals and its filing; it may gain more. */
export const checkRequiredApprovals: CheckOf<'requiredApprovals'> = (context, check) => {
  const procedure = context.ruleset.procedures.find((known) => known.id === check.procedure)
  const path = `/procedures/${check.procedure}`
  if (procedure === undefined)
    return [
      redLineIssue(context, 'RED_LINE_ITEM_MISSING', '/procedures', { item: check.procedure }),
    ]
  const lacks = (wanted: readonly string[], items: readonly { readonly id: string }[]) =>
    wanted.filter((id) => !items.some((item) => item.id === id))
  const missing = [
    ...lacks(check.stages, procedure.stages),
    ...lacks(check.approvals, procedure.approvals),
    ...(check.filing && !procedure.filing ? ['filing'] : []),
  ]
  return missing.map((item) =>
    redLineIssue(context, 'RED_LINE_APPROVAL_MISSING', path, { title: procedure.title, item }),
  )
}

/** `fundRequires`: the fund still asks these decisions before it distributes. */
export const checkFundRequires: CheckOf<'fundRequires'> = (context, check) => {
  const fund = context.ruleset.funds.find((known) => known.id === check.fund)
  if (fund === undefined)
    return [redLineIssue(context, 'RED_LINE_ITEM_MISSING', '/funds', { item: check.fund })]
  return check.decisions
    .filter((decision) => !fund.distributionRequires.includes(decision))
    .map((item) =>
      redLineIssue(context, 'RED_LINE_APPROVAL_MISSING', `/funds/${fund.id}`, {
        title: fund.title,
        item,
      }),
    )
}

/** True when an indicator has the tag, or had it in the parent: dropping a tag does not change what it measures. */
function bears({ parent }: RedLineContext, indicator: Indicator, tag: IndicatorTag): boolean {
  const before = parent?.assessment.find(({ id }) => id === indicator.id)
  return [indicator, before].some((one) => one?.tags?.includes(tag) === true)
}

/** `groupExcludes`: no group of the kind holds an indicator with the tag. */
export const checkGroupExcludes: CheckOf<'groupExcludes'> = (context, check) => {
  const tagged = new Map(
    context.ruleset.assessment
      .filter((indicator) => bears(context, indicator, check.tag))
      .map((indicator) => [indicator.id, indicator]),
  )
  return context.ruleset.assessmentGroups
    .filter((group) => group.kind === check.group)
    .flatMap((group) =>
      group.indicators
        .filter((id) => tagged.has(id))
        .map((id) =>
          redLineIssue(context, 'RED_LINE_GROUP', `/assessmentGroups/${group.id}`, {
            title: tagged.get(id)?.title ?? id,
            group: group.title,
          }),
        ),
    )
}

/** `paired`: an indicator with the tag never stands alone in a scheme. */
export const checkPaired: CheckOf<'paired'> = (context, check) => {
  const { assessment } = context.ruleset
  const alone = assessment.find((indicator) => bears(context, indicator, check.tag))
  const beside = assessment.some((indicator) =>
    check.with.some((tag) => indicator.tags?.includes(tag) === true),
  )
  return alone === undefined || beside
    ? []
    : [
        redLineIssue(context, 'RED_LINE_ALONE', `/assessment/${alone.id}`, {
          title: alone.title,
          tags: check.with.join(', '),
        }),
      ]
}

/** `wholeSplit`: the weights of a split are whole, not negative, and not all zero, on every day. */
export const checkWholeSplit: CheckOf<'wholeSplit'> = (context, check) => {
  const { parameters } = indexRuleset(context.ruleset)
  return check.items.flatMap((path) => {
    const item = itemAt(context.ruleset, path) as Fund | Incentive | undefined
    if (item === undefined)
      return [redLineIssue(context, 'RED_LINE_ITEM_MISSING', path, { item: path })]
    const shares = (
      'split' in item && item.split !== undefined
        ? 'shares' in item.split
          ? item.split.shares
          : item.split
        : []
    ) as Fund['split']['shares']
    for (const day of rulesDays(context.ruleset)) {
      const weights = shares.flatMap((share) => {
        const parameter = parameters.get(share.weight.parameter)
        const value = parameter === undefined ? undefined : parameterAsOf(parameter, day)?.value
        return typeof value === 'number' ? [value] : []
      })
      if (weights.length < shares.length) continue
      if (weights.some((weight) => weight < 0) || weights.every((weight) => weight === 0))
        return [
          redLineIssue(context, 'RED_LINE_SPLIT', path, {
            title: item.title,
            weights: weights.join(' : '),
            from: day,
          }),
        ]
    }
    return []
  })
}

/** `requiredItems`: each item is still there. */
export const checkRequiredItems: CheckOf<'requiredItems'> = (context, check) =>
  check.items
    .filter((path) => itemAt(context.ruleset, path) === undefined)
    .map((path) => redLineIssue(context, 'RED_LINE_ITEM_MISSING', path, { item: path }))
