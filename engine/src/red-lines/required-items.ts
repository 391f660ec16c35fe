import { itemAt } from '../model/item-at.ts'
import { covers, fewer } from './covers.ts'
import { redLineIssue } from './red-line-context.ts'
import type { RedLineKind } from './red-line-kind.ts'

const check: RedLineKind<'requiredItems'>['check'] = (context, check) =>
  check.items
    .filter((path) => itemAt(context.ruleset, path) === undefined)
    .map((path) => redLineIssue(context, 'RED_LINE_ITEM_MISSING', path, { item: path }))

/** `requiredItems`: each item is still there. */
export const requiredItems: RedLineKind<'requiredItems'> = {
  check,
  keeps: (ours, theirs) => covers(ours.items, theirs.items),
  milder: (line) => fewer(line.items).map((items) => ({ ...line, items })),
  describe: ({ items }, names) => ({
    zh: `必须保留：${names.items(items)}`,
    en: `These must stay: ${names.items(items)}`,
  }),
}
