import type { KeyList } from '@jieli/server/contracts'
import { request } from './request.ts'

/** The API keys one looks after, page by page. */
export function readKeys(cursor?: string): Promise<KeyList> {
  return request('/keys', { query: { limit: 50, cursor } })
}

/** Withdraws a key for good. */
export function withdrawKey(id: string): Promise<unknown> {
  return request(`/keys/${encodeURIComponent(id)}`, { method: 'DELETE' })
}
