import type { CdsFeedbackCounts } from '@jieli/server/contracts'
import { request } from './request.ts'

/** What users of hospital systems did with the cards that rest on each rule, of late. @throws {ApiError} 422 while nothing is in force */
export function readCdsFeedback(ruleset: string): Promise<CdsFeedbackCounts> {
  return request(`/rulesets/${encodeURIComponent(ruleset)}/cds-feedback`)
}
