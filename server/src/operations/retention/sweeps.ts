import type { RetentionKind, RetentionRule } from '../../contracts/retention-rules.ts'
import type { CaseDocument } from '../../documents/case-document.ts'
import type { RetentionRulesDocument } from '../../documents/retention-documents.ts'
import { ServerError } from '../../errors/server-error.ts'
import { placeOf } from '../../ports/place-of.ts'
import type { FieldValues, Query } from '../../ports/store.ts'
import { archiveCase } from './archive-case.ts'
import { cardRanges, closedRanges, cutoff, pastTime } from './due-now.ts'
import type { ErasingContext } from './erase-beside.ts'
import { holdOf } from './holds.ts'

export type PurgingContext = ErasingContext

/** What one step looks at, by which rule. */
interface Sweep {
  readonly rules: RetentionRulesDocument
  readonly rule: RetentionRule
  readonly after: Query['after'] | null
}

/** What a step came to, and where the next goes on. */
interface Swept {
  readonly after: NonNullable<Query['after']> | null
  readonly removed: number
  /** What stays though its time is over, and since when the first of it. */
  readonly left: number
  readonly leftSince: string | null
  readonly over: boolean
}

/** How each kind of what is kept is removed, some at a time. */
export const sweeps: Readonly<
  Record<RetentionKind, (context: PurgingContext, sweep: Sweep) => Promise<Swept>>
> = { closedCases: sweepCases, caseReads: sweepReads, adviceCards: sweepCards }

/** A case takes a moment to write; the others none. */
const [casesAStep, othersAStep] = [10, 200]

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

/** Whether a case, or its person, is held. */
async function isHeld(
  context: PurgingContext,
  { id, county, patient }: Pick<CaseDocument, 'id' | 'county' | 'patient'>,
): Promise<boolean> {
  if ((await holdOf(context, { county, kind: 'case', target: id })) !== undefined) return true
  return (
    patient !== null &&
    (await holdOf(context, { county, kind: 'person', target: patient })) !== undefined
  )
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

/** What carries no entry of its own is told of by one for all. */
async function tell(
  { commit }: PurgingContext,
  sweep: Sweep,
  what: RetentionKind,
  removed: number,
): Promise<void> {
  if (removed === 0) return
  const { detail, ...entry } = entryOf(sweep)
  await commit([], {
    ...entry,
    action: 'retention.purge',
    target: sweep.rules.id,
    detail: { ...detail, what, removed },
  })
}

function entryOf({ rules, rule }: Sweep) {
  const { proposedBy = '', confirmedBy = '' } = rules.confirmed ?? {}
  const { days, source } = rule
  return {
    actor: { kind: 'system', id: 'retention', title: 'retention' },
    county: rules.id,
    detail: { days, source, setBy: proposedBy, confirmedBy },
  } as const
}

function queryOf(
  context: PurgingContext,
  field: string,
  rule: RetentionRule,
  of: { readonly ranges: readonly FieldValues[]; readonly since?: string | undefined },
) {
  return {
    anyOf: of.ranges,
    where: pastTime(field, cutoff(context, rule), of.since),
    sort: { field, direction: 'ascending' },
  } as const
}

function end(
  found: readonly Parameters<typeof placeOf>[0][],
  query: Parameters<typeof placeOf>[1],
  after: Sweep['after'],
  limit: number,
): Pick<Swept, 'after' | 'over'> {
  const last = found.at(-1)
  return {
    after: last === undefined ? (after ?? null) : placeOf(last, query),
    over: found.length < limit,
  }
}
