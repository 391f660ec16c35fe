import type { Bundle, LedgerEvent, Period } from '@jieli/engine'
import type { ImportedEvent } from '../../exchange/read-events.ts'
import { casesRun } from '../assessment/known-cases.ts'
import { knownImports, rowsOf } from '../assessment/known-tables.ts'
import { assertCaseForm } from '../case-form.ts'
import { caseAtStep } from '../case-history.ts'
import { rightMoments } from '../clock/right-moments.ts'
import type { CaseDocument } from '../documents.ts'
import type { OperationContext } from '../operation-context.ts'
import { storedTime } from '../time.ts'

/**
 * The events of a period that money rests on, as known at a moment: those brought in, and those the cases run here
 * asked to be told of, under the ids of their outbox. Each comes once, by id.
 */
export async function moneyEvents(
  context: OperationContext,
  asked: {
    readonly ruleset: string
    readonly bundle: Bundle
    readonly period: Period
    readonly knownAt: string
  },
): Promise<readonly LedgerEvent[]> {
  const { ruleset, bundle, period, knownAt } = asked
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
 * The events of a period that cases run here told of, after one moment where it is given and up to another.
 * @throws ServerError CASE_DAMAGED
 */
export async function eventsTold(
  context: OperationContext,
  asked: {
    readonly ruleset: string
    readonly bundle: Bundle
    readonly period: Period
    readonly after?: string
    readonly knownAt: string
  },
): Promise<readonly LedgerEvent[]> {
  const { ruleset, bundle, period, after, knownAt } = asked
  const heard = eventsHeard(bundle)
  if (heard.size === 0) return []
  const told: LedgerEvent[] = []
  const which = after === undefined ? { ruleset } : { ruleset, since: after }
  for await (const document of casesRun(context, which))
    try {
      for (const event of outboxEvents(document, heard, { after, knownAt }))
        if (liesWithin(event.at, period)) told.push(event)
    } catch (error) {
      assertCaseForm(document)
      throw error
    }
  return told
}

/** The events that a price or an incentive listens to. Pure. */
function eventsHeard({ ruleset }: Bundle): ReadonlySet<string> {
  return new Set([...ruleset.prices, ...ruleset.incentives].flatMap(({ on }) => on ?? []))
}

function outboxEvents(
  document: CaseDocument,
  heard: ReadonlySet<string>,
  { after, knownAt }: { readonly after: string | undefined; readonly knownAt: string },
): readonly LedgerEvent[] {
  const moments = rightMoments(document.history)
  return document.outbox.flatMap(({ id, seq, action }) => {
    const step = moments.get(seq)
    if (
      step === undefined ||
      step.recordedAt > knownAt ||
      (after !== undefined && step.recordedAt <= after) ||
      !heard.has(action.event)
    )
      return []
    // It happened when the step was taken, which may be before it was written down.
    const happened = storedTime(step.at)
    const { facts } = caseAtStep(document, seq).snapshot
    return [{ id, event: action.event, at: happened, case: document.id, facts }]
  })
}

/** A moment's day is read in the offset it is written in: the county's own. */
function liesWithin(at: string, { start, end }: Period): boolean {
  const day = at.slice(0, 10)
  return start <= day && day <= end
}

function mayLieIn(month: string, { start, end }: Period): boolean {
  return start.slice(0, 7) <= month && month <= end.slice(0, 7)
}
