import { parameterAsOf } from '../decisions/parameter-value.ts'
import type { Fund } from '../model/fund.ts'
import { itemAt } from '../model/item-at.ts'
import type { Incentive } from '../model/money-rule.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import { rulesDays } from '../decisions/rules-days.ts'
import { covers, fewer } from './covers.ts'
import { redLineIssue } from './red-line-context.ts'
import type { RedLineKind } from './red-line-kind.ts'

const check: RedLineKind<'wholeSplit'>['check'] = (context, check) => {
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

/** `wholeSplit`: the weights of a split are whole, not negative, and not all zero, on every day. */
export const wholeSplit: RedLineKind<'wholeSplit'> = {
  check,
  keeps: (ours, theirs) => covers(ours.items, theirs.items),
  milder: (line) => fewer(line.items).map((items) => ({ ...line, items })),
  describe: ({ items }, names) => ({
    zh: `分配份额不得为负，且不得全为零：${names.items(items)}`,
    en: `Weights may not be negative, nor all zero: ${names.items(items)}`,
  }),
}
