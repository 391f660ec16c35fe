import type { Bundle, StepResult } from '@jieli/engine'
import type {
  BoundDraftOfStep,
  CaseDocument,
  DraftOfStep,
  HistoryEntry,
} from '../../documents/case-document.ts'

/** A draft as a case speaks of it: one revision, by the hash it would have as a version. */
export type BoundDraft = BoundDraftOfStep

/** The draft a case speaks of since its last step; undefined where it speaks of none. Pure. */
export function draftOf(history: readonly Pick<HistoryEntry, 'draft'>[]): BoundDraft | undefined {
  const draft = history.findLast((entry) => entry.draft !== undefined)?.draft
  if (draft === undefined) return undefined
  const { revision, content, ruleset } = draft
  return { revision, content, ...(ruleset !== undefined && { ruleset }) }
}

/** Whose draft a case speaks of: its own ruleset's, where nothing else is said. Pure. */
export function draftRuleset({
  ruleset,
  history,
}: Pick<CaseDocument, 'ruleset' | 'history'>): string {
  return draftOf(history)?.ruleset ?? ruleset
}

/**
 * Says of which content a step of a case about a draft speaks.
 * @throws ServerError where the step may not be taken of the draft as it stands, or by this caller
 */
export type DraftRule = (step: {
  readonly document: CaseDocument
  readonly bundle: Bundle
  readonly event: string
  readonly result: Extract<StepResult, { taken: true }>
}) => Promise<DraftOfStep>
