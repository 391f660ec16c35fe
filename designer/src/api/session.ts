import type { Grant } from '@jieli/server/contracts'
import { request } from './request.ts'

export interface User {
  readonly username: string
  readonly title?: string | { readonly zh: string; readonly en: string }
  readonly grants: readonly Grant[]
  /** Set while somebody else chose the password: nothing else is open until there is another. */
  readonly passwordChangeNeeded?: true
}

/** Signs in; the server answers with a session cookie. */
export function signIn(username: string, password: string): Promise<{ user: User }> {
  return request('/sign-in', { method: 'POST', body: { username, password } })
}

/**
 * Chooses another password for whoever is signed in; every other session of theirs ends.
 * @throws {ApiError} 422 when the old one is wrong or the new one will not do, 429 after too many tries
 */
export function changePassword(passwords: {
  readonly old: string
  readonly new: string
}): Promise<{ user: User }> {
  return request('/me/password', { method: 'PUT', body: passwords })
}

export function signOut(): Promise<unknown> {
  return request('/sign-out', { method: 'POST' })
}

/** Who is signed in. */
export function readMe(): Promise<{ user: User }> {
  return request('/me')
}
