import type { CaseReadPage, CaseReadsQuery } from '@jieli/server/contracts'
import { request } from './request.ts'

/** Who has read which patient's case, page by page. That one looks is kept in the audit log. */
export function readCaseReads(search: CaseReadsQuery): Promise<CaseReadPage> {
  return request('/case-reads', { query: { limit: 50, ...search } })
}
