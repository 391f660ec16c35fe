import type {
  AvailableEvents,
  Case,
  CaseCorrectionInput,
  CasePage,
  CorrectionPreview,
  DutyPage,
  EventInput,
  ListDutiesQuery,
  ListProceduresQuery,
  ProcedurePage,
  RecordedDecision,
  SearchCasesQuery,
  StartCaseInput,
} from '@jieli/server/contracts'
import { ApiError } from './api-error.ts'
import { base, request } from './request.ts'

const of = (id: string): string => `/cases/${encodeURIComponent(id)}`

export function searchCases(query: SearchCasesQuery): Promise<CasePage> {
  return request('/cases', { query })
}

/** What the units of the person signed in still have to do, the first due first. */
export function listDuties(query: ListDutiesQuery): Promise<DutyPage> {
  return request('/duties', { query })
}

/** The procedures of the community under way, most recently changed first. */
export function listProcedures(query: ListProceduresQuery): Promise<ProcedurePage> {
  return request('/procedures', { query })
}

export function startCase(input: StartCaseInput, idempotencyKey: string): Promise<Case> {
  return request('/cases', { method: 'POST', body: input, idempotencyKey })
}

/** Where the browser gets a signed file of a case from. */
export function caseReceiptAddress(id: string): string {
  return `${base}${of(id)}/receipt`
}

export function readCase(id: string): Promise<Case> {
  return request(of(id))
}

/** Which events are open to the person signed in, and why each other one is closed. */
export function readAvailableEvents(id: string): Promise<AvailableEvents> {
  return request(`${of(id)}/events/available`)
}

/** @throws {ApiError} 412 when the case moved on meanwhile, 409 when the event is refused (with issues). */
export function sendEvent(
  id: string,
  event: EventInput,
  guard: { readonly revision: number; readonly idempotencyKey: string },
): Promise<Case> {
  return request(`${of(id)}/events`, { method: 'POST', body: event, ...guard })
}

/** The decisions that refused an event; none when the failure was another. */
export function decisionsOfRefusal(error: unknown): readonly RecordedDecision[] {
  if (!(error instanceof ApiError) || error.code !== 'EVENT_REFUSED') return []
  return error.problem.decisions ?? []
}

/** What a case would become by a correction; nothing is changed. @throws {ApiError} 409 when it would be refused */
export function previewCorrection(
  id: string,
  correction: CaseCorrectionInput,
): Promise<CorrectionPreview> {
  return request(`${of(id)}/corrections/preview`, { method: 'POST', body: correction })
}

/** Voids or corrects events, or enters some late. @throws {ApiError} 412 when the case moved on meanwhile */
export function correctEvents(
  id: string,
  correction: CaseCorrectionInput,
  guard: { readonly revision: number; readonly idempotencyKey: string },
): Promise<Case> {
  return request(`${of(id)}/corrections`, { method: 'POST', body: correction, ...guard })
}
