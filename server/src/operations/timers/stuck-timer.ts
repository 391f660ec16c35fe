import type { ServerError } from '../../errors/server-error.ts'
import { freed } from '../cases/case-history.ts'
import type { CaseDocument } from '../../documents/case-document.ts'
import { isVersionDamage } from '../context/damaged-versions.ts'
import { storedAfter, storedTime } from '../../ports/time.ts'

/** A timer that failed is tried again after this many milliseconds, then after twice as many, and so on. */
const firstDelay = 10_000
const maxDelay = 15 * 60_000

/** After this many tries, within the hour, a timer is parked until somebody has looked at it. */
export const maxTries = 10

/** How long to wait after so many tries, in milliseconds. Pure. */
export function backOff(tries: number): number {
  return Math.min(maxDelay, firstDelay * 2 ** (tries - 1))
}

/**
 * The case after a due timer of it could not be fired: to be tried again later and ever later, then parked. What fails
 * for its version is parked at once, for the version is looked at as a whole and lets its cases go on. Pure.
 */
export function withStuckTimer(
  document: CaseDocument,
  error: ServerError,
  now: string,
): CaseDocument {
  const before = document.stuckTimer
  const tries = (before?.tries ?? 0) + 1
  const dueAt = before?.dueAt ?? storedTime(document.nextTimerAt ?? now)
  const parked = isVersionDamage(error.code) || tries >= maxTries
  return {
    ...document,
    revision: document.revision + 1,
    nextTimerAt: parked ? null : storedAfter(now, backOff(tries)),
    stuckTimerAt: dueAt,
    stuckTimer: {
      dueAt,
      since: before?.since ?? now,
      triedAt: now,
      tries,
      code: error.code,
      message: error.text,
    },
  }
}

/** Whether a timer of the case is parked. Pure. */
export function isParked({
  stuckTimer,
  nextTimerAt,
}: Pick<CaseDocument, 'stuckTimer' | 'nextTimerAt'>): boolean {
  return stuckTimer !== undefined && nextTimerAt === null
}

/** The case with its timer to be tried at once; one more failure parks it again. Pure. */
export function withRetry(document: CaseDocument): CaseDocument {
  const { stuckTimer } = document
  if (stuckTimer === undefined) return document
  return {
    ...document,
    revision: document.revision + 1,
    nextTimerAt: stuckTimer.dueAt,
    stuckTimer: { ...stuckTimer, tries: Math.max(stuckTimer.tries, maxTries - 1) },
  }
}

/** The case with its stuck timer due again, as if it had never failed. Pure. */
export function withFreedTimer(document: CaseDocument): CaseDocument {
  const { stuckTimer } = document
  return {
    ...freed(document),
    revision: document.revision + 1,
    nextTimerAt: stuckTimer?.dueAt ?? document.nextTimerAt,
  }
}
