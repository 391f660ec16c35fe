import type { Text } from '@jieli/engine'
import type { DamagedEntry, ShownProblem } from './problems.ts'
import { request } from './request.ts'

/** A due timer of a case that could not be fired, and waits until somebody has looked at it. */
export interface ParkedTimer {
  readonly case: string
  readonly ruleset: string
  readonly version: string
  readonly title: Text
  readonly county: string | null
  readonly dueAt: string
  readonly since: string
  readonly triedAt: string
  readonly tries: number
  readonly problem: ShownProblem
  readonly mayRetry: boolean
  /** For whoever may read the case. */
  readonly details: {
    readonly state: string
    readonly patient: string | null
    readonly fromUnit: string | null
    readonly toUnit: string | null
  } | null
}

export interface ParkedPage {
  readonly items: readonly ParkedTimer[]
  readonly next?: string
  readonly damaged: readonly (DamagedEntry & { readonly since: string })[]
}

export function readParkedTimers(cursor?: string): Promise<ParkedPage> {
  return request('/timers/parked', { query: { limit: 50, cursor } })
}

/** Has the timers of a case, or all parked ones of a version, tried again at once. @throws {ApiError} 409 when none is parked */
export function retryTimers(
  which: { readonly case: string } | { readonly ruleset: string; readonly version: string },
): Promise<{ retried: number; more: boolean }> {
  return request('/timers/parked/retry', { method: 'POST', body: which })
}
