import type { AuditPage, AuditQuery, VerificationReading } from '@jieli/server/contracts'
import { request } from './request.ts'

/** What was done and decided, page by page, the newest first. */
export function readAudit(search: AuditQuery): Promise<AuditPage> {
  return request('/audit', { query: { limit: 50, ...search } })
}

/** What verifying the log came to last; asked again while the page is open. */
export function readVerification(): Promise<VerificationReading> {
  return request('/audit/verification', { unattended: true })
}
