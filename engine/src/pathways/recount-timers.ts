import type { Bundle } from '../model/bundle.ts'
import { withYears } from '../model/calendar.ts'
import type { Calendar } from '../model/manifest.ts'
import type { CaseSnapshot, Timer, UntimedTimer } from './case-snapshot.ts'
import { delayEnd, dueFields, type DueTime } from './delay-milliseconds.ts'
import type { CaseDuty } from './duties/case-duty.ts'
import { dutyDueAt, dutyTimerDue } from './duties/duty-timers.ts'
import { splitTimers } from './gather-step.ts'

/**
 * When a timer of a pathway whose waiting began at a moment is due: the state was entered, or the duty began. `undefined`
 * where it has no value on that day, or the pathway has no such delay: then no timer runs. Pure.
 */
export function dueAfter(
  bundle: Bundle,
  timer: Pick<Timer, 'delay' | 'duty' | 'hoursOf'> & { readonly pathway: string },
  begun: string,
): DueTime {
  const { ruleset } = bundle
  if (timer.duty !== undefined) return dutyTimerDue(ruleset, timer, begun)
  const pathway = ruleset.pathways.find(({ id }) => id === timer.pathway)
  const known = pathway?.delays.find(({ id }) => id === timer.delay)
  return known && delayEnd(ruleset, known.after, begun, timer.hoursOf)
}

/** Moments that a wrong clock wrote, put right. */
export interface RightMoments {
  /** When the last step was taken. */
  readonly at: string
  /** When each timer began, by its id; one that is not named stays. */
  readonly begun: Readonly<Record<string, string>>
  /** Steps whose moment was wrong: when they were written, and when they were. */
  readonly moved: readonly { readonly from: string; readonly to: string }[]
}

/**
 * A case whose moments were written by a wrong clock, at rest by the right one: the moment of its last step and those of
 * its duties put right, and each of its timers counted anew from the moment its state was entered. Nothing else of it
 * changes. Pure.
 */
export function recountTimers(
  bundle: Bundle,
  snapshot: CaseSnapshot,
  moments: RightMoments,
): CaseSnapshot {
  const { pathway, duties, untimed = [], timers, ...rest } = snapshot
  const counted = [
    ...timers.flatMap((timer): readonly (Timer | UntimedTimer)[] => {
      const begun = moments.begun[timer.id]
      return begun === undefined ? [timer] : countTimer(bundle, { pathway, timer, begun })
    }),
    ...untimed.flatMap((timer) =>
      countTimer(bundle, { pathway, timer, begun: moved(timer.begunAt, moments) }),
    ),
  ]
  return {
    ...rest,
    pathway,
    ...splitTimers(counted),
    ...(duties && { duties: duties.map((duty) => recountDuty(bundle, duty, moments)) }),
    at: moments.at,
  }
}

/**
 * A case in which what could not be counted for want of a notice of holidays is counted by calendars that have it;
 * what no calendar reaches stays as it is, and so does all else. Pure.
 * @param calendars the first that arranges a year counts
 */
export function countUntimed(
  bundle: Bundle,
  snapshot: CaseSnapshot,
  calendars: readonly Calendar[],
): CaseSnapshot {
  if (yearMissingIn(snapshot) === undefined) return snapshot
  const given = withHolidays(bundle, calendars)
  const { pathway, duties, untimed = [], timers, ...rest } = snapshot
  return {
    ...rest,
    pathway,
    ...splitTimers([
      ...timers,
      ...untimed.flatMap((timer) => countTimer(given, { pathway, timer, begun: timer.begunAt })),
    ]),
    ...(duties && {
      duties: duties.map((duty) =>
        duty.yearMissing === undefined ? duty : recountDuty(given, duty, { moved: [] }),
      ),
    }),
  }
}

/** The bundle with the years that its own calendar does not arrange, and others do. Pure. */
export function withHolidays(bundle: Bundle, calendars: readonly Calendar[]): Bundle {
  const { ruleset } = bundle
  const own = ruleset.manifest.calendar
  const calendar = withYears(own, calendars)
  if (calendar === own) return bundle
  return { ...bundle, ruleset: { ...ruleset, manifest: { ...ruleset.manifest, calendar } } }
}

/** The earliest year without a notice that something of a case waits for; `undefined` where nothing does. Pure. */
export function yearMissingIn({
  untimed = [],
  duties = [],
}: Pick<CaseSnapshot, 'untimed' | 'duties'>): number | undefined {
  const years = [...untimed, ...duties].flatMap(({ yearMissing }) => yearMissing ?? [])
  return years.length === 0 ? undefined : Math.min(...years)
}

function countTimer(
  bundle: Bundle,
  counted: {
    readonly pathway: string
    readonly timer: Timer | UntimedTimer
    readonly begun: string
  },
): readonly (Timer | UntimedTimer)[] {
  const { pathway, timer, begun } = counted
  const { id, event, delay, duty, hoursOf } = timer
  const kept = { id, event, delay, ...(duty && { duty }), ...(hoursOf && { hoursOf }) }
  const due = dueAfter(bundle, { pathway, ...kept }, begun)
  if (due === undefined) return []
  return typeof due === 'string' ? [{ ...kept, dueAt: due }] : [{ ...kept, begunAt: begun, ...due }]
}

function moved(at: string, moments: Pick<RightMoments, 'moved'>): string {
  return moments.moved.find(({ from }) => Date.parse(from) === Date.parse(at))?.to ?? at
}

function recountDuty(
  bundle: Bundle,
  duty: CaseDuty,
  moments: Pick<RightMoments, 'moved'>,
): CaseDuty {
  const { dueAt, yearMissing, settledAt, ...rest } = duty
  const begunAt = moved(duty.begunAt, moments)
  const definition = bundle.ruleset.duties.find(({ id }) => id === duty.duty)
  const stays = begunAt === duty.begunAt && yearMissing === undefined
  return {
    ...rest,
    begunAt,
    ...dueFields(
      stays || definition === undefined
        ? (dueAt ?? (yearMissing === undefined ? undefined : { yearMissing }))
        : dutyDueAt(bundle.ruleset, definition, begunAt, duty.hoursOf),
    ),
    ...(settledAt === undefined ? {} : { settledAt: moved(settledAt, moments) }),
  }
}
