import type { Job, MigrationInput, MigrationPreview, MigrationQuery } from '@jieli/server/contracts'
import { request } from './request.ts'

const of = (ruleset: string) => `/rulesets/${encodeURIComponent(ruleset)}/migrations`

/** What would become of every running case. @throws {ApiError} 403, 404, 409 for a version that is not in force */
export function previewMigration(ruleset: string, body: MigrationQuery): Promise<MigrationPreview> {
  return request(`${of(ruleset)}/preview`, { method: 'POST', body })
}

/** Has a job move them. @throws {ApiError} 403, 404, 409 */
export function migrateCases(ruleset: string, body: MigrationInput): Promise<Job> {
  return request(of(ruleset), { method: 'POST', body })
}

/** Has a job put back what another moved. @throws {ApiError} 403, 404, 409 after a day */
export function undoMigration({ ruleset, id }: Job, reason: string): Promise<Job> {
  const path = `${of(ruleset)}/${encodeURIComponent(id)}/undo`
  return request(path, { method: 'POST', body: { reason } })
}
