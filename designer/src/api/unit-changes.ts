import type {
  ChangeableUnits,
  Job,
  UnitChangeInput,
  UnitChangePreview,
  UnitChangeQuery,
} from '@jieli/server/contracts'
import { request } from './request.ts'

const of = (ruleset: string) => `/rulesets/${encodeURIComponent(ruleset)}/unit-changes`

/** The units of a county, with what has become of each. @throws {ApiError} 403, 404 */
export function readChangeableUnits(ruleset: string): Promise<ChangeableUnits> {
  return request(of(ruleset))
}

/** What a change would hand over, and what not. @throws {ApiError} 403, 404, 409, 422 */
export function previewUnitChange(
  ruleset: string,
  body: UnitChangeQuery,
): Promise<UnitChangePreview> {
  return request(`${of(ruleset)}/preview`, { method: 'POST', body })
}

/** Has a job make it. @throws {ApiError} 403, 404, 409 before its day, 422 */
export function changeUnit(ruleset: string, body: UnitChangeInput): Promise<Job> {
  return request(of(ruleset), { method: 'POST', body })
}
