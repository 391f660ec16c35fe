import { type AuditEntry, erasingAction } from '../../audit/audit-entry.ts'
import type { AuditedAction } from '../../audit/commit.ts'
import type { CaseDocument } from '../../documents/case-document.ts'
import type { CaseEventDocument } from '../../documents/event-document.ts'
import type { AttachmentSettings } from '../../attachments/attachment-settings.ts'
import { storedAfter } from '../../ports/time.ts'
import { isErased } from '../cases/case-seal.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { findAll, readAll } from '../context/read-all.ts'

/** What erasing works with beside what every operation does. */
export interface ErasingContext extends OperationContext {
  readonly eraseDetail: (id: string) => Promise<boolean>
}

/** Who erases, and by what: for the log. */
export type ErasingEntry = Omit<AuditedAction, 'action' | 'target'> & { readonly county: string }

/**
 * In milliseconds: a content that somebody filed elsewhere at this moment is not removed before it is known whether a
 * document names it. No step takes as long.
 */
const margin = 600_000

/**
 * Takes the details away of what the log says about something, and says so first.
 * @returns how many were taken away
 */
export async function eraseEntries(
  context: ErasingContext,
  target: string,
  entry: ErasingEntry,
): Promise<number> {
  const { county } = entry
  const found = await entriesAbout(context, county, target)
  const there = found.filter(({ salt, action }) => salt !== undefined && !keeping.has(action))
  if (there.length === 0) return 0
  const told = { ...entry, action: erasingAction } as const
  await context.commit([], { ...told, target })
  const now = context.clock.now()
  let erased = 0
  for (const { id, at } of there) {
    // One that a wrong clock wrote seems to be of a time to come: it is told of by its own name.
    if (at > now) await context.commit([], { ...told, target: id })
    if (await context.eraseDetail(id)) erased += 1
  }
  return erased
}

/** What the log of a county says about something, the first first. */
export async function entriesAbout(
  { store }: Pick<OperationContext, 'store'>,
  county: string,
  target: string,
): Promise<readonly AuditEntry[]> {
  const actions = await store.distinct('audit', ['action'], { county, target })
  return await findAll(store, 'audit', {
    anyOf: actions.map(([action = null]) => ({ county, target, action })),
    sort: { field: 'at', direction: 'ascending' },
  })
}

/** What says that something was erased is not erased itself. */
const keeping: ReadonlySet<string> = new Set([erasingAction, 'case.erase'])

/** What a case asked to be done, in the feed: its place stays, for those who read on from it. */
export async function eraseEvents(
  { store, commit }: OperationContext,
  { outbox }: Pick<CaseDocument, 'outbox'>,
): Promise<number> {
  let erased = 0
  for (const { id } of outbox)
    for (;;) {
      const found = await store.get('events', id)
      // What a case asked for is told of that case.
      if (found === undefined || found.case === null) break
      const document = bareEvent(found)
      const write = { kind: 'replace', collection: 'events', document } as const
      const change = [{ ...write, expectedRevision: found.revision }]
      // It may be given its place at this moment.
      if (!(await commit(change, 'mark')).committed) continue
      erased += 1
      break
    }
  return erased
}

function bareEvent(found: CaseEventDocument): CaseEventDocument {
  const { type, event, title } = found.action
  return { ...found, revision: found.revision + 1, units: [], action: { type, event, title } }
}

/** The traces of refused events. */
export async function eraseTraces(
  { store, commit }: OperationContext,
  { id, refusals }: Pick<CaseDocument, 'id' | 'refusals'>,
  entry: ErasingEntry,
): Promise<void> {
  const audit = { ...entry, action: 'case.eraseBeside', target: id } as const
  for (const refusal of refusals) {
    const found =
      refusal.traces === undefined ? undefined : await store.get('refusals', refusal.traces)
    if (found === undefined) continue
    const gone = { kind: 'remove', collection: 'refusals', id: found.id } as const
    await commit([{ ...gone, expectedRevision: found.revision }], audit)
  }
}

/** The names that hospitals' systems gave to the case. */
export async function eraseNames(
  { store, commit }: OperationContext,
  { id }: Pick<CaseDocument, 'id'>,
  entry: ErasingEntry,
): Promise<void> {
  const audit = { ...entry, action: 'case.eraseBeside', target: id } as const
  const query = { anyOf: [{ case: id }] }
  for (const named of await findAll(store, 'referralIdentifiers', query)) {
    const gone = { kind: 'remove', collection: 'referralIdentifiers', id: named.id } as const
    await commit([{ ...gone, expectedRevision: named.revision }], audit)
  }
}

/**
 * The documents that were filed with a case that is erased, or were to be: their contents too, where no other case has them.
 * @returns how many contents were removed, and whether some can be removed only later
 */
export async function eraseDocuments(
  {
    store,
    commit,
    clock,
    attachments,
  }: OperationContext & {
    readonly attachments?: AttachmentSettings
  },
  { id, history }: Pick<CaseDocument, 'id' | 'history'>,
): Promise<{ readonly removed: number; readonly later: boolean }> {
  const contents = new Set(
    history
      .filter(isErased)
      .flatMap((entry) => (entry.attachments ?? []).map(({ sha256 }) => sha256)),
  )
  for await (const upload of readAll(store, 'uploads', { anyOf: [{ case: id }] })) {
    contents.add(upload.sha256)
    const gone = { kind: 'remove', collection: 'uploads', id: upload.id } as const
    await commit([{ ...gone, expectedRevision: upload.revision }], 'mark')
  }
  let removed = 0
  let later = false
  for (const sha256 of contents) {
    const others = await store.find('uploads', {
      where: [{ field: 'sha256', operator: 'equal', value: sha256 }],
      limit: 1,
    })
    if (others.length > 0 || attachments === undefined) continue
    if ((await attachments.contents.open(sha256)) === undefined) continue
    const before = storedAfter(clock.now(), -margin)
    if (await attachments.contents.removeUnwanted(sha256, before)) removed += 1
    else later = true
  }
  return { removed, later }
}

/** Who has read of a person stays; of whom they read is gone, where no case of the person stays. */
export async function eraseReads(
  { store, commit }: OperationContext,
  { county, patient }: { readonly county: string; readonly patient: string },
  stays: ReadonlySet<string>,
): Promise<number> {
  let erased = 0
  const query = {
    anyOf: [{ county, patient }],
    sort: { field: 'at', direction: 'ascending' },
  } as const
  for (const read of await findAll(store, 'caseReads', query)) {
    if (read.case === null ? stays.size > 0 : stays.has(read.case)) continue
    const document = { ...read, revision: read.revision + 1, patient: null }
    const write = { kind: 'replace', collection: 'caseReads', document } as const
    const { committed } = await commit([{ ...write, expectedRevision: read.revision }], 'mark')
    if (committed) erased += 1
  }
  return erased
}
