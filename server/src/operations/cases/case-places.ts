import type { Reach } from '../../contracts/policy.ts'
import type { OperationContext } from '../context/operation-context.ts'
import type { CasesPlace } from './case-ranges.ts'

/** Of which cases the places are wanted. */
export interface PlacesAsked {
  readonly ruleset?: string | undefined
  /** The only state that is looked for, if one is. */
  readonly state?: string | undefined
  /** Whether they are looked for state by state. */
  readonly byState: boolean
}

type Asked = Pick<OperationContext, 'store'>

/** The rulesets under which the counties of a reach have cases, as far as they are asked for. */
export async function casePlaces(
  context: Asked,
  reach: readonly Reach[],
  asked: PlacesAsked,
): Promise<readonly CasesPlace[]> {
  const counties = new Set(reach.map(({ county }) => county))
  if (counties.has('*')) return await placesAmong(context, asked)
  const places = [...counties].map((county) => placesAmong(context, asked, county))
  return (await Promise.all(places)).flat()
}

/** The rulesets of one county or of all. */
async function placesAmong(
  context: Asked,
  { ruleset, state, byState }: PlacesAsked,
  county?: string,
): Promise<readonly CasesPlace[]> {
  const fields = ['county', 'ruleset', ...(byState ? ['state'] : [])]
  const found = await context.store.distinct(
    'cases',
    county === undefined ? fields : fields.slice(1),
    county === undefined ? {} : { county },
  )
  const places = found.map((values) => {
    const texts = values.map(String)
    const [of = '', rules = '', each] = county === undefined ? texts : [county, ...texts]
    return { county: of, ruleset: rules, states: each === undefined ? [] : [each] }
  })
  return [...Map.groupBy(places, (each) => JSON.stringify([each.county, each.ruleset])).values()]
    .map((group) => ({
      ...group[0]!,
      states: byState
        ? group.flatMap(({ states }) => states)
        : state === undefined
          ? undefined
          : [state],
    }))
    .filter((place) => ruleset === undefined || ruleset === place.ruleset)
}
