import type { Bundle } from '../model/bundle.ts'
import type { CaseSnapshot, Timer } from './case-snapshot.ts'
import { delayEnd } from './delay-milliseconds.ts'
import type { CaseDuty } from './duties/case-duty.ts'
import { dutyDueAt, dutyTimerDue } from './duties/duty-timers.ts'

/**
 * When a timer of a pathway whose waiting began at a moment is due: the state was entered, or the duty began. `undefined`
 * where it has no value on that day, or the pathway has no such delay: then no timer runs. Pure.
 */
export function dueAfter(
  bundle: Bundle,
  timer: Pick<Timer, 'delay' | 'duty'> & { readonly pathway: string },
  begun: string,
): string | undefined {
  const { ruleset } = bundle
  if (timer.duty !== undefined) return dutyTimerDue(ruleset, timer.duty, begun)
  const pathway = ruleset.pathways.find(({ id }) => id === timer.pathway)
  const known = pathway?.delays.find(({ id }) => id === timer.delay)
  return known && delayEnd(ruleset, known.after, begun)
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
  const { pathway, duties } = snapshot
  const timers = snapshot.timers.flatMap((timer) => {
    const begun = moments.begun[timer.id]
    if (begun === undefined) return [timer]
    const dueAt = dueAfter(bundle, { pathway, delay: timer.delay, ...dutyOf(timer) }, begun)
    return dueAt === undefined ? [] : [{ ...timer, dueAt }]
  })
  return {
    ...snapshot,
    timers,
    ...(duties === undefined
      ? {}
      : { duties: duties.map((duty) => recountDuty(bundle, duty, moments)) }),
    at: moments.at,
  }
}

function dutyOf({ duty }: Timer): Pick<Timer, 'duty'> {
  return duty === undefined ? {} : { duty }
}

function recountDuty(bundle: Bundle, duty: CaseDuty, { moved }: RightMoments): CaseDuty {
  const right = (at: string) =>
    moved.find(({ from }) => Date.parse(from) === Date.parse(at))?.to ?? at
  const { dueAt: _dueAt, settledAt, ...rest } = duty
  const begunAt = right(duty.begunAt)
  const definition = bundle.ruleset.duties.find(({ id }) => id === duty.duty)
  const dueAt =
    begunAt === duty.begunAt || definition === undefined
      ? duty.dueAt
      : dutyDueAt(bundle.ruleset, definition, begunAt)
  return {
    ...rest,
    begunAt,
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(settledAt === undefined ? {} : { settledAt: right(settledAt) }),
  }
}
