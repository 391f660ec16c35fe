import type { Job, JobPage } from '@jieli/server/contracts'
import { request } from './request.ts'

const at = (id: string) => `/jobs/${encodeURIComponent(id)}`

/** Newest first. */
export function listJobs(cursor?: string): Promise<JobPage> {
  return request('/jobs', { query: { cursor }, unattended: true })
}

/** @throws {ApiError} 404 */
export function readJob(id: string): Promise<Job> {
  return request(at(id), { unattended: true })
}

/** Gives a job up; what it has stored stays. @throws {ApiError} 404, 409 when it has ended */
export function cancelJob(id: string): Promise<Job> {
  return request(`${at(id)}/cancel`, { method: 'POST' })
}
