import type { FhirResource } from '../../contracts/fhir.ts'
import { type OutcomeIssue, operationOutcome } from '../../errors/operation-outcome.ts'
import { ServerError } from '../../errors/server-error.ts'
import { noteCaseRead } from '../cases/note-case-read.ts'
import { searchCases } from '../cases/search-cases.ts'
import type { Caller } from '../context/caller.ts'
import { unlessDamaged } from '../context/damaged-versions.ts'
import type { OperationContext, ReferralMapping } from '../context/operation-context.ts'
import type { ReferralResource } from './present-resources.ts'
import { isMapped } from './referral-mapping.ts'
import { readMappedCaseBy, showReferral } from './read-referral.ts'
import { findNamed, readToken } from './referral-identifiers.ts'
import { readTerms, type ReadTerms, type SearchTerms } from './search-terms.ts'

export interface SearchReferrals extends SearchTerms {
  readonly type: ReferralResource
  readonly identifier?: string | undefined
  readonly count: number
  readonly cursor?: string | undefined
  readonly language: 'zh' | 'en'
  /** The address FHIR is served at. */
  readonly base: string
  /** What was asked, without the page. */
  readonly asked: string
  readonly mappings: readonly ReferralMapping[]
}

/**
 * A page of referrals as a Bundle, most recently changed first; with days, most recently begun first. A page may be short, or
 * empty, and yet have a next one. One that cannot be shown is named in its place.
 * @throws ServerError FHIR_SEARCH_VALUE, REQUEST_INVALID
 */
export async function searchReferrals(
  context: OperationContext,
  caller: Caller,
  search: SearchReferrals,
): Promise<FhirResource> {
  const { type, count, cursor, mappings, base, asked } = search
  const terms = readTerms(type, search)
  const page =
    search.identifier === undefined
      ? await searchCases(context, caller, { ...terms, limit: count, cursor })
      : { items: await namedCases(context, caller, search) }
  const mapped = page.items.filter((each) =>
    isMapped(mappings, { ...each, county: each.county ?? '' }),
  )
  const entries = []
  for (const { id } of mapped)
    entries.push(...(await entryOf(context, caller, search, { id, terms })))
  const next = 'next' in page ? page.next : undefined
  const address = (more: string) => `${base}/${type}?${[asked, more].filter(Boolean).join('&')}`
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    link: [
      {
        relation: 'self',
        url: address(cursor === undefined ? '' : `_cursor=${encodeURIComponent(cursor)}`),
      },
      ...(next === undefined
        ? []
        : [{ relation: 'next', url: address(`_cursor=${encodeURIComponent(next)}`) }]),
    ],
    ...(entries.length > 0 && { entry: entries }),
  }
}

async function namedCases(
  context: OperationContext,
  caller: Caller,
  { identifier = '', mappings }: SearchReferrals,
) {
  const token = readToken(identifier)
  if (token === undefined)
    throw new ServerError('FHIR_SEARCH_VALUE', {
      name: 'identifier',
      value: identifier.slice(0, 80),
      expected: { zh: '请写成 system|value', en: 'it is written system|value' },
    })
  const counties = new Set(mappings.map(({ county }) => county))
  const found = await Promise.all(
    [...counties].map(async (county) => await findNamed(context, county, token)),
  )
  const cases = await Promise.all(
    found.map(async (each) => each && (await visible(context, caller, mappings, each.case))),
  )
  return cases.filter((each) => each !== undefined)
}

async function visible(
  context: OperationContext,
  caller: Caller,
  mappings: readonly ReferralMapping[],
  id: string,
) {
  try {
    return await readMappedCaseBy(context, caller, { id, mappings })
  } catch (error) {
    // One that is not there for them, or not there any more.
    if (error instanceof ServerError && [404, 410].includes(error.status)) return undefined
    throw error
  }
}

async function entryOf(
  context: OperationContext,
  caller: Caller,
  search: SearchReferrals,
  { id, terms }: { readonly id: string; readonly terms: ReadTerms },
) {
  const { type, base, mappings, language } = search
  const shown = await unlessDamaged(async () => {
    const document = await visible(context, caller, mappings, id)
    if (document === undefined || !isWithin(document, terms)) return undefined
    await noteCaseRead(context, caller, 'list', document)
    return (await showReferral(context, document, { type, language })).resource
  })
  if ('damaged' in shown) {
    const { code, text } = shown.damaged
    const issue: OutcomeIssue = {
      severity: 'warning',
      code: 'exception',
      text,
      coding: { system: 'urn:jieli:error', code },
      diagnostics: `${type}/${id}`,
    }
    return [{ resource: operationOutcome([issue], language), search: { mode: 'outcome' } }]
  }
  const resource = shown.value
  const wanted = resource !== undefined && (terms.statuses?.has(String(resource['status'])) ?? true)
  return wanted ? [{ fullUrl: `${base}/${type}/${id}`, resource, search: { mode: 'match' } }] : []
}

/** What a search by name has not looked at yet. */
function isWithin(
  { patient, createdAt }: { readonly patient: string | null; readonly createdAt: string },
  { patient: wanted, from, to }: ReadTerms,
): boolean {
  const day = createdAt.slice(0, 10)
  return (
    (wanted === undefined || patient === wanted) &&
    (from === undefined || day >= from) &&
    (to === undefined || day <= to)
  )
}
