import { type Bundle, canonicalJson, type LedgerEvent, type Period } from '@jieli/engine'
import type { ImportedEvent } from '../../exchange/read-events.ts'
import { casesRun } from '../cases/cases-run.ts'
import { knownImports, rowsOf } from '../assessment/known-tables.ts'
import { isLog } from '../assessment/case-log.ts'
import { assertCaseForm } from '../cases/case-form.ts'
import { factsOf } from '../cases/case-history.ts'
import { isOwnStep, rightMoments } from '../cases/right-moments.ts'
import type { CaseDocument, HistoryEntry } from '../../documents/case-document.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { storedTime } from '../../ports/time.ts'

/**
 * The events of a period that money rests on, as known at a moment: those brought in, and those the cases run here
 * asked to be told of, under the ids of their outbox. Each comes once, by id.
 */
export async function moneyEvents(
  context: OperationContext,
  query: {
    readonly ruleset: string
    readonly bundle: Bundle
    readonly period: Period
    readonly knownAt: string
  },
): Promise<readonly LedgerEvent[]> {
  const { ruleset, bundle, period, knownAt } = query
  const events = new Map<string, LedgerEvent>()
  for (const table of await knownImports(context, { ruleset, kind: 'events', knownAt }))
    for await (const { rows } of rowsOf<Omit<ImportedEvent, 'row'>>(context, table, (month) =>
      mayLieIn(month, period),
    ))
      // A later row of an event replaces an earlier one.
      for (const event of rows)
        if (liesWithin(event.at, period)) events.set(event.id, event)
        else events.delete(event.id)
  for (const event of await eventsTold(context, { ruleset, bundle, period, knownAt }))
    events.set(event.id, event)
  return [...events.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

/**
 * The events of a period that cases run here told of, as known at a moment; where an earlier moment is given, only those
 * that were not known then as they are now, and those that were known then and do not hold any more.
 * @throws ServerError CASE_DAMAGED
 */
export async function eventsTold(
  context: OperationContext,
  query: {
    readonly ruleset: string
    readonly bundle: Bundle
    readonly period: Period
    readonly after?: string
    readonly knownAt: string
  },
): Promise<readonly LedgerEvent[]> {
  const { ruleset, bundle, period, after, knownAt } = query
  const heard = eventsHeard(bundle)
  if (heard.size === 0) return []
  const told: LedgerEvent[] = []
  const which = { ruleset, since: after, only: shownPaths }
  for await (const document of casesRun<TellingCase>(context, which)) {
    await assertTells(context, document)
    for (const event of outboxEvents(document, heard, { after, knownAt, period })) told.push(event)
  }
  return told
}

/** The events that a price or an incentive listens to. Pure. */
function eventsHeard({ ruleset }: Bundle): ReadonlySet<string> {
  return new Set([...ruleset.prices, ...ruleset.incentives].flatMap(({ on }) => on ?? []))
}

/** What the events a case told of are made from. */
interface TellingCase extends Pick<CaseDocument, 'id' | 'revision' | 'updatedAt' | 'outbox'> {
  readonly snapshot: Pick<CaseDocument['snapshot'], 'facts'>
  readonly history: readonly Pick<
    HistoryEntry,
    | 'seq'
    | 'at'
    | 'recordedAt'
    | 'clock'
    | 'calendar'
    | 'migration'
    | 'handover'
    | 'changes'
    | 'correction'
    | 'corrected'
  >[]
}

const shownPaths = [
  'updatedAt',
  'outbox',
  'snapshot.facts',
  'history[].seq',
  'history[].at',
  'history[].recordedAt',
  'history[].clock',
  'history[].calendar',
  'history[].migration',
  'history[].handover',
  'history[].changes',
  'history[].correction',
  'history[].corrected',
] as const

/** A case that has lost its log would tell of nothing. @throws ServerError CASE_DAMAGED */
async function assertTells(context: OperationContext, document: TellingCase): Promise<void> {
  if (isLog(document.history) && Array.isArray(document.outbox)) return
  const whole = await context.store.get('cases', document.id)
  if (whole !== undefined) assertCaseForm(whole)
}

function outboxEvents(
  document: TellingCase,
  heard: ReadonlySet<string>,
  query: {
    readonly after: string | undefined
    readonly knownAt: string
    readonly period: Period
  },
): readonly LedgerEvent[] {
  const { after, knownAt, period } = query
  const ofPeriod = (moment: string) =>
    eventsKnown(document, heard, moment).filter(({ at }) => liesWithin(at, period))
  const known = ofPeriod(knownAt)
  if (after === undefined) return known
  const before = new Map(ofPeriod(after).map((event) => [event.id, event]))
  const same = (event: LedgerEvent) =>
    canonicalJson((before.get(event.id) ?? null) as never) === canonicalJson(event as never)
  const present = new Set(known.map(({ id }) => id))
  return [
    ...known.filter((event) => !same(event)),
    ...[...before.values()].filter(({ id }) => !present.has(id)),
  ]
}

/** The events a case told of, as known at a moment: as it was recorded, or as corrections had made it by then. */
function eventsKnown(
  document: TellingCase,
  heard: ReadonlySet<string>,
  knownAt: string,
): readonly LedgerEvent[] {
  const { history, snapshot, outbox } = document
  const moments = rightMoments(history)
  const known = history.filter(({ seq }) => (moments.get(seq)?.recordedAt ?? '') <= knownAt)
  const correction = known.findLast((entry) => isOwnStep(entry) && entry.correction != null)
  const told = outbox.filter(({ voids, action }) => voids == null && heard.has(action.event))
  const titled = new Map(told.map(({ id, action }) => [id, action.event]))
  const corrected = correction?.corrected?.steps ?? []
  return [
    ...(correction?.correction?.steps ?? []).flatMap(({ at }, index) =>
      (corrected[index]?.effects ?? []).flatMap((id) => {
        const event = titled.get(id)
        if (event === undefined) return []
        const facts = factsOf(corrected.slice(0, index + 1))
        return [{ id, event, at: storedTime(at), case: document.id, facts }]
      }),
    ),
    ...told.flatMap(({ id, seq, action }) => {
      const step = moments.get(seq)
      if (step === undefined || step.recordedAt > knownAt || seq <= (correction?.seq ?? 0))
        return []
      // It happened when the step was taken, which may be before it was written down.
      const happened = storedTime(step.at)
      const facts = seq < history.length ? factsOf(history.slice(0, seq)) : snapshot.facts
      return [{ id, event: action.event, at: happened, case: document.id, facts }]
    }),
  ]
}

/** A moment's day is read in the offset it is written in: the county's own. */
function liesWithin(at: string, { start, end }: Period): boolean {
  const day = at.slice(0, 10)
  return start <= day && day <= end
}

function mayLieIn(month: string, { start, end }: Period): boolean {
  return start.slice(0, 7) <= month && month <= end.slice(0, 7)
}
