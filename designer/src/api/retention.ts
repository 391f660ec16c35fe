import type {
  Erasure,
  ErasureInput,
  ErasurePage,
  ErasurePreview,
  Hold,
  HoldInput,
  HoldPage,
  PersonFile,
  PersonInput,
  ProposeRulesInput,
  RetentionReading,
} from '@jieli/server/contracts'
import { request } from './request.ts'

const of = (county: string) => `/counties/${encodeURIComponent(county)}`

/** Everything that is kept of a person. That one asks is kept. @throws {ApiError} 403, 404 */
export function exportPerson(county: string, body: PersonInput): Promise<PersonFile> {
  return request(`${of(county)}/persons/export`, { method: 'POST', body })
}

/** What erasing a person would take away, and what not. That one looks is kept. @throws {ApiError} 403, 404 */
export function previewErasure(county: string, patient: string): Promise<ErasurePreview> {
  return request(`${of(county)}/erasures/preview`, { method: 'POST', body: { patient } })
}

/** Who was erased, or is proposed to be, page by page. */
export function listErasures(county: string, cursor?: string): Promise<ErasurePage> {
  return request(`${of(county)}/erasures`, { query: { cursor } })
}

/** Proposes to erase a person. @throws {ApiError} 403, 409 */
export function proposeErasure(county: string, body: ErasureInput): Promise<Erasure> {
  return request(`${of(county)}/erasures`, { method: 'POST', body })
}

/** Has a job do it. @throws {ApiError} 403 for whoever proposed it, 404, 409 */
export function confirmErasure(county: string, erasure: string): Promise<Erasure> {
  return request(`${of(county)}/erasures/${encodeURIComponent(erasure)}/confirm`, {
    method: 'POST',
  })
}

/** Withdraws a proposal, or turns it down. @throws {ApiError} 403, 404 */
export function dropErasure(county: string, erasure: string): Promise<Erasure> {
  return request(`${of(county)}/erasures/${encodeURIComponent(erasure)}`, { method: 'DELETE' })
}

/** What is held, or was, page by page. */
export function listHolds(county: string, cursor?: string): Promise<HoldPage> {
  return request(`${of(county)}/holds`, { query: { cursor } })
}

/** @throws {ApiError} 403, 404 */
export function setHold(county: string, body: HoldInput): Promise<Hold> {
  return request(`${of(county)}/holds`, { method: 'POST', body })
}

/** @throws {ApiError} 403, 404 */
export function liftHold(county: string, hold: string, reason: string): Promise<Hold> {
  const body = { reason }
  return request(`${of(county)}/holds/${encodeURIComponent(hold)}/lift`, { method: 'POST', body })
}

/** For how long a county keeps what, and how much is past its time. */
export function readRetention(county: string): Promise<RetentionReading> {
  return request(`${of(county)}/retention`)
}

/** Proposes other periods. @throws {ApiError} 403, 409 */
export function proposeRetention(
  county: string,
  body: ProposeRulesInput,
): Promise<RetentionReading> {
  return request(`${of(county)}/retention/proposals`, { method: 'POST', body })
}

/** They hold from then on. @throws {ApiError} 403 for whoever proposed them, 404, 409 */
export function confirmRetention(county: string, proposal: string): Promise<RetentionReading> {
  const address = `${of(county)}/retention/proposals/${encodeURIComponent(proposal)}/confirm`
  return request(address, { method: 'POST' })
}

/** Withdraws them, or turns them down. @throws {ApiError} 403, 404 */
export function dropRetention(county: string, proposal: string): Promise<RetentionReading> {
  const address = `${of(county)}/retention/proposals/${encodeURIComponent(proposal)}`
  return request(address, { method: 'DELETE' })
}
