import type { CaseReadPage } from '@jieli/server/contracts'
import { request } from './request.ts'

/** What reads are looked for by. */
export interface CaseReadSearch {
  readonly patient?: string
  readonly person?: string
  readonly case?: string
  readonly from?: string
  readonly to?: string
}

/** Who has read which patient's case, page by page. That one looks is kept in the audit log. */
export function readCaseReads(search: CaseReadSearch, cursor?: string): Promise<CaseReadPage> {
  return request('/case-reads', { query: { ...search, limit: 50, cursor } })
}
