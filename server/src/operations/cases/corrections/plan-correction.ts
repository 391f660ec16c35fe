import { type Bundle, type Facts, subjectOf, type Text } from '@jieli/engine'
import type { CaseCorrectionInput } from '../../../contracts/case-correction.ts'
import { ServerError } from '../../../errors/server-error.ts'
import type { CorrectionChange, CorrectionDetail } from '../../../documents/case-correction.ts'
import type { CaseDocument, NamedAttachment } from '../../../documents/case-document.ts'
import { storedTime } from '../../../ports/time.ts'
import { assertMayStart, type Caller, engineActor, recordedActor } from '../../context/caller.ts'
import type { OperationContext } from '../../context/operation-context.ts'
import { readSentFacts, type ReadFacts } from '../../code-maps/read-editions.ts'
import { attachmentsOfStep, filedDetail } from '../attachments/attachments-of-step.ts'
import { searchFields } from '../case-history.ts'
import { startEvent } from '../case-step.ts'
import { fillOffices } from '../fill-offices.ts'
import { effectiveEvents, type EffectiveEvent, startEntry } from './effective-events.ts'
import type { PlannedCorrection } from './with-correction.ts'

type AskedChange = CaseCorrectionInput['changes'][number]

/** What corrections are planned over. */
interface Planning {
  readonly context: OperationContext
  readonly caller: Caller
  readonly bundle: Bundle
  readonly document: CaseDocument
  readonly now: string
}

/**
 * What a request makes of the events of a case.
 * @throws ServerError CORRECTION_ENTRY, CORRECTION_START, CORRECTION_MOMENT, CORRECTION_NOT_YOURS, FACTS_INVALID,
 * PROCEDURE_FACTS, OFFICE_UNFILLED, OFFICE_TWICE, UNIT_SCOPE_MISSING, ATTACHMENT_NOT_UPLOADED
 */
export async function planCorrection(
  planning: Planning,
  { changes: asked, reason }: Pick<CaseCorrectionInput, 'changes' | 'reason'>,
): Promise<Omit<PlannedCorrection, 'calendars'>> {
  const { context, caller, document, now } = planning
  const known = new Map(effectiveEvents(document.history).map((event) => [event.entry, event]))
  const named = new Set<string>()
  const changes: CorrectionChange[] = []
  const details: CorrectionDetail['changes'][number][] = []
  const filed = new Map<string, NamedAttachment>()
  const reads = new Map<string, Omit<ReadFacts, 'facts'>>()
  const by = recordedActor(caller)
  for (const [index, change] of asked.entries()) {
    if (change.kind === 'late') {
      const entry = `${document.history.length + 1}.${index + 1}`
      const given = await givenEvent(planning, change, index)
      const unit = unitFor(planning, given.event)
      reads.set(entry, given.read)
      const event = { ...given.event, entry, kind: 'late' as const, recordedAt: now }
      known.set(entry, { ...event, actor: { ...by, ...unit } })
      const own = await attachmentsOfStep(context, document, change.attachments)
      for (const each of own) filed.set(each.sha256, each)
      const { type, at } = event
      changes.push({ kind: 'late', entry, event: type, at, ...unit, ...filedDetail(own) })
      details.push(detailOf(event))
      continue
    }
    const before = known.get(change.entry)
    if (before === undefined || named.has(change.entry))
      throw new ServerError('CORRECTION_ENTRY', { entry: change.entry })
    named.add(change.entry)
    const { entry } = before
    const mine = assertOwn(planning, before)
    if (change.kind === 'voided') {
      if (entry === startEntry) throw new ServerError('CORRECTION_START')
      known.delete(entry)
      changes.push({ kind: 'voided', entry, event: before.type, at: before.at, ...mine })
      details.push(detailOf(before))
      continue
    }
    const given = await givenEvent(planning, change, index, before)
    const { event } = given
    const unit = entry === startEntry ? {} : unitFor(planning, event)
    reads.set(entry, given.read)
    const kind = before.kind === 'late' ? 'late' : 'corrected'
    known.set(entry, { ...event, entry, kind, recordedAt: now, actor: { ...by, ...unit } })
    changes.push({ kind: 'corrected', entry, event: event.type, at: event.at, ...unit })
    details.push(detailOf(event))
  }
  const events = [...known.values()]
  assertMoments(planning, events)
  const attachments = [...filed.values()]
  return { changes, details, events, actor: by, reason, now, attachments, reads }
}

