import { type Bundle, dueAfter, recountTimers } from '@jieli/engine'
import type { StepMaker } from '../cases/case-step.ts'
import type {
  CaseDocument,
  ClockCorrection,
  HistoryEntry,
  Moments,
} from '../../documents/case-document.ts'
import type { RecordedActor } from '../../documents/recorded-actor.ts'
import { storedAfter, laterOf, storedTime } from '../../ports/time.ts'
import { clockEvent, isOwnStep, rightMoments } from '../cases/right-moments.ts'
import { withOwnStep } from '../cases/with-own-step.ts'

/** A clock that was wrong: what it showed from when to when, and how far it was ahead, in milliseconds. */
export type WrongClock = Pick<ClockCorrection, 'from' | 'until' | 'ahead'>

/** What is to be put right of a case. */
export interface CaseCorrection {
  readonly correction: ClockCorrection
  /** When the last step happened. */
  readonly at: string
  /** When each pending timer began, by its id. */
  readonly begun: Readonly<Record<string, string>>
}

/**
 * What a wrong clock wrote of a case, by the right one; nothing where it wrote none of it. A step happened when it was
 * written down, except that a timer fired as of when it was due, as far as that had come. Pure.
 */
export function correctionOf(
  bundle: Bundle,
  document: CaseDocument,
  wrong: WrongClock,
): CaseCorrection | undefined {
  const { history, pathway } = document
  const known = rightMoments(history)
  const done = new Set(history.flatMap(({ clock }) => clock?.moments.map(({ seq }) => seq) ?? []))
  const moments: ClockCorrection['moments'][number][] = []
  const begun = new Map<string, string>()
  let touched = false
  let last: Moments | undefined
  for (const [index, entry] of history.entries()) {
    // These count timers, but begin none, and are no steps of the case's own.
    if (!isOwnStep(entry)) {
      for (const { id, begunAt } of entry.calendar ? (history[index - 1]?.untimed ?? []) : [])
        begun.set(id, rightly(begunAt))
      continue
    }
    const written = known.get(entry.seq) ?? entry
    const isWrong = !done.has(entry.seq) && isWithin(written.recordedAt, wrong)
    touched ||= isWrong
    const recordedAt = isWrong ? shifted(written.recordedAt, wrong) : written.recordedAt
    const happened = () => {
      const due = dueOf(entry, history[index - 1])
      return due === undefined ? recordedAt : earlierOf(due, recordedAt)
    }
    const free = touched ? happened() : written.at
    const at = last === undefined ? free : laterOf(free, last.at)
    if (at !== written.at || isWrong)
      moments.push({ seq: entry.seq, at: storedTime(at), recordedAt })
    const pending = history[index - 1]?.timers ?? []
    for (const { id, dueAt } of entry.timers)
      if (!pending.some((timer) => timer.id === id && timer.dueAt === dueAt)) begun.set(id, at)
    last = { at, recordedAt }
  }
  if (!touched || last === undefined) return undefined
  const { from, until, ahead } = wrong
  return {
    correction: { from, until, ahead, moments },
    at: last.at,
    begun: Object.fromEntries(
      document.snapshot.timers.flatMap(({ id }) => {
        const start = begun.get(id)
        return start === undefined ? [] : [[id, start]]
      }),
    ),
  }

  /** When something happened that was written as of a moment. */
  function rightly(at: string): string {
    return moments.find(({ seq }) => history[seq - 1]?.at === at)?.at ?? at
  }

  /** When the timer that a step fired was rightly due. */
  function dueOf(entry: HistoryEntry, before: HistoryEntry | undefined): string | undefined {
    if (entry.actor.kind !== 'timer') return undefined
    const fired = before?.timers.find(({ event }) => event === entry.event)
    const start = fired && begun.get(fired.id)
    const due = fired && start && dueAfter(bundle, { pathway, ...fired }, start)
    return typeof due === 'string' ? due : undefined
  }
}

/** The case put right, with a sealed step that says so. */
export function applyCorrection(
  document: CaseDocument,
  maker: StepMaker,
  found: CaseCorrection,
  by: { readonly actor: RecordedActor; readonly reason: string; readonly now: string },
): CaseDocument {
  const { correction, at, begun } = found
  const { actor, reason, now } = by
  const moved = correction.moments.map(({ seq, at: to }) => ({
    from: document.history[seq - 1]?.at ?? to,
    to,
  }))
  const snapshot = recountTimers(maker.bundle, document.snapshot, { at, begun, moved })
  const first = correction.moments.find((each) => each.seq === 1)
  return {
    ...withOwnStep(document, maker, snapshot, {
      at: laterOf(now, at),
      now,
      actor,
      event: clockEvent,
      reason,
      clock: correction,
    }),
    ...(first && { createdAt: first.recordedAt }),
  }
}

/** Whether a moment is one the wrong clock wrote. Pure. */
export function isWithin(moment: string, { from, until }: WrongClock): boolean {
  const epoch = Date.parse(moment)
  return Date.parse(from) <= epoch && epoch <= Date.parse(until)
}

function shifted(moment: string, { ahead }: WrongClock): string {
  return storedAfter(moment, -ahead)
}

function earlierOf(a: string, b: string): string {
  return laterOf(a, b) === a ? b : a
}
