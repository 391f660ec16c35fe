import { reachOf } from '../../contracts/policy.ts'
import { ServerError } from '../../errors/server-error.ts'
import type { Caller } from '../context/caller.ts'
import type { CaseSummary } from '../../documents/case-document.ts'
import type { ReferralMapping } from '../context/operation-context.ts'

/** What holds a case's place in the mappings. */
type MappedCase = Pick<CaseSummary, 'county' | 'ruleset' | 'pathway'>

/**
 * By which pathway a referral of a caller begins: that of the county named, else of the only one that they may begin
 * referrals in.
 * @throws ServerError FHIR_COUNTY_UNMAPPED, FHIR_COUNTY_NEEDED
 */
export function mappingFor(
  mappings: readonly ReferralMapping[],
  caller: Caller,
  county: string | undefined,
): ReferralMapping {
  const reach = reachOf(caller, 'cases.start')
  const everywhere = reach.some((each) => each.county === '*')
  // Whoever names one is held to its rights further on, and told so.
  const fitting = mappings.filter((each) =>
    county === undefined
      ? everywhere || reach.some((place) => place.county === each.county)
      : each.county === county,
  )
  const [only, ...more] = fitting
  if (only === undefined) throw new ServerError('FHIR_COUNTY_UNMAPPED')
  if (more.length > 0)
    throw new ServerError('FHIR_COUNTY_NEEDED', {
      counties: fitting.map((each) => each.county).join(', '),
    })
  return only
}

/** Whether a case is a referral in the sense of the mappings. Pure. */
export function isMapped(
  mappings: readonly ReferralMapping[],
  { county, ruleset, pathway }: MappedCase,
): boolean {
  return mappings.some(
    (each) => each.county === county && each.ruleset === ruleset && each.pathway === pathway,
  )
}
