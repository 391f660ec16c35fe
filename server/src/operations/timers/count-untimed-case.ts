import type { Calendar, CaseSnapshot } from '@jieli/engine'
import type { CaseDocument } from '../../documents/case-document.ts'
import type { RecordedActor } from '../../documents/recorded-actor.ts'
import { laterOf } from '../../ports/time.ts'
import { freed, withoutDuties } from '../cases/case-history.ts'
import { sealStep, type UnsealedEntry } from '../cases/case-seal.ts'
import type { StepMaker } from '../cases/case-step.ts'
import { dutyFields } from '../cases/duty-fields.ts'
import { nextDue } from '../cases/next-due.ts'
import { calendarEvent } from '../cases/right-moments.ts'

const actor: RecordedActor = { kind: 'system', id: 'calendar', title: '工作日历 calendar' }

/**
 * The case with what waited for a notice of holidays counted, and a sealed step that names the notice; nothing where
 * nothing of it could be counted. Pure.
 * @param counted.snapshot as the engine counted it
 */
export function withUntimedCounted(
  document: CaseDocument,
  { bundle, sealer }: StepMaker,
  counted: {
    readonly snapshot: CaseSnapshot
    readonly calendars: readonly Calendar[]
    readonly now: string
  },
): CaseDocument | undefined {
  const { snapshot, calendars, now } = counted
  const fields = dutyFields(bundle, snapshot)
  if (fields.untimedYear === document.untimedYear) return undefined
  const seq = document.history.length + 1
  const { state, status } = document
  const from = Number(document.untimedYear)
  const until = Number(fields.untimedYear ?? Infinity)
  const named = new Map(
    calendars
      .flatMap(({ notices = [] }) => notices)
      .filter(({ year }) => year >= from && year < until)
      .toReversed()
      .map(({ year, number }) => [year, { year, number }]),
  )
  const entry: UnsealedEntry = {
    seq,
    at: laterOf(now, document.snapshot.at),
    recordedAt: now,
    actor,
    event: calendarEvent,
    facts: {},
    changes: {},
    from: state,
    to: state,
    value: snapshot.value,
    status,
    timers: snapshot.timers,
    ...(snapshot.untimed !== undefined && { untimed: snapshot.untimed }),
    ...(snapshot.duties !== undefined && { duties: snapshot.duties }),
    transitions: [],
    decisions: [],
    actions: [],
    previous: document.history.at(-1)?.hash ?? null,
    calendar: { notices: [...named.values()].toSorted((a, b) => a.year - b.year) },
  }
  return {
    ...withoutDuties(freed(document)),
    revision: document.revision + 1,
    updatedAt: now,
    nextTimerAt: nextDue(snapshot.timers),
    ...fields,
    steps: seq,
    snapshot: { ...snapshot, steps: seq },
    history: [...document.history, sealStep(document.id, entry, snapshot.facts, sealer)],
  }
}
