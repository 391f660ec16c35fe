import { addFractions, fractionOfRatio, type Ratio, type Text } from '@jieli/engine'
import type { BearerSaid } from '../../document/commands/add-fund.ts'

/** Who bears a part of an overspend, while it is being said. */
export interface BearerDraft {
  readonly title?: Text
  readonly part?: Ratio
}

/**
 * What was said, once it is enough: everybody is named, and either one of them is left the rest or the parts are the
 * whole. Of parts that are the whole the last is written as the rest, which comes to the same. Pure.
 */
export function bearersSaid(drafts: readonly BearerDraft[]): readonly BearerSaid[] | undefined {
  const bearers = drafts.flatMap(({ title, part }) =>
    title === undefined ? [] : [{ title, part }],
  )
  if (bearers.length < drafts.length) return undefined
  const open = bearers.filter(({ part }) => part === undefined).length
  if (open === 1) return bearers
  if (open > 1 || !isWhole(bearers.flatMap(({ part }) => part ?? []))) return undefined
  return bearers.map((bearer, at) =>
    at === bearers.length - 1 ? { ...bearer, part: undefined } : bearer,
  )
}

/** Shares that sum to one, exactly. */
function isWhole(parts: readonly Ratio[]): boolean {
  const { n, d } = parts.map(fractionOfRatio).reduce(addFractions, { n: 0n, d: 1n })
  return n === d
}
