import type { NewUser, User, UserChange, UserList } from '@jieli/server/contracts'
import { request } from './request.ts'

/** The accounts one looks after, page by page. */
export function readUsers(cursor?: string): Promise<UserList> {
  return request('/users', { query: { limit: 50, cursor } })
}

/** @throws {ApiError} 403 outside one's counties, 409 where a county would be left without an administrator */
export function changeUser(username: string, change: UserChange): Promise<User> {
  return request(`/users/${encodeURIComponent(username)}`, { method: 'PUT', body: change })
}

/** Makes an account. @throws {ApiError} 409 where the user name is taken, 422 for a password that is easily guessed */
export function addUser(user: NewUser, idempotencyKey: string): Promise<User> {
  return request('/users', { method: 'POST', body: user, idempotencyKey })
}
