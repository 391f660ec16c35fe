import { request } from './request.ts'

export interface AuditEntry {
  readonly id: string
  readonly at: string
  readonly actor: string
  readonly action: string
  readonly [field: string]: unknown
}

export function listAudit(page: {
  readonly limit?: number
  readonly cursor?: string
}): Promise<{ items: AuditEntry[]; next?: string | null }> {
  return request('/audit', { query: page })
}
