import type { Text } from '@jieli/engine'

/** How many were owed and done in time, and by which facts an assessment reads it. Pure. */
export function countText(
  title: Text,
  counted: { readonly due: number; readonly onTime: number } | undefined,
  facts: readonly string[],
): Text {
  const unread = facts.length === 0
  const zh = unread ? '规则集没有取用这一计数的事实，考核不计' : facts.join('、')
  const en = unread
    ? 'no fact of the ruleset takes this count, so no assessment reads it'
    : facts.join(', ')
  if (counted === undefined)
    return {
      zh: `${title.zh}：尚不能确定是否应办、是否按时，不计（${zh}）`,
      en: `${title.en}: not known whether it is owed or in time, so not counted (${en})`,
    }
  const { due, onTime } = counted
  return {
    zh: `${title.zh}：应办 ${due}，按时 ${onTime}（${zh}）`,
    en: `${title.en}: due ${due}, in time ${onTime} (${en})`,
  }
}
