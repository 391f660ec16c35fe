import type {
  ApprovalRecord,
  CaseDraft,
  CommentAnswer,
  CommentInput,
  DraftApprovals,
  DraftComment,
} from '@jieli/server/contracts'
import { request } from './request.ts'

const of = (id: string): string => `/cases/${encodeURIComponent(id)}`

/** What the draft has to go through before it is published, and how far that is. */
export function readDraftApprovals(ruleset: string): Promise<DraftApprovals> {
  return request(`/rulesets/${encodeURIComponent(ruleset)}/draft/approvals`)
}

/** The draft a procedure is about: what it changes, who approved which content, what was remarked. */
export function readCaseDraft(id: string): Promise<CaseDraft> {
  return request(`${of(id)}/draft`)
}

/** All that was approved, refused and remarked in a procedure, signed by the server. */
export function readApprovalRecord(id: string): Promise<ApprovalRecord> {
  return request(`${of(id)}/approval-record`)
}

export function commentOnDraft(
  id: string,
  comment: CommentInput,
  idempotencyKey: string,
): Promise<DraftComment> {
  return request(`${of(id)}/comments`, { method: 'POST', body: comment, idempotencyKey })
}

export function answerComment(
  id: string,
  comment: string,
  answer: CommentAnswer,
): Promise<DraftComment> {
  return request(`${of(id)}/comments/${encodeURIComponent(comment)}/answer`, {
    method: 'POST',
    body: answer,
  })
}
