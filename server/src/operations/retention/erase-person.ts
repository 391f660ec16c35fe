import type { ErasedCounts } from '../../contracts/retention.ts'
import type { CaseDocument, CaseErasure } from '../../documents/case-document.ts'
import type { ErasureDocument } from '../../documents/retention-documents.ts'
import { ServerError } from '../../errors/server-error.ts'
import type { Caller } from '../context/caller.ts'
import { forgetStoredCounts } from '../context/forget-counts.ts'
import { attempts } from '../cases/walk-cases.ts'
import {
  eraseDocuments,
  eraseEntries,
  eraseEvents,
  eraseNames,
  eraseReads,
  eraseTraces,
  type ErasingContext,
  type ErasingEntry,
} from './erase-beside.ts'
import { withoutPerson } from './erase-case.ts'
import { casesOfPerson, whyKept } from './plan-erasure.ts'
import { assertWholeCounty } from './retention-scope.ts'

/** Where an erasure goes on: what is still to be looked at, and what it came to so far. */
export interface ErasureProgress {
  readonly left: readonly string[]
  readonly total: number
  readonly counts: ErasedCounts
}

const none: ErasedCounts = {
  cases: 0,
  entries: 0,
  events: 0,
  documents: 0,
  reads: 0,
  archives: 0,
  archivesGone: 0,
  left: 0,
}

/** In seconds: how long a content that somebody wants at this moment is let be. */
const untilUnwanted = 600

/**
 * The next part of an erasure: which cases there are, then one of them at a time, then what names the person alone. Each
 * part done again comes to the same: what is gone is not looked for again, and what came meanwhile is found at the end.
 * @returns how far it is, and what it came to in the end
 * @throws ServerError ERASURE_UNKNOWN, RETENTION_COUNTY; SERVER_BUSY while somebody wants a document at this moment
 */
export async function eraseNext(
  context: ErasingContext,
  caller: Caller,
  asked: { readonly erasure: string; readonly from: ErasureProgress | null },
): Promise<ErasureProgress & { readonly over: boolean }> {
  const erasure = await context.store.get('erasures', asked.erasure)
  if (erasure === undefined || erasure.status === 'proposed' || erasure.status === 'dropped')
    throw new ServerError('ERASURE_UNKNOWN')
  assertWholeCounty(caller, 'persons.erase', erasure.county)
  const { from } = asked
  if (from === null) {
    const left = await caseIds(context, erasure)
    return { left, total: left.length, counts: none, over: false }
  }
  const [next, ...left] = from.left
  if (next === undefined) {
    const counts = await finish(context, erasure, from.counts)
    return { ...from, counts, over: true }
  }
  const counts = added(from.counts, await eraseOne(context, erasure, next))
  return { ...from, left, counts, over: false }
}

async function caseIds(context: ErasingContext, erasure: ErasureDocument): Promise<string[]> {
  const ids: string[] = []
  for await (const { id } of casesOfPerson(context, erasure)) ids.push(id)
  return ids
}

/** One case with all that lies beside it. Events go first: the case alone leads to them. */
async function eraseOne(
  context: ErasingContext,
  erasure: ErasureDocument,
  id: string,
): Promise<Partial<ErasedCounts>> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const document = await context.store.get('cases', id)
    if (document === undefined) return {}
    const done = document.erased?.erasure === erasure.id
    const whose = document.patient ?? document.archivedPatient
    if (!done && (whose !== erasure.patient || document.erased !== undefined)) return {}
    if (!done && (await whyKept(context, erasure, document)) !== null) return { left: 1 }
    const events = await eraseEvents(context, document)
    if (!done && !(await eraseCase(context, erasure, document))) continue
    const entry = entryOf(erasure)
    const entries = await eraseEntries(context, id, entry)
    await eraseTraces(context, document, entry)
    await eraseNames(context, document, entry)
    const archived = await eraseArchived(context, document)
    const now = await context.store.get('cases', id)
    const { removed, later } = await eraseDocuments(context, now ?? document)
    if (later)
      throw new ServerError(
        'SERVER_BUSY',
        { seconds: untilUnwanted },
        { retryAfter: untilUnwanted },
      )
    return { cases: 1, entries, events, documents: removed, ...archived }
  }
  throw new ServerError('SERVER_BUSY', { seconds: 5 }, { retryAfter: 5 })
}

/** The files of a case that was archived. */
async function eraseArchived(
  { archive }: ErasingContext,
  { archived, history }: CaseDocument,
): Promise<Partial<ErasedCounts>> {
  if (archived === undefined) return {}
  const folder = archived.file.replace(/\.json$/, '')
  for (const { sha256 } of history.flatMap((entry) => entry.attachments ?? []))
    await archive?.remove(`${folder}/${sha256}`)
  const gone = (await archive?.remove(archived.file)) === true
  return gone ? { archives: 1 } : { archivesGone: 1 }
}

async function eraseCase(
  context: ErasingContext,
  erasure: ErasureDocument,
  before: CaseDocument,
): Promise<boolean> {
  const { id, ground, by, confirmedBy } = erasure
  const mark: CaseErasure = {
    erasure: id,
    at: context.clock.now(),
    ground,
    by,
    confirmedBy: confirmedBy ?? '',
  }
  const document = withoutPerson(before, mark)
  const write = { kind: 'replace', collection: 'cases', document } as const
  const { committed } = await context.commit([{ ...write, expectedRevision: before.revision }], {
    ...entryOf(erasure),
    action: 'case.erase',
    target: before.id,
  })
  return committed
}

/** What names the person and is of no case that stays, and that it is done. */
async function finish(
  context: ErasingContext,
  erasure: ErasureDocument,
  before: ErasedCounts,
): Promise<ErasedCounts> {
  if (erasure.erased !== null) {
    await forgetStoredCounts(context, erasure.county)
    return erasure.erased
  }
  const stays = new Set<string>()
  for await (const document of casesOfPerson(context, erasure)) stays.add(document.id)
  const reads = await eraseReads(context, erasure, stays)
  const entries = await eraseEntries(context, erasure.patient, entryOf(erasure))
  const erased = { ...added(before, { reads, entries }), left: stays.size }
  const doneAt = context.clock.now()
  const { revision } = erasure
  const document = { ...erasure, revision: revision + 1, status: 'done', doneAt, erased } as const
  const write = { kind: 'replace', collection: 'erasures', document } as const
  const { committed } = await context.commit([{ ...write, expectedRevision: revision }], {
    ...entryOf(erasure),
    action: 'erasure.finish',
    target: erasure.id,
  })
  if (!committed) throw new ServerError('SERVER_BUSY', { seconds: 5 }, { retryAfter: 5 })
  // After it is said to be done: what is counted from now on looks at that.
  await forgetStoredCounts(context, erasure.county)
  return erased
}

function entryOf({ id, county, ground, by, confirmedBy }: ErasureDocument): ErasingEntry {
  const actor = { kind: 'system', id: 'erasures', title: 'erasures' } as const
  return { actor, county, detail: { erasure: id, ground, proposedBy: by, confirmedBy } }
}

function added(before: ErasedCounts, more: Partial<ErasedCounts>): ErasedCounts {
  const names = Object.keys(before) as (keyof ErasedCounts)[]
  const sums = names.map((name) => [name, before[name] + (more[name] ?? 0)])
  return Object.fromEntries(sums) as ErasedCounts
}
