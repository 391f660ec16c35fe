import type {
  OwnPassword,
  ProviderAddress,
  ProviderSignOut,
  SignInReply,
  SignInWays,
  UserReply,
} from '@jieli/server/contracts'
import { request } from './request.ts'

/** Signs in; the server answers with a session cookie, or asks for a code. */
export function signIn(username: string, password: string): Promise<SignInReply> {
  return request('/sign-in', { method: 'POST', body: { username, password } })
}

/** How one can sign in here. */
export function readSignInWays(): Promise<SignInWays> {
  return request('/sign-in')
}

/** Where to go to sign in by the site's provider. @throws {ApiError} 503 where it does not answer */
export function beginProviderSignIn(): Promise<ProviderAddress> {
  return request('/sign-in/provider', { method: 'POST' })
}

/** Signs in with what the provider has sent the browser back with. @throws {ApiError} 401, 403, 503: why not */
export function finishProviderSignIn(query: string): Promise<UserReply> {
  return request('/sign-in/provider/return', { method: 'POST', body: { query } })
}

/** Signs out here; where to sign out of the provider too. */
export function signOutByProvider(): Promise<ProviderSignOut> {
  return request('/sign-out/provider', { method: 'POST' })
}

/** The second step: a code of the authenticator, or a recovery code. @throws {ApiError} 422 for a wrong one, 401 after five minutes */
export function sendCode(code: string): Promise<UserReply> {
  return request('/sign-in/code', { method: 'POST', body: { code } })
}

/**
 * Chooses another password for whoever is signed in; every other session of theirs ends.
 * @throws {ApiError} 422 when the old one is wrong or the new one will not do, 429 after too many tries
 */
export function changePassword(passwords: OwnPassword): Promise<UserReply> {
  return request('/me/password', { method: 'PUT', body: passwords })
}

export function signOut(): Promise<unknown> {
  return request('/sign-out', { method: 'POST' })
}

/** Who is signed in. */
export function readMe(): Promise<UserReply> {
  return request('/me')
}
