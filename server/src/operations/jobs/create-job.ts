import type { Json } from '@jieli/engine'
import { type JobKindName, jobPermissions } from '../../contracts/job.ts'
import type { JobDocument, JobFileName } from '../../documents/job-document.ts'
import type { RequestMark } from '../../documents/request-mark.ts'
import { ServerError } from '../../errors/server-error.ts'
import { assertRulesetScope, type Caller, recordedActor } from '../context/caller.ts'
import { findLatestPublication } from '../context/find-publication.ts'
import { makeOnce } from '../context/make-once.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { ownerOf } from './find-job.ts'

/** Somebody has so many jobs waiting or running at most. */
export const maxOpen = 20

/** The work somebody asks for. */
export interface NewJob {
  readonly kind: JobKindName
  readonly ruleset: string
  /** The period, the name of the file, the version. */
  readonly about: string
  /** As JSON has it: what is undefined is left out. */
  readonly input: object
  readonly file?: JobFileName
}

/**
 * Stores work to be done, once for a request with an idempotency key. Whoever asks must have the right now, and still when
 * it is done.
 * @throws ServerError RULESET_UNKNOWN, SCOPE_MISSING, JOBS_FULL, IDEMPOTENCY_KEY_REUSED
 */
export async function createJob(
  context: OperationContext,
  caller: Caller,
  wanted: NewJob,
  request?: RequestMark,
): Promise<JobDocument> {
  const again = (made: JobDocument) => made
  return await makeOnce(context, request, { collection: 'jobs', again }, async (once) =>
    storeJob(once, caller, wanted),
  )
}

/** The same for whoever goes through `makeOnce` by itself. */
export async function storeJob(
  { store, commit, clock, newId }: OperationContext,
  caller: Caller,
  { kind, ruleset, input, ...wanted }: NewJob,
): Promise<JobDocument> {
  const publication = await findLatestPublication(store, ruleset)
  if (publication === undefined)
    throw new ServerError('RULESET_UNKNOWN', { id: ruleset, suggestion: '' })
  assertReach(caller, kind, publication.manifest)
  const { county = '*', title } = publication.manifest
  const whole = { ...wanted, kind, ruleset, input, county, title }
  const document = await newJob({ store, clock, newId }, caller, whole)
  const { committed } = await commit([{ kind: 'insert', collection: 'jobs', document }], {
    action: 'job.create',
    actor: document.by,
    target: document.id,
    ...(county !== '*' && { county }),
    detail: { kind, ruleset, about: wanted.about },
  })
  if (!committed) throw new Error('a random id was given out twice')
  return document
}

/**
 * Work that is to be stored, of a ruleset or of a whole county: whoever makes it has seen to it that it may be asked for.
 * @throws ServerError JOBS_FULL
 */
export async function newJob(
  { store, clock, newId }: Pick<OperationContext, 'store' | 'clock' | 'newId'>,
  caller: Caller,
  { input, ...wanted }: NewJob & Pick<JobDocument, 'county' | 'title'>,
): Promise<JobDocument> {
  const owner = ownerOf(caller)
  const open = await store.find('jobs', {
    anyOf: [{ owner }],
    sort: { field: 'openSince', direction: 'ascending' },
    limit: maxOpen,
  })
  if (open.length >= maxOpen) throw new ServerError('JOBS_FULL', { limit: maxOpen })
  const now = clock.now()
  return {
    ...wanted,
    id: newId(),
    revision: 1,
    input: JSON.parse(JSON.stringify(input)) as Json,
    by: recordedActor(caller),
    owner,
    createdAt: now,
    openSince: now,
    status: 'open',
    lease: null,
    startedAt: null,
    progress: null,
    tries: 0,
    retryAt: null,
  }
}

/** @throws ServerError SCOPE_MISSING */
function assertReach(
  caller: Caller,
  kind: JobKindName,
  manifest: { readonly id: string; readonly county?: string | undefined },
): void {
  assertRulesetScope(caller, jobPermissions[kind], manifest)
}
