import type { User, UserChange, UserList } from '@jieli/server/contracts'
import { request } from './request.ts'

/** The accounts one looks after, page by page. */
export function readUsers(cursor?: string): Promise<UserList> {
  return request('/users', { query: { limit: 50, cursor } })
}

/** @throws {ApiError} 403 outside one's counties, 409 where a county would be left without an administrator */
export function changeUser(username: string, change: UserChange): Promise<User> {
  return request(`/users/${encodeURIComponent(username)}`, { method: 'PUT', body: change })
}
