import type { SessionList } from '@jieli/server/contracts'
import { request } from './request.ts'

/** Whose sessions: of an account one looks after, or one's own. */
const sessionsOf = (username: string | undefined): string =>
  username === undefined ? '/me/sessions' : `/users/${encodeURIComponent(username)}/sessions`

/** Where somebody is signed in; without a name, oneself. */
export function readSessions(username?: string): Promise<SessionList> {
  return request(sessionsOf(username))
}

/** Signs oneself out of one place. @throws {ApiError} 404 when that has ended */
export function endSession(id: string): Promise<unknown> {
  return request(`/me/sessions/${encodeURIComponent(id)}`, { method: 'DELETE' })
}

/** Signs somebody out everywhere; without a name, oneself, here too. */
export function endSessions(username?: string): Promise<unknown> {
  return request(sessionsOf(username), { method: 'DELETE' })
}
