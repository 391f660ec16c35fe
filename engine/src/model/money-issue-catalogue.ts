import type { CatalogueEntry } from './catalogue-entry.ts'

/** The problems of money: a part of the catalogue of issues. */
export const moneyIssueCatalogue = {
  MONEY_NEGATIVE: {
    severity: 'error',
    zh: '“{title}”不能是负数（现为 {actual}），请核对后重新填写。',
    en: '"{title}" cannot be below zero (it is {actual}). Please check it and enter it again.',
  },
  MONEY_TOO_LARGE: {
    severity: 'error',
    zh: '金额 {amount} 超过系统能准确表示的上限（¥90,071,992,547,409.91），请核对单位是否为分。',
    en: 'The amount {amount} is beyond what can be held exactly (¥90,071,992,547,409.91). Please check that it is in fen.',
  },
  MONEY_DIGITS: {
    severity: 'error',
    zh: '加上“{title}”以后，报销比例超过 {limit} 位数字，无法准确计算。请减少同时适用的升降规则，或改用小数写明比例。',
    en: 'With "{title}" the share has more than {limit} digits and is not worked out. Please have fewer rises and falls at once, or write them as decimals.',
  },
  SPENDING_DIFFERS: {
    severity: 'error',
    zh: '“{title}”填的是 {total}，各类支出合计却是 {sum}，两者必须一致，请核对。',
    en: '"{title}" is given as {total}, but its categories come to {sum}. They must be the same: please check.',
  },
  REIMBURSEMENT_CONFLICT: {
    severity: 'error',
    zh: '有几条报销规则同时适用却不一致：{titles}。请核对它们的适用条件。',
    en: 'Several reimbursement rules apply at once and do not agree: {titles}. Please check when they apply.',
  },
  EVENT_CONFLICT: {
    severity: 'error',
    zh: '编号为“{event}”的事件来过不止一次，内容却不相同，请核对后只保留正确的一条。',
    en: 'The event "{event}" came more than once with different content. Please keep only the right one.',
  },
  WEIGHTS_EMPTY: {
    severity: 'warning',
    zh: '“{title}”自 {from} 起的权重有负数或者全是 0，无法分配。',
    en: '"{title}": from {from} on a weight is below zero or all are zero, so nothing can be split.',
  },
  PARTY_TWICE: {
    severity: 'error',
    zh: '“{title}”自 {from} 起有两份归同一方：“{first}”和“{second}”都是{party}。各份须归不同的一方。',
    en: '"{title}": from {from} on two parts go to one party: "{first}" and "{second}" are both {party}. Each part goes to another party.',
  },
  OVERSPEND_UNSHARED: {
    severity: 'error',
    zh: '“{title}”自 {from} 起超支由各方共同分担，却没有写明由哪几方、各担多少。',
    en: '"{title}": from {from} on an overspend is shared, but by whom, and in which parts, is not said.',
  },
  OVERSPEND_LIMIT: {
    severity: 'error',
    zh: '“{title}”的超支分担设了上限，却没有写明超过上限的由谁承担：须有且只有一方不写比例，由它承担其余部分，它自己不设上限。',
    en: '"{title}" limits what is borne of an overspend, but not who bears what is beyond: one party, and only one, has no ratio and bears the rest, and has no limit itself.',
  },
  BONUS_INCOMPLETE: {
    severity: 'error',
    zh: '“{title}”从结余中提取“{bonus}”，但该激励没有写全：{detail}。',
    en: '"{title}" draws "{bonus}" from its surplus, but not all is said of it: {detail}.',
  },
  WITHIN_KEY: {
    severity: 'error',
    zh: '“{title}”内部怎样分没有写完整：{detail}。',
    en: '"{title}" does not fully say how it is divided: {detail}.',
  },
  REIMBURSEMENT_VALUE: {
    severity: 'warning',
    zh: '报销规则“{title}”写法有误：{detail}。',
    en: 'The reimbursement rule "{title}" is not written right: {detail}.',
  },
  MONEY_PARTIES: {
    severity: 'error',
    zh: '“{title}”由事件“{event}”触发，但没有写全：{detail}。',
    en: '"{title}" is charged on "{event}", but not all is said: {detail}.',
  },
  EVENT_NEVER_EMITTED: {
    severity: 'warning',
    zh: '“{title}”要等事件“{event}”，但没有一条路径会发出它；只有从外部导入才会计价。',
    en: '"{title}" waits for the event "{event}", which no pathway emits: it counts only where it is imported.',
  },
} as const satisfies Record<string, CatalogueEntry>
