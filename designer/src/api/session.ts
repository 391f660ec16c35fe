import type { Grant } from '@jieli/server/contracts'
import { request } from './request.ts'

export interface User {
  readonly username: string
  readonly title?: string | { readonly zh: string; readonly en: string }
  readonly grants: readonly Grant[]
}

/** Signs in; the server answers with a session cookie. */
export function signIn(username: string, password: string): Promise<{ user: User }> {
  return request('/sign-in', { method: 'POST', body: { username, password } })
}

export function signOut(): Promise<unknown> {
  return request('/sign-out', { method: 'POST' })
}

/** Who is signed in. */
export function readMe(): Promise<{ user: User }> {
  return request('/me')
}
