import type { Indicator } from '../model/assessment.ts'
import type { RedLineContext } from './red-line-context.ts'

type IndicatorTag = NonNullable<Indicator['tags']>[number]

/** True when an indicator has the tag, or had it in the parent: dropping a tag does not change what it measures. Pure. */
export function bearsTag(
  { parent }: RedLineContext,
  indicator: Indicator,
  tag: IndicatorTag,
): boolean {
  const before = parent?.indicators.find(({ id }) => id === indicator.id)
  return [indicator, before].some((one) => one?.tags?.includes(tag) === true)
}
