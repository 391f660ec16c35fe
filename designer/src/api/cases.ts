import type {
  AvailableEvent,
  CaseSnapshot,
  Outcome,
  RequestedAction,
  Text,
  Timer,
  Value,
} from '@jieli/engine'
import { ApiError } from './api-error.ts'
import type { ShownProblem } from './problems.ts'
import { request } from './request.ts'

/** What a decision said, in lines for people. */
export interface Explanation {
  readonly zh: readonly string[]
  readonly en: readonly string[]
}

export interface RecordedDecision {
  readonly decision: string
  readonly title: Text
  readonly outcome: Outcome
  readonly explanation: Explanation
}

export interface CaseSummary {
  readonly id: string
  readonly ruleset: string
  readonly version: string
  readonly pathway: string
  readonly county: string | null
  readonly patient: string | null
  readonly fromUnit: string | null
  readonly toUnit: string | null
  readonly state: string
  readonly status: CaseSnapshot['status']
  readonly createdAt: string
  readonly updatedAt: string
}

export interface CaseActor {
  readonly kind: 'user' | 'key' | 'timer' | 'system'
  readonly id: string
  readonly title: string
  readonly unit?: string
}

export interface CaseStep {
  readonly seq: number
  readonly at: string
  readonly actor: CaseActor
  readonly event: string
  readonly reason?: string
  readonly facts: Readonly<Record<string, Value | null>>
  /** `null` for the first step. */
  readonly from: string | null
  readonly to: string
  readonly transitions: readonly string[]
  readonly decisions: readonly RecordedDecision[]
  readonly actions: readonly RequestedAction[]
  readonly hash: string
  /** Set on a step that only puts right what a wrong clock wrote. */
  readonly clock?: {
    readonly moments: readonly { readonly seq: number; readonly at: string }[]
  }
}

export interface CaseRefusal {
  readonly at: string
  readonly actor: CaseActor
  readonly event: string
  readonly code: string
  readonly message: Text
  /** What was decided against it, with the clauses. */
  readonly decisions: readonly RecordedDecision[]
}

export interface CaseDocument extends CaseSummary {
  readonly revision: number
  /** Why it cannot be stepped at present. */
  readonly problem?: ShownProblem
  readonly bundle: string
  readonly value: CaseSnapshot['value']
  readonly facts: Readonly<Record<string, Value | null>>
  readonly timers: readonly Timer[]
  readonly history: readonly CaseStep[]
  readonly refusals: readonly CaseRefusal[]
  /** Where it is not as it was written; told when it is read. */
  readonly damage?: readonly CaseDamage[]
}

/** Something stored of a case that is not as it was written. */
export interface CaseDamage {
  readonly code: string
  readonly message: Text
  readonly why: Text
  readonly advice: Text
}

export interface CaseQuery {
  readonly unit?: string
  readonly state?: string
  readonly patient?: string
  readonly from?: string
  readonly to?: string
  readonly ruleset?: string
  readonly limit?: number
  readonly cursor?: string
}

export interface NamedFact {
  readonly fact: string
  readonly title: Text
}

/** One event of a case: open, or closed and why. */
export interface OfferedEvent extends Omit<AvailableEvent, 'decisions' | 'needs' | 'asks'> {
  readonly needs: readonly NamedFact[]
  readonly asks: readonly NamedFact[]
  readonly decisions: readonly RecordedDecision[]
}

export interface OfferedEvents {
  readonly revision: number
  readonly state: string
  readonly events: readonly OfferedEvent[]
}

const of = (id: string): string => `/cases/${encodeURIComponent(id)}`

export function searchCases(
  query: CaseQuery,
): Promise<{ items: CaseSummary[]; next?: string | null }> {
  return request('/cases', { query: { ...query } })
}

export function readCase(id: string): Promise<CaseDocument> {
  return request(of(id))
}

/** Which events are open to the person signed in, and why each other one is closed. */
export function readAvailableEvents(id: string): Promise<OfferedEvents> {
  return request(`${of(id)}/events/available`)
}

/** @throws {ApiError} 412 when the case moved on meanwhile, 409 when the event is refused (with issues). */
export function sendEvent(
  id: string,
  event: {
    readonly type: string
    readonly facts?: Readonly<Record<string, Value | null>>
    readonly reason?: string
  },
  guard: { readonly revision: number; readonly idempotencyKey: string },
): Promise<CaseDocument> {
  return request(`${of(id)}/events`, { method: 'POST', body: event, ...guard })
}

/** The decisions behind a refused event; none when the failure was another. */
export function decisionsOfRefusal(error: unknown): readonly RecordedDecision[] {
  if (!(error instanceof ApiError) || error.code !== 'EVENT_REFUSED') return []
  return (error.problem.decisions ?? []) as readonly RecordedDecision[]
}
