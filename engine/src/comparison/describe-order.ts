import { itemAt } from '../model/item-at.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { type Language, type Text } from '../model/text.ts'
import type { SideRow } from './describe-sides.ts'
import { itemNouns, placeOf, titleOf } from './item-labels.ts'

/** One order of a list's items: the ruleset they stand in, and their keys. */
export interface OrderSide {
  readonly ruleset: Ruleset
  readonly keys: readonly string[]
}

/**
 * The orders of a list's items beside each other, by their titles. Of long lists only the stretch on which the orders
 * differ is told. Pure.
 * @param list the path of the list: `/decisions/upReferral/rules`
 */
export function describeOrder(list: string, sides: readonly OrderSide[]): SideRow {
  const [first, ...others] = sides.map(({ keys }) => keys)
  const differs = (at: number) => others.some((keys) => keys[at] !== first?.[at])
  const places = [...(first?.keys() ?? [])].filter(differs)
  const [from, to] = [places[0] ?? 0, (places.at(-1) ?? (first?.length ?? 0) - 1) + 1]
  const words = ({ ruleset, keys }: OrderSide, language: Language) =>
    keys
      .slice(from, to)
      .map(
        (key, at) =>
          `${from + at + 1}. ${titleOf(itemAt(ruleset, `${list}/${key}`), key)[language]}`,
      )
      .join(language === 'zh' ? '；' : '; ')
  return {
    field: { zh: '先后次序', en: 'order' },
    sides: sides.map((side) => ({ zh: words(side, 'zh'), en: words(side, 'en') })),
  }
}

/** That the items of a list stand in another order, as a sentence. Pure. */
export function describeReordering(ruleset: Ruleset, list: string): Text {
  const noun = list.split('/').findLast((step) => Object.hasOwn(itemNouns, step)) ?? ''
  const kind = itemNouns[noun] ?? { zh: '条目', en: 'item' }
  const { zh, en } = {
    zh: placeOf(ruleset, list, 'zh').words,
    en: placeOf(ruleset, list, 'en').words,
  }
  return {
    zh: `${zh}${zh === '' ? '' : '的'}${kind.zh}调整了先后次序`,
    en: `The ${kind.en} order${en === '' ? '' : ` of ${en}`} changes`,
  }
}
