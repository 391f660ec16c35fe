import type { Citation, Condition, Fund, Parameter, Ruleset, Text } from '@jieli/engine'
import { freshId } from '../state/fresh-id.ts'

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

/** What its parameters rest on, and from when they hold. */
export interface SaidOf {
  readonly from: string
  readonly cites: readonly Citation[]
}

/** A party to a split, with the parameters that hold its figures. Pure. */
export function splitParty(
  ruleset: Ruleset,
  { title, weight, tier, by }: PartySaid,
  { taken, from, cites }: SaidOf & { readonly taken: readonly Share[] },
): { readonly share: Share; readonly parameters: readonly Parameter[] } {
  const ids = [...ruleset.parameters, ...ruleset.facts, ...ruleset.indicators].map(({ id }) => id)
  const used = taken.flatMap((share) => [
    share.weight.parameter,
    ...(share.within?.key === undefined ? [] : [share.within.key.parameter]),
  ])
  const make = (base: string, parameter: Omit<Parameter, 'id' | 'cites' | 'required'>) => ({
    ...parameter,
    id: freshId(base, [...ids, ...used]),
    required: true,
    cites: [...cites],
  })
  const weighed: Parameter = make('splitWeight', {
    type: 'integer',
    title: { zh: `${title.zh}的分配份数`, en: `parts of ${title.en}` },
    unit: 'share',
    minimum: 0,
    values: [{ from, value: weight }],
  })
  const key: Parameter = make('splitKey', {
    type: 'code',
    title: { zh: `${title.zh}内部的分配方式`, en: `how ${title.en} divides its part` },
    codes: [{ code: 'equal', title: { zh: '平均', en: 'equally' } }],
    values: [{ from, value: 'equal' }],
  })
  const where: Condition | undefined =
    tier === undefined ? undefined : { fact: 'unit.tier', operator: 'equal', value: tier }
  const share: Share = {
    id: freshId(
      'party',
      taken.map(({ id }) => id),
    ),
    title,
    weight: { parameter: weighed.id },
    ...(where === undefined
      ? {}
      : { within: by === 'equal' ? { where, key: { parameter: key.id } } : { where, by } }),
  }
  return {
    share,
    parameters: [weighed, ...(where !== undefined && by === 'equal' ? [key] : [])],
  }
}
