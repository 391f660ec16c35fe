import type { RetentionKind } from '../../contracts/retention-rules.ts'
import type { CaseDocument } from '../../documents/case-document.ts'
import { ServerError } from '../../errors/server-error.ts'
import { archiveCase } from './archive-case.ts'
import { cardRanges, closedRanges } from './due-now.ts'
import { sweepDeliveries, sweepEvents } from './sweep-events.ts'
import {
  casesAStep,
  end,
  entryOf,
  isHeld,
  othersAStep,
  type PurgingContext,
  queryOf,
  type Sweep,
  type Swept,
  tell,
} from './sweep-parts.ts'

/** How each kind of what is kept is removed, some at a time. */
export const sweeps: Readonly<
  Record<RetentionKind, (context: PurgingContext, sweep: Sweep) => Promise<Swept>>
> = {
  closedCases: sweepCases,
  caseReads: sweepReads,
  adviceCards: sweepCards,
  events: sweepEvents,
  parkedDeliveries: sweepDeliveries,
}

/** In seconds: how long a content that somebody wants at this moment is let be. */
const untilUnwanted = 600

type Closed = Pick<
  CaseDocument,
  'id' | 'revision' | 'updatedAt' | 'erased' | 'archived' | 'procedure'
>

async function sweepCases(context: PurgingContext, sweep: Sweep): Promise<Swept> {
  const { rules, rule, after } = sweep
  const county = rules.id
  const query = queryOf(context, 'updatedAt', rule, {
    ranges: await closedRanges(context, county),
    since: rules.archivedUntil,
  })
  const found = await context.store.find<'cases', Closed>('cases', {
    ...query,
    ...(after && { after }),
    limit: casesAStep,
    only: ['updatedAt', 'erased', 'archived', 'procedure'],
  })
  const { archive } = context
  if (archive === undefined) throw new ServerError('RETENTION_NO_ARCHIVE')
  const { proposedBy: by = '', confirmedBy = '' } = rules.confirmed ?? {}
  let [removed, left] = [0, 0]
  let leftSince: string | null = null
  for (const { id, updatedAt, erased, archived, procedure } of found) {
    // What the community decides by its procedures is nobody's case, and is gone by later.
    const over = (erased ?? procedure ?? null) !== null
    const document = over ? undefined : await context.store.get('cases', id)
    if (document === undefined || document.updatedAt !== updatedAt) continue
    const came = (await isHeld(context, document))
      ? 'left'
      : await archiveCase({ ...context, archive }, document, { ...rule, by, confirmedBy })
    // Somebody files the same document elsewhere at this moment: it is looked at again, all of it.
    if (came === 'later')
      throw new ServerError(
        'SERVER_BUSY',
        { seconds: untilUnwanted },
        { retryAfter: untilUnwanted },
      )
    if (came === 'archived' && (archived ?? null) === null) removed += 1
    if (came !== 'left') continue
    left += 1
    leftSince ??= updatedAt
  }
  return { ...end(found, query, after, casesAStep), removed, left, leftSince }
}

async function sweepReads(context: PurgingContext, sweep: Sweep): Promise<Swept> {
  const { rules, rule, after } = sweep
  const county = rules.id
  const query = queryOf(context, 'at', rule, { ranges: [{ county }] })
  const found = await context.store.find('caseReads', {
    ...query,
    ...(after && { after }),
    limit: othersAStep,
  })
  const held = new Map<string, boolean>()
  let [removed, left] = [0, 0]
  for (const read of found) {
    const about = JSON.stringify([read.patient, read.case])
    const of = { id: read.case ?? '', county, patient: read.patient }
    const stays = held.get(about) ?? (await isHeld(context, of))
    held.set(about, stays)
    if (stays) left += 1
    else {
      const gone = { kind: 'remove', collection: 'caseReads', id: read.id } as const
      const { committed } = await context.commit(
        [{ ...gone, expectedRevision: read.revision }],
        'mark',
      )
      if (committed) removed += 1
    }
  }
  await tell(context, sweep, 'caseReads', removed)
  return { ...end(found, query, after, othersAStep), removed, left, leftSince: null }
}

async function sweepCards(context: PurgingContext, sweep: Sweep): Promise<Swept> {
  const { rules, rule, after } = sweep
  const query = queryOf(context, 'at', rule, { ranges: await cardRanges(context) })
  const found = await context.store.find('adviceCards', {
    ...query,
    ...(after && { after }),
    limit: othersAStep,
  })
  let removed = 0
  for (const card of found) {
    if (card.county !== rules.id) continue
    const gone = { kind: 'remove', collection: 'adviceCards', id: card.id } as const
    const { committed } = await context.commit([{ ...gone, expectedRevision: card.revision }], {
      ...entryOf(sweep),
      action: 'cds.purge',
      target: `${card.ruleset}/${card.decision}`,
    })
    if (committed) removed += 1
  }
  return { ...end(found, query, after, othersAStep), removed, left: 0, leftSince: null }
}
