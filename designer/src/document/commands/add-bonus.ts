import type { Incentive, Ratio, Text } from '@jieli/engine'
import type { Command } from '../state/command.ts'
import { freshId } from '../state/fresh-id.ts'
import { itemOf, upsertItem } from './find-item.ts'
import { NewParameters, type SaidOf } from './new-parameters.ts'
import { type PartySaid, splitParties } from './split-party.ts'

/** What a document says of a bonus that is drawn from a surplus before it is split. */
export interface BonusSaid extends SaidOf {
  readonly title: Text
  /** Which part of the surplus. */
  readonly part: Ratio
  /** Who gets it. */
  readonly parties: readonly PartySaid[]
}

/** Adds a bonus to a fund as one step, with the parameters that hold its figures. */
export function addBonus(fund: string, { title, part, parties, from, cites }: BonusSaid): Command {
  return {
    name: 'commands.addBonus',
    apply: (ruleset) => {
      const id = freshId(
        'bonus',
        ruleset.incentives.map((known) => known.id),
      )
      const parameters = new NewParameters(ruleset, { from, cites })
      const shares = [...splitParties(parties, parameters)]
      const drawn = parameters.addShare('bonusPart', part, {
        zh: `${title.zh}提取的比例`,
        en: `part of the surplus for ${title.en}`,
      })
      ruleset.parameters.push(...parameters.made)
      upsertItem(ruleset.incentives, {
        id,
        title,
        cites: [...cites],
        payees: shares.map((share) => share.title),
        reads: shares.flatMap(({ within }) => within?.by ?? []),
        parameters: parameters.made.map((known) => known.id),
        part: { parameter: drawn },
        split: shares,
      } satisfies Incentive)
      const known = itemOf(ruleset.funds, fund)
      known.bonuses = [...(known.bonuses ?? []), id]
    },
  }
}
