import { schemaIssues } from '@jieli/engine'
import { type FhirResource, referralRequestSchema, type Transaction } from '../../contracts/fhir.ts'
import { operationOutcome } from '../../errors/operation-outcome.ts'
import { requestInvalid } from '../../errors/request-validation.ts'
import { ServerError } from '../../errors/server-error.ts'
import type { Caller } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { createReferral } from './create-referral.ts'
import type { SentResource } from './sent-resource.ts'
import { showReferral } from './read-referral.ts'

/** What may come along with a referral, to read facts from. */
export const supportingResources = [
  'Patient',
  'Encounter',
  'Condition',
  'Observation',
  'Organization',
] as const

type Entry = Transaction['entry'][number]

/**
 * Does a transaction: one referral, with the resources it refers to. Either the referral is there afterwards or nothing is.
 * What comes along is read for its facts and kept nowhere else, and the reply says so.
 * @throws ServerError FHIR_BUNDLE, REQUEST_INVALID and whatever creating a referral throws
 */
export async function doTransaction(
  context: OperationContext,
  caller: Caller,
  asked: {
    readonly bundle: Transaction
    readonly idempotencyKey?: string | undefined
    readonly language: 'zh' | 'en'
  },
): Promise<FhirResource> {
  const { bundle, idempotencyKey, language } = asked
  const { entry } = bundle
  const at = referralAt(bundle)
  const { resource, request } = entry[at] as Entry
  const read = referralRequestSchema.safeParse(resource)
  if (!read.success)
    throw requestInvalid(schemaIssues(read.error, resource, `/entry/${at}/resource`))
  const { document, made, issues } = await createReferral(context, caller, {
    order: read.data,
    beside: entry.flatMap((each, index) => (index === at ? [] : sentAs(each, index))),
    ifNoneExist: request.ifNoneExist,
    idempotencyKey,
    language,
  })
  const { resource: shown, revision } = await showReferral(context, document, {
    type: 'ServiceRequest',
    language,
  })
  const referral = {
    resource: shown,
    response: {
      status: made ? '201 Created' : '200 OK',
      location: `ServiceRequest/${document.id}`,
      etag: `W/"${revision}"`,
      lastModified: document.updatedAt,
      ...(issues.length > 0 && { outcome: operationOutcome(issues, language) }),
    },
  }
  const readOnly = {
    response: { status: '200 OK', outcome: operationOutcome([notKept], language) },
  }
  return {
    resourceType: 'Bundle',
    type: 'transaction-response',
    entry: entry.map((_, index) => (index === at ? referral : readOnly)),
  }
}

const notKept = {
  severity: 'information',
  code: 'informational',
  text: {
    zh: '已读取其中的事实，不另存为资源',
    en: 'read for its facts, and not kept as a resource of its own',
  },
} as const

/** Which entry is the referral. @throws ServerError FHIR_BUNDLE */
function referralAt({ type, entry }: Transaction): number {
  if (type !== 'transaction')
    throw refused({
      zh: '类型须为 transaction',
      en: 'its type has to be transaction',
    })
  const strange = entry.findIndex(
    ({ request, resource }) =>
      !(request.method === 'POST' && request.url === resource?.resourceType) ||
      !['ServiceRequest', ...supportingResources].includes(resource.resourceType),
  )
  if (strange >= 0)
    throw refused({
      zh: `第 ${strange + 1} 项不能办理，只办理 POST，资源为 ServiceRequest、${supportingResources.join('、')}`,
      en: `entry ${strange + 1} cannot be done; POST of ServiceRequest, ${supportingResources.join(', ')} can`,
    })
  const referrals = entry.filter(({ resource }) => resource?.resourceType === 'ServiceRequest')
  if (referrals.length !== 1)
    throw refused({
      zh: `须恰好有一个 ServiceRequest，这里有 ${referrals.length} 个`,
      en: `it has to have exactly one ServiceRequest and has ${referrals.length}`,
    })
  return entry.findIndex(({ resource }) => resource?.resourceType === 'ServiceRequest')
}

function refused(fault: { zh: string; en: string }): ServerError {
  return new ServerError('FHIR_BUNDLE', { fault })
}

function sentAs({ fullUrl, resource }: Entry, at: number): readonly SentResource[] {
  if (resource === undefined) return []
  const { resourceType, id } = resource
  const names = [fullUrl, id === undefined ? undefined : `${resourceType}/${id}`]
  return [
    {
      names: names.filter((name) => name !== undefined),
      path: `/entry/${at}/resource`,
      resource,
    },
  ]
}
