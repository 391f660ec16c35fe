import type { FhirResource } from '../../contracts/fhir.ts'
import type { CaseDocument } from '../../documents/case-document.ts'
import { ServerError } from '../../errors/server-error.ts'
import { noteCaseRead } from '../cases/note-case-read.ts'
import { readVisibleCase } from '../cases/read-case.ts'
import type { Caller } from '../context/caller.ts'
import type { OperationContext, ReferralMapping } from '../context/operation-context.ts'
import { presentResource, type ReferralCase, type ReferralResource } from './present-resources.ts'
import { isMapped } from './referral-mapping.ts'
import { identifiersOf } from './referral-identifiers.ts'

/** A resource with the revision of the case it shows. */
export interface TaggedResource {
  readonly resource: FhirResource
  readonly revision: number
}

/**
 * A referral as one of its resources. A case of another pathway is none.
 * @throws ServerError CASE_UNKNOWN, CASE_DAMAGED
 */
export async function readReferral(
  context: OperationContext,
  caller: Caller,
  query: {
    readonly type: ReferralResource
    readonly id: string
    readonly language: 'zh' | 'en'
  },
): Promise<TaggedResource> {
  const document = await readMappedCase(context, caller, query.id)
  await noteCaseRead(context, caller, 'fhir', document)
  return await showReferral(context, document, query)
}

/** A case of a pathway that is mapped. @throws ServerError CASE_UNKNOWN, CASE_DAMAGED */
export async function readMappedCase(
  context: OperationContext,
  caller: Caller,
  id: string,
  permission: 'cases.sensitive' | 'cases.step' = 'cases.sensitive',
): Promise<CaseDocument> {
  const mappings = context.hospitals?.referrals ?? []
  return await readMappedCaseBy(context, caller, { id, mappings, permission })
}

/** The same by mappings that are handed in: on another thread. @throws ServerError CASE_UNKNOWN, CASE_DAMAGED */
export async function readMappedCaseBy(
  context: OperationContext,
  caller: Caller,
  query: {
    readonly id: string
    readonly mappings: readonly ReferralMapping[]
    readonly permission?: 'cases.sensitive' | 'cases.step'
  },
): Promise<CaseDocument> {
  const document = await readVisibleCase(context, caller, query.id, query.permission)
  if (isMapped(query.mappings, document)) return document
  throw new ServerError('CASE_UNKNOWN', { id: query.id.slice(0, 80) })
}

/** A case as one of its resources. */
export async function showReferral(
  context: OperationContext,
  document: CaseDocument,
  { type, language }: { readonly type: ReferralResource; readonly language: 'zh' | 'en' },
): Promise<TaggedResource> {
  const shown: ReferralCase = {
    document,
    bundle: await context.bundles.bundleOfCase(document),
    identifiers: await identifiersOf(context, document.id),
    language,
  }
  return { resource: presentResource(type, shown), revision: document.history.length }
}
