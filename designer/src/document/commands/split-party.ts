import type { Condition, Fund, Text } from '@jieli/engine'
import { freshId } from '../state/fresh-id.ts'
import type { NewParameters } from './new-parameters.ts'

export type Share = Fund['split']['shares'][number]

/** By what the units of a party divide what it gets: the same to each, or in proportion to a figure of theirs. */
export type DividedBy = 'equal' | 'population.served' | 'unit.score'

/** What a document says of one party to a split. */
export interface PartySaid {
  readonly title: Text
  /** How many parts of the whole it gets, such as the 5 of 5:2:2:1. */
  readonly weight: number
  /** The code of the tier whose units share it; without it the party gets its part whole. */
  readonly tier: string | undefined
  readonly by: DividedBy
}

/** The parties to a split, beside those there are; what holds their figures is made with them. */
export function splitParties(
  parties: readonly PartySaid[],
  parameters: NewParameters,
  taken: readonly Share[] = [],
): readonly Share[] {
  const ids = new Set(taken.map(({ id }) => id))
  return parties.map((party): Share => {
    const id = freshId('party', ids)
    ids.add(id)
    return shareOf(id, party, parameters)
  })
}

function shareOf(
  id: string,
  { title, weight, tier, by }: PartySaid,
  parameters: NewParameters,
): Share {
  const parts = parameters.add('splitWeight', weight, {
    type: 'integer',
    title: { zh: `${title.zh}的分配份数`, en: `parts of ${title.en}` },
    unit: 'share',
    minimum: 0,
  })
  const share = { id, title, weight: { parameter: parts } }
  if (tier === undefined) return share
  const where: Condition = { fact: 'unit.tier', operator: 'equal', value: tier }
  if (by !== 'equal') return { ...share, within: { where, by } }
  const key = parameters.addChoice(
    'splitKey',
    { code: 'equal', title: { zh: '平均', en: 'equally' } },
    { zh: `${title.zh}内部的分配方式`, en: `how ${title.en} divides its part` },
  )
  return { ...share, within: { where, key: { parameter: key } } }
}
