import type { DraftComment } from '../documents/draft-comment-document.ts'
import { commentOnDraft } from '../operations/approvals/comment-on-draft.ts'
import { commentsOf } from '../operations/approvals/comments-of.ts'
import { presentComment } from '../operations/approvals/present-comment.ts'
import { readApprovals } from '../operations/approvals/read-approvals.ts'
import { readCaseDraft } from '../operations/approvals/read-case-draft.ts'
import { sealDraft } from '../operations/approvals/seal-draft.ts'
import { writeApprovalRecord } from '../operations/approvals/write-approval-record.ts'
import { heavyOnce } from './heavy-once.ts'
import { heavy } from './heavy-operation.ts'

/** What is asked of whole drafts on their way through approval: a part of the heavy operations. */
export const approvalOperations = {
  sealDraft: heavy({
    lane: 'quick',
    work: async (context, _caller, asked: { ruleset: string; case?: string }) => ({
      ...(await sealDraft(context, asked.ruleset)),
      openComments:
        asked.case === undefined
          ? 0
          : (await commentsOf(context, asked.case)).filter(({ answer }) => !answer).length,
    }),
    head: (sealed) => sealed,
  }),
  readDraftApprovals: heavy({ lane: 'quick', work: readApprovals }),
  commentOnDraft: heavyOnce({
    lane: 'quick',
    makes: () => ({ collection: 'draftComments' as const, again: (made: DraftComment) => made }),
    make: commentOnDraft,
    tell: async (_context, _caller, made) => presentComment(made),
  }),
  readCaseDraft: heavy({ lane: 'quick', work: readCaseDraft }),
  writeApprovalRecord: heavy({ lane: 'quick', work: writeApprovalRecord }),
}
