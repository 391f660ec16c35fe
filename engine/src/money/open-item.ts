import { indexRuleset } from '../model/ruleset-index.ts'
import type { Bundle } from '../model/bundle.ts'
import { quotedTitles } from '../model/quoted-titles.ts'
import type { Text } from '../model/text.ts'
import type { LedgerEvent, OpenItem } from './ledger.ts'
import type { PricedRule } from './tariff.ts'

/** Why an event is not posted, as data. */
interface Why {
  readonly event: LedgerEvent
  readonly rule?: PricedRule
  readonly reason: OpenItem['reason']
  readonly needs?: readonly string[]
  readonly missingParameters?: readonly string[]
  readonly unit?: string
}

/** An event that is not posted, with what it needs and why, in words. Pure. */
export function openItem(
  bundle: Bundle,
  { event, rule, reason, needs = [], missingParameters = [], unit = '' }: Why,
): OpenItem {
  return {
    event: event.id,
    at: event.at,
    rule: rule?.path ?? null,
    part: rule === undefined || rule.id === rule.path ? null : (rule.id.split('/').at(-1) ?? null),
    reason,
    needs,
    missingParameters,
    because: words(bundle, reason, {
      needs,
      missingParameters,
      unit,
      cancels: event.cancels ?? '',
    }),
  }
}

function words(
  bundle: Bundle,
  reason: OpenItem['reason'],
  {
    needs,
    missingParameters,
    unit,
    cancels,
  }: {
    readonly needs: readonly string[]
    readonly missingParameters: readonly string[]
    readonly unit: string
    readonly cancels: string
  },
): Text {
  switch (reason) {
    case 'needs': {
      const index = indexRuleset(bundle.ruleset)
      const titles = [
        ...missingParameters.map((id) => index.parameters.get(id)?.title ?? { zh: id, en: id }),
        ...needs.map((id) => index.facts.get(id)?.title ?? { zh: id, en: id }),
      ]
      const { zh, en } = quotedTitles(titles)
      return {
        zh: `还缺：${zh}。补齐后才能计价。`,
        en: `Missing: ${en}. It can be priced once that is supplied.`,
      }
    }
    case 'unitUnknown':
      return {
        zh: `单位名录里没有“${unit}”，请先登记这个单位。`,
        en: `The directory has no unit "${unit}". Please enter it first.`,
      }
    case 'conflict':
      return {
        zh: '同一编号的事件来过不止一次，内容却不相同。',
        en: 'An event of this id came more than once with different content.',
      }
    case 'cancelsNothing':
      return {
        zh: `要撤销的事件“${cancels}”不在账上，或者已经撤销过。`,
        en: `The event "${cancels}" it takes back was never posted, or has been taken back already.`,
      }
    case 'tooLarge':
      return {
        zh: '算出的金额超过系统能准确表示的上限，请核对数量和成本。',
        en: 'The amount is beyond what can be held exactly. Please check quantity and cost.',
      }
    case 'notPositive':
      return {
        zh: '价格、数量或成本是负数，请核对。',
        en: 'The price, quantity or cost is below zero. Please check.',
      }
  }
}
