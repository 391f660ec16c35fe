import type { Share } from '../../model/fund.ts'
import type { Ruleset } from '../../model/ruleset.ts'
import type { Text } from '../../model/text.ts'

/** A split among parties by whole weights. */
export interface SplitPlace {
  readonly path: string
  readonly title: Text
  readonly cites: readonly string[]
  readonly shares: readonly Share[]
}

/** Every split of a surplus or of a pool. Pure. */
export function splitPlaces({ funds, incentives }: Ruleset): readonly SplitPlace[] {
  return [
    ...funds.map(({ id, title, split }) => ({
      path: `/funds/${id}/split`,
      title,
      cites: split.cites,
      shares: split.shares,
    })),
    ...incentives.flatMap(({ id, title, cites, split }) =>
      split === undefined ? [] : [{ path: `/incentives/${id}/split`, title, cites, shares: split }],
    ),
  ]
}
