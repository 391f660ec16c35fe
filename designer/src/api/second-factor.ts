import type { NewSecondFactor, RecoveryCodes, SecondFactorStatus } from '@jieli/server/contracts'
import { request } from './request.ts'

/** How one's own second factor stands. */
export function readSecondFactor(): Promise<SecondFactorStatus> {
  return request('/me/second-factor')
}

/** Gets a secret for an authenticator. @throws {ApiError} 422 when the password is wrong, 429 after too many tries */
export function beginSecondFactor(password: string): Promise<NewSecondFactor> {
  return request('/me/second-factor', { method: 'POST', body: { password } })
}

/** Confirms it by a code; recovery codes come once. @throws {ApiError} 422 for a wrong code, 409 after a quarter of an hour */
export function confirmSecondFactor(code: string): Promise<RecoveryCodes> {
  return request('/me/second-factor/confirm', { method: 'POST', body: { code } })
}

/** Takes away the second factor of somebody who lost it. */
export function resetSecondFactor(username: string): Promise<unknown> {
  return request(`/users/${encodeURIComponent(username)}/second-factor`, { method: 'DELETE' })
}