type GivenEvent = Pick<EffectiveEvent, 'type' | 'facts' | 'reason' | 'at'>

/** An event as it is given; what of a corrected one is not given stays as it was. */
async function givenEvent(
  planning: Planning,
  change: Exclude<AskedChange, { kind: 'voided' }>,
  index: number,
  before?: EffectiveEvent,
): Promise<{ readonly event: GivenEvent; readonly read: Omit<ReadFacts, 'facts'> }> {
  const { context, bundle, document } = planning
  const type = change.type ?? before?.type ?? ''
  const isStart = before?.entry === startEntry
  if (isStart && type !== startEvent) throw new ServerError('CORRECTION_START')
  const of = { ruleset: bundle.ruleset, county: document.county }
  const { facts, ...read } = await readSentFacts(context, of, change, `/changes/${index}`)
  const given = change.facts === undefined ? (before?.facts ?? {}) : facts
  const reason = change.reason ?? before?.reason
  const event = {
    type,
    facts: isStart && change.facts !== undefined ? await startFacts(planning, facts) : given,
    ...(reason !== undefined && { reason }),
    at: change.occurredAt === undefined ? (before?.at ?? '') : storedTime(change.occurredAt),
  }
  return { event, read }
}

/** The facts a case is to have begun with, as one may begin with. */
async function startFacts(planning: Planning, given: Facts): Promise<Facts> {
  const { context, caller, bundle, document } = planning
  const pathway = bundle.ruleset.pathways.find(({ id }) => id === document.pathway)
  if (pathway === undefined) return given
  const facts = await fillOffices(context, bundle.ruleset, pathway, given)
  if (subjectOf(pathway) !== 'community')
    assertMayStart(
      caller,
      document.ruleset,
      { county: document.county, ...searchFields({ ...document.snapshot, facts }) },
      'cases.correct',
    )
  return facts
}

/** The unit a caller sends an event for; nothing for one who acts for every unit, or for none of its parties. */
function unitFor(
  { caller, bundle, document }: Planning,
  { type, facts }: Pick<EffectiveEvent, 'type' | 'facts'>,
): { readonly unit?: string } {
  const actor = engineActor(caller, bundle, document, {
    type,
    facts,
    permission: 'cases.correct',
  })
  if (actor.everyUnit === true) return {}
  if (actor.unit === undefined)
    throw new ServerError('CORRECTION_NOT_YOURS', { event: eventTitle(bundle, document, type) })
  return { unit: actor.unit }
}

/** One corrects what one could have sent. @throws ServerError CORRECTION_NOT_YOURS */
function assertOwn(planning: Planning, event: EffectiveEvent): { readonly unit?: string } {
  return event.entry === startEntry ? {} : unitFor(planning, event)
}

/** @throws ServerError CORRECTION_MOMENT for what lies in the future, or before the case began */
function assertMoments({ now }: Planning, events: readonly EffectiveEvent[]): void {
  const begun = events.find(({ entry }) => entry === startEntry)?.at ?? ''
  const wrong = events.find(
    ({ at }) => Date.parse(at) > Date.parse(now) || Date.parse(at) < Date.parse(begun),
  )
  if (wrong !== undefined)
    throw new ServerError('CORRECTION_MOMENT', { at: wrong.at, from: begun, until: now })
}

function detailOf({ facts, reason }: GivenEvent): CorrectionDetail['changes'][number] {
  return { facts, ...(reason !== undefined && { reason }) }
}

/** The title of an event, as people know it. Pure. */
export function eventTitle(bundle: Bundle, document: CaseDocument, event: string): Text {
  if (event === startEvent) return { zh: '建立个案', en: 'start of the case' }
  const pathway = bundle.ruleset.pathways.find(({ id }) => id === document.pathway)
  return pathway?.events.find(({ id }) => id === event)?.title ?? { zh: event, en: event }
}
