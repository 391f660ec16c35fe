import type {
  Differences,
  Matrix,
  PullInput,
  PullView,
  Pulled,
  RebaseInput,
  RebaseView,
  Rebased,
  Worklist,
} from '@jieli/server/contracts'
import { request } from './request.ts'

const of = (id: string): string => `/rulesets/${encodeURIComponent(id)}`

/** What differs between two states of a ruleset: a version, `draft`, or `parent` for its template. */
export function readDifferences(
  id: string,
  states: { readonly from: string; readonly to: string },
): Promise<Differences> {
  return request(`${of(id)}/differences`, { query: states })
}

/** What a parent's newer version changes for the draft; without a parent, the first that has moved on. */
export function readPull(id: string, parent?: string): Promise<PullView> {
  return request(`${of(id)}/draft/pull`, parent === undefined ? {} : { query: { parent } })
}

/** @throws {ApiError} 412 when the draft has moved on, 422 while something is undecided or may not be kept */
export function pullDraft(id: string, pull: PullInput): Promise<Pulled> {
  return request(`${of(id)}/draft/pull`, { method: 'POST', body: pull })
}

/** What another template changes for the draft, and what no longer fits it. */
export function readRebase(id: string, template: string): Promise<RebaseView> {
  return request(`${of(id)}/draft/rebase`, { query: { template } })
}

/** @throws {ApiError} 412 when the draft has moved on, 409 when the template has, 422 while something is undecided, may not be kept, or something that binds the county is missing */
export function rebaseDraft(id: string, move: RebaseInput): Promise<Rebased> {
  return request(`${of(id)}/draft/rebase`, { method: 'POST', body: move })
}

export function readMatrix(): Promise<Matrix> {
  return request('/matrix')
}

export function readWorklist(): Promise<Worklist> {
  return request('/worklist')
}
