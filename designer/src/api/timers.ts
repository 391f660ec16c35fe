import type { ParkedTimers, Retried, RetryInput } from '@jieli/server/contracts'
import { request } from './request.ts'

/** Asked again every ten seconds. */
export function readParkedTimers(cursor?: string): Promise<ParkedTimers> {
  return request('/timers/parked', { query: { limit: 50, cursor }, unattended: true })
}

/** Has the timers of a case, or all parked ones of a version, tried again at once. @throws {ApiError} 409 when none is parked */
export function retryTimers(which: RetryInput): Promise<Retried> {
  return request('/timers/parked/retry', { method: 'POST', body: which })
}
