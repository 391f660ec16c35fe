import type { Issue, Text, Value } from '@jieli/engine'
import type { RulesetSummary } from './rulesets.ts'
import { request } from './request.ts'

/** One field of an item in two or three states, in words. */
export interface SideRow {
  readonly field: Text
  readonly sides: readonly Text[]
}

export interface Difference {
  readonly path: string
  readonly kind: 'added' | 'removed' | 'changed' | 'moved'
  readonly sentence: Text
  readonly rows: readonly SideRow[]
}

export type PullChoice = 'take' | 'keep'

export interface PullItem {
  readonly path: string
  readonly status: 'clean' | 'conflict'
  readonly sentence: Text
  readonly ownSentence?: Text
  /** Sides: as the template had it, has it now, and as it is here. */
  readonly rows: readonly SideRow[]
  /** Set when the new version allows less than the ruleset says. */
  readonly stricter?: Text
}

export interface PullView {
  readonly template: { readonly id: string; readonly title: Text }
  readonly from: string
  readonly to: string
  /** How many versions of the template are newer. */
  readonly behind: number
  readonly revision: number
  readonly items: readonly PullItem[]
  readonly reordered: readonly { readonly path: string; readonly sentence: Text }[]
  readonly stricter: readonly Issue[]
}

export interface PulledDraft {
  readonly revision: number
  readonly from: string
  readonly to: string
  readonly issues: readonly Issue[]
  readonly scenarios: readonly {
    readonly id: string
    readonly title: Text
    readonly passed: boolean
  }[]
}

export interface MatrixCell {
  readonly ruleset: string
  readonly state: 'value' | 'open' | 'unknown'
  readonly value?: Value
  readonly words?: Text
  readonly from?: string
  readonly sample?: boolean
  readonly own: boolean
  readonly unlikeMost: boolean
  /** What the template says, where that is another value. */
  readonly template?: Text
}

export interface MatrixRow {
  readonly id: string
  readonly title: Text
  readonly most?: Text
  readonly cells: readonly MatrixCell[]
}

export interface MatrixRuleset {
  readonly id: string
  readonly title: Text
  readonly kind: RulesetSummary['kind']
  readonly county?: string
  readonly sample: boolean
  readonly version: string
  readonly behind: number
}

export interface Matrix {
  readonly asOf: string
  readonly rulesets: readonly MatrixRuleset[]
  readonly parameters: readonly MatrixRow[]
}

export type WorkEntry = {
  readonly ruleset: string
  readonly title: Text
  readonly at: string
} & (
  | {
      readonly kind: 'templateMoved'
      readonly template: { readonly title: Text }
      readonly from: string
      readonly to: string
      readonly behind: number
      readonly changes: number
      readonly conflicts: number
    }
  | { readonly kind: 'parametersMissing'; readonly parameters: readonly { readonly title: Text }[] }
  | { readonly kind: 'draftUnpublished'; readonly savedBy: string }
)

const of = (id: string): string => `/rulesets/${encodeURIComponent(id)}`

/** What differs between two states of a ruleset: a version, `draft`, or `parent` for its template. */
export function readDifferences(
  id: string,
  states: { readonly from: string; readonly to: string },
): Promise<{ changes: Difference[] }> {
  return request(`${of(id)}/differences`, { query: states })
}

export function readPull(id: string): Promise<PullView> {
  return request(`${of(id)}/draft/pull`)
}

/** @throws {ApiError} 412 when the draft has moved on, 422 while a conflict is undecided */
export function pullDraft(
  id: string,
  pull: {
    readonly to: string
    readonly revision: number
    readonly choices: Readonly<Record<string, PullChoice>>
  },
): Promise<PulledDraft> {
  return request(`${of(id)}/draft/pull`, { method: 'POST', body: pull })
}

export function readMatrix(): Promise<Matrix> {
  return request('/matrix')
}

export function readWorklist(): Promise<{ items: WorkEntry[] }> {
  return request('/worklist')
}
