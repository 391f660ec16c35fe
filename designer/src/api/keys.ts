import type { KeyList, MadeKey, NewKey } from '@jieli/server/contracts'
import { request } from './request.ts'

/** The API keys one looks after, page by page. */
export function readKeys(cursor?: string): Promise<KeyList> {
  return request('/keys', { query: { limit: 50, cursor } })
}

/** Withdraws a key for good. */
export function withdrawKey(id: string): Promise<unknown> {
  return request(`/keys/${encodeURIComponent(id)}`, { method: 'DELETE' })
}

/** Makes a key, which is told this once. @throws {ApiError} 409 where the same request has made it already */
export function addKey(key: NewKey, idempotencyKey: string): Promise<MadeKey> {
  return request('/keys', { method: 'POST', body: key, idempotencyKey })
}
