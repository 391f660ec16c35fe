import type {
  ContributingCases,
  ContributingCasesQuery,
  CorrectionInput,
  Job,
  ObjectionAnswer,
  ObjectionInput,
  Preparation,
  PreparationQuery,
  Recomputed,
  Run,
  RunFormat,
  RunInput,
  RunList,
  RunSummary,
} from '@jieli/server/contracts'
import { request, requestFile } from './request.ts'

const ofRuleset = (id: string): string => `/rulesets/${encodeURIComponent(id)}`
const of = (id: string): string => `/runs/${encodeURIComponent(id)}`

export function readPreparation(ruleset: string, query: PreparationQuery): Promise<Preparation> {
  return request(`${ofRuleset(ruleset)}/preparation`, { query })
}

/** Has a job compute a run; it says where the run is. @throws {ApiError} 409 when too many wait */
export function startRun(ruleset: string, input: RunInput): Promise<Job> {
  return request(`${ofRuleset(ruleset)}/runs`, { method: 'POST', body: input, asJob: true })
}

/** Newest first. */
export function listRuns(ruleset: string, period?: string): Promise<RunList> {
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

export function objectToRun(id: string, objection: ObjectionInput): Promise<RunSummary> {
  return request(`${of(id)}/objections`, { method: 'POST', body: objection })
}

export function answerObjection(
  id: string,
  objection: string,
  answer: ObjectionAnswer,
): Promise<RunSummary> {
  return request(`${of(id)}/objections/${encodeURIComponent(objection)}/answer`, {
    method: 'POST',
    body: answer,
  })
}

/** Computes the period anew, with figures given; answers the new run. */
export function correctRun(
  { id, revision }: RunSummary,
  correction: CorrectionInput,
): Promise<Run> {
  return request(`${of(id)}/corrections`, { method: 'POST', revision, body: correction })
}

/** Computes a run again from its record alone. */
export function recomputeRun(id: string): Promise<Recomputed> {
  return request(`${of(id)}/recompute`, { method: 'POST' })
}

/** Which cases contribute to which number. */
export type CaseFilter = Pick<ContributingCasesQuery, 'measure' | 'unit' | 'offset' | 'limit'> & {
  /** Facts of the cases and the codes they must have. */
  readonly by?: Readonly<Record<string, string>>
}

export function readContributingCases(
  id: string,
  { by = {}, ...query }: CaseFilter,
): Promise<ContributingCases> {
  return request(`${of(id)}/cases`, { query: { ...by, ...query } })
}

export const runFormats = ['csv', 'xlsx', 'measure-report'] as const satisfies readonly RunFormat[]

export function exportRun(id: string, format: RunFormat, language: string): Promise<Blob> {
  return requestFile(`${of(id)}/export`, { format, language })
}
