import type { Hold, HoldInput, HoldPage, LiftHoldInput } from '../../contracts/retention.ts'
import type { RequestMark } from '../../documents/request-mark.ts'
import type { HoldDocument } from '../../documents/retention-documents.ts'
import { ServerError } from '../../errors/server-error.ts'
import { type Caller, recordedActor } from '../context/caller.ts'
import { mapPage, type PageAsked, readPage } from '../context/list-page.ts'
import { makeOnce } from '../context/make-once.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { readAll } from '../context/read-all.ts'
import { assertWholeCounty } from './retention-scope.ts'

const permission = 'persons.erase'

/** The holds of a county, those that were lifted too, the newest first. @throws ServerError RETENTION_COUNTY */
export async function listHolds(
  { store }: OperationContext,
  caller: Caller,
  { county, ...page }: PageAsked & { readonly county: string },
): Promise<HoldPage> {
  assertWholeCounty(caller, permission, county)
  const sort = { field: 'at', direction: 'descending' } as const
  return mapPage(await readPage(store, 'holds', { anyOf: [{ county }], sort }, page), presentHold)
}

/**
 * Sets a hold: from then on nothing of the person or case is erased or removed.
 * @throws ServerError RETENTION_COUNTY, HOLD_CASE_UNKNOWN, IDEMPOTENCY_KEY_REUSED
 */
export async function setHold(
  context: OperationContext,
  caller: Caller,
  { county, kind, target, reason }: HoldInput & { readonly county: string },
  mark?: RequestMark,
): Promise<Hold> {
  assertWholeCounty(caller, permission, county)
  const makes = { collection: 'holds', again: presentHold } as const
  return await makeOnce(context, mark, makes, async ({ store, commit, clock, newId }) => {
    if (kind === 'case' && (await store.get('cases', target))?.county !== county)
      throw new ServerError('HOLD_CASE_UNKNOWN', { county, id: target })
    const actor = recordedActor(caller)
    const document: HoldDocument = {
      id: newId(),
      revision: 1,
      county,
      kind,
      target,
      reason,
      by: actor.title,
      at: clock.now(),
      lifted: null,
    }
    const { committed } = await commit([{ kind: 'insert', collection: 'holds', document }], {
      action: 'hold.set',
      actor,
      target: document.id,
      county,
      detail: { kind, about: target, reason },
    })
    if (!committed) throw new Error('a random id was given out twice')
    return presentHold(document)
  })
}

/** Lifts a hold. @throws ServerError RETENTION_COUNTY, HOLD_UNKNOWN */
export async function liftHold(
  context: OperationContext,
  caller: Caller,
  asked: LiftHoldInput & { readonly county: string; readonly hold: string },
): Promise<Hold> {
  const { county, hold: id, reason } = asked
  assertWholeCounty(caller, permission, county)
  const before = await context.store.get('holds', id)
  if (before?.county !== county || before.lifted !== null) throw new ServerError('HOLD_UNKNOWN')
  const actor = recordedActor(caller)
  const lifted = { by: actor.title, at: context.clock.now(), reason }
  const document: HoldDocument = { ...before, revision: before.revision + 1, lifted }
  const write = { kind: 'replace', collection: 'holds', document } as const
  const { committed } = await context.commit([{ ...write, expectedRevision: before.revision }], {
    action: 'hold.lift',
    actor,
    target: id,
    county,
    detail: { kind: before.kind, about: before.target, reason },
  })
  if (!committed) throw new ServerError('HOLD_UNKNOWN')
  return presentHold(document)
}

/** What holds something now: by a person's pseudonym, or a case's id. */
export async function holdOf(
  { store }: Pick<OperationContext, 'store'>,
  about: Pick<HoldDocument, 'county' | 'kind' | 'target'>,
): Promise<HoldDocument | undefined> {
  const { county, kind, target } = about
  const query = {
    anyOf: [{ county, target }],
    sort: { field: 'at', direction: 'ascending' },
  } as const
  for await (const hold of readAll(store, 'holds', query, 50))
    if (hold.kind === kind && hold.lifted === null) return hold
  return undefined
}

/** A hold as it is shown. Pure. */
export function presentHold(document: HoldDocument): Hold {
  const { id, county, kind, target, reason, by, at, lifted } = document
  return { id, county, kind, target, reason, by, at, lifted }
}
