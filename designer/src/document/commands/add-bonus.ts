import type { Incentive, Parameter, Ratio, Text } from '@jieli/engine'
import type { Command } from '../state/command.ts'
import { freshId } from '../state/fresh-id.ts'
import { itemOf, upsertItem } from './find-item.ts'
import { type PartySaid, type SaidOf, type Share, splitParty } from './split-party.ts'

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
      const parameters: Parameter[] = []
      const shares: Share[] = []
      for (const party of parties) {
        const made = splitParty(ruleset, party, { taken: shares, from, cites })
        shares.push(made.share)
        parameters.push(...made.parameters)
      }
      const taken = [...ruleset.parameters, ...ruleset.facts, ...ruleset.indicators, ...parameters]
      const drawn: Parameter = {
        id: freshId(
          'bonusPart',
          taken.map((known) => known.id),
        ),
        type: 'ratio',
        title: { zh: `${title.zh}提取的比例`, en: `part of the surplus for ${title.en}` },
        minimum: { numerator: 0, denominator: 1 },
        maximum: { numerator: 1, denominator: 1 },
        required: true,
        cites: [...cites],
        values: [{ from, value: part }],
      }
      parameters.push(drawn)
      for (const parameter of parameters) upsertItem(ruleset.parameters, parameter)
      upsertItem(ruleset.incentives, {
        id,
        title,
        cites: [...cites],
        payees: shares.map((share) => share.title),
        reads: shares.flatMap(({ within }) => within?.by ?? []),
        parameters: parameters.map((known) => known.id),
        part: { parameter: drawn.id },
        split: shares,
      } satisfies Incentive)
      const known = itemOf(ruleset.funds, fund)
      known.bonuses = [...(known.bonuses ?? []), id]
    },
  }
}
