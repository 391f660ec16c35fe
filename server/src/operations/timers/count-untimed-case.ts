import type { Calendar, CaseSnapshot } from '@jieli/engine'
import type { CaseDocument } from '../../documents/case-document.ts'
import type { RecordedActor } from '../../documents/recorded-actor.ts'
import { laterOf } from '../../ports/time.ts'
import type { StepMaker } from '../cases/case-step.ts'
import { dutyFields } from '../cases/duty-fields.ts'
import { calendarEvent } from '../cases/right-moments.ts'
import { withOwnStep } from '../cases/with-own-step.ts'

const actor: RecordedActor = { kind: 'system', id: 'calendar', title: '工作日历 calendar' }

/**
 * The case with what waited for a notice of holidays counted, and a sealed step that names the notice; nothing where
 * nothing of it could be counted. Pure.
 * @param counted.snapshot as the engine counted it
 */
export function withUntimedCounted(
  document: CaseDocument,
  maker: StepMaker,
  counted: {
    readonly snapshot: CaseSnapshot
    readonly calendars: readonly Calendar[]
    readonly now: string
  },
): CaseDocument | undefined {
  const { snapshot, calendars, now } = counted
  const fields = dutyFields(maker.bundle, snapshot)
  if (fields.untimedYear === document.untimedYear) return undefined
  const from = Number(document.untimedYear)
  const until = Number(fields.untimedYear ?? Infinity)
  const named = new Map(
    calendars
      .flatMap(({ notices = [] }) => notices)
      .filter(({ year }) => year >= from && year < until)
      .toReversed()
      .map(({ year, number }) => [year, { year, number }]),
  )
  const notices = [...named.values()].toSorted((a, b) => a.year - b.year)
  return withOwnStep(document, maker, snapshot, {
    at: laterOf(now, document.snapshot.at),
    now,
    actor,
    event: calendarEvent,
    calendar: { notices },
  })
}
