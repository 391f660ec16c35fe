import type {
  AssessmentResult,
  ScoreCard,
  CaseRecord,
  Figure,
  RateGroup,
  TallySlice,
  Text,
} from '@jieli/engine'
import type { CaseActor } from './cases.ts'
import type { EnteredFigure } from './figures.ts'
import type { ShownProblem } from './problems.ts'
import { request, requestFile } from './request.ts'

export type RunStatus = 'provisional' | 'reviewed' | 'final' | 'superseded'

/** What a unit holds against a number, and what came of it. */
export interface Objection {
  readonly id: string
  readonly unit: string
  readonly indicator: string
  readonly reason: string
  readonly at: string
  readonly by: CaseActor
  readonly answer?: {
    readonly accepted: boolean
    readonly words: string
    readonly at: string
    readonly by: CaseActor
  }
}

export interface RunDeed {
  readonly at: string
  readonly by: CaseActor
  readonly action: 'start' | 'review' | 'finalise' | 'object' | 'answer' | 'correct'
  readonly reason?: string
}

export interface RunSummary {
  readonly id: string
  readonly revision: number
  readonly ruleset: string
  readonly title: Text
  readonly version: string
  readonly bundle: string
  readonly period: string
  readonly scheme: string | null
  readonly status: RunStatus
  readonly knownAt: string
  /** The period had not ended: never final. */
  readonly open: boolean
  readonly inputHash: string
  readonly resultHash: string
  readonly grades: Readonly<Record<string, string | null>>
  readonly caseCount: number
  /** Cases that name no day, by pathway. */
  readonly undated: Readonly<Record<string, number>>
  readonly objections: readonly Objection[]
  readonly history: readonly RunDeed[]
  readonly corrects: string | null
  readonly correctedBy: string | null
}

/** The rates of the clinical pathways, by each way they are told. */
export interface RunRates {
  readonly all: readonly RateGroup[]
  readonly byPathway: readonly RateGroup[]
  readonly byDepartment: readonly RateGroup[]
  readonly byUnit: readonly RateGroup[]
}

export interface Run extends RunSummary {
  /** Tables for the period that came in after it was computed. */
  readonly late: number | null
  /** Cases of the period that moved on since. */
  readonly lateCases: number | null
  /** Why it cannot be said what came in since. */
  readonly problem?: ShownProblem
  readonly result: Omit<AssessmentResult, 'community'> & {
    /** `null` for whoever sees single units only. */
    readonly community: ScoreCard | null
  }
  readonly rates: RunRates
  readonly slices: readonly TallySlice[]
}

/** What is known of a unit for a period, and what its score still needs. */
export interface PreparedCard {
  /** `null` for the community as a whole. */
  readonly unit: string | null
  /** Every fact the assessment reads; `null` where it is missing. */
  readonly figures: Readonly<Record<string, Figure | null>>
  /** Facts and parameters that are missing. */
  readonly needs: readonly string[]
  /** Indicators that cannot be assessed though nothing is missing, and why. */
  readonly unjudged: readonly { readonly indicator: string; readonly because: Text }[]
  /** Whether the scheme scores it; else its indicators are only reported. */
  readonly scored: boolean
}

/** What a run would rest on if it were computed now. */
export interface Preparation {
  readonly period: string
  readonly scheme: string | null
  readonly open: boolean
  readonly caseCount: number
  readonly undated: Readonly<Record<string, number>>
  readonly cards: readonly PreparedCard[]
}

const ofRuleset = (id: string): string => `/rulesets/${encodeURIComponent(id)}`
const of = (id: string): string => `/runs/${encodeURIComponent(id)}`

export function readPreparation(
  ruleset: string,
  asked: { readonly period: string; readonly scheme?: string | undefined },
): Promise<Preparation> {
  return request(`${ofRuleset(ruleset)}/preparation`, { query: { ...asked } })
}

export function startRun(
  ruleset: string,
  asked: { readonly period: string; readonly scheme?: string | undefined },
): Promise<Run> {
  return request(`${ofRuleset(ruleset)}/runs`, { method: 'POST', body: asked })
}

/** Newest first. */
export function listRuns(ruleset: string, period?: string): Promise<{ items: RunSummary[] }> {
  return request(`${ofRuleset(ruleset)}/runs`, { query: { period } })
}

export function readRun(id: string): Promise<Run> {
  return request(of(id))
}

export function reviewRun({ id, revision }: RunSummary): Promise<RunSummary> {
  return request(`${of(id)}/review`, { method: 'POST', revision })
}

export function finaliseRun({ id, revision }: RunSummary): Promise<RunSummary> {
  return request(`${of(id)}/finalise`, { method: 'POST', revision })
}

export function objectToRun(
  id: string,
  objection: { readonly unit: string; readonly indicator: string; readonly reason: string },
): Promise<RunSummary> {
  return request(`${of(id)}/objections`, { method: 'POST', body: objection })
}

export function answerObjection(
  id: string,
  objection: string,
  answer: { readonly accepted: boolean; readonly words: string },
): Promise<RunSummary> {
  return request(`${of(id)}/objections/${encodeURIComponent(objection)}/answer`, {
    method: 'POST',
    body: answer,
  })
}

/** Computes the period anew, with figures given; answers the new run. */
export function correctRun(
  { id, revision }: RunSummary,
  correction: { readonly reason: string; readonly values: readonly EnteredFigure[] },
): Promise<Run> {
  return request(`${of(id)}/corrections`, { method: 'POST', revision, body: correction })
}

/** Computes a run again from its record alone. */
export function recomputeRun(
  id: string,
): Promise<{ same: boolean; inputHash: string; resultHash: string }> {
  return request(`${of(id)}/recompute`, { method: 'POST' })
}

/** Which cases stand behind which number. */
export interface BehindQuestion {
  readonly measure: string
  readonly unit?: string | undefined
  /** Facts of the cases and the codes they must have. */
  readonly by?: Readonly<Record<string, string>>
  readonly offset: number
  readonly limit: number
}

export function readCasesBehind(
  id: string,
  { by = {}, ...asked }: BehindQuestion,
): Promise<{ items: CaseRecord[]; total: number }> {
  return request(`${of(id)}/cases`, { query: { ...by, ...asked } })
}

export const runFormats = ['csv', 'xlsx', 'measure-report'] as const
export type RunFormat = (typeof runFormats)[number]

export function exportRun(id: string, format: RunFormat, language: string): Promise<Blob> {
  return requestFile(`${of(id)}/export`, { format, language })
}
