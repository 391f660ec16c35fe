import type { Leaving, LeavingInput } from '@jieli/server/contracts'
import { request } from './request.ts'

const of = (username: string) => `/users/${encodeURIComponent(username)}/leaving`

/** What is a person's who leaves. @throws {ApiError} 403 outside one's counties, 404 */
export function readLeaving(username: string): Promise<Leaving> {
  return request(of(username))
}

/** Ends what they could do here, and hands it on. @throws {ApiError} 403, 404, 409, 422 for who cannot take over */
export function leave(username: string, body: LeavingInput): Promise<Leaving> {
  return request(of(username), { method: 'POST', body })
}
