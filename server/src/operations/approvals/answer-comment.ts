import type { CommentAnswer } from '../../contracts/approval.ts'
import type { DraftComment } from '../../documents/draft-comment-document.ts'
import { ServerError } from '../../errors/server-error.ts'
import { attachmentsOfComment } from '../cases/attachments/attachments-of-comment.ts'
import { filedDetail } from '../cases/attachments/attachments-of-step.ts'
import { readVisibleCase } from '../cases/read-case.ts'
import { type Caller, recordedActor } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { actsForDrafting, unitIn } from './unit-in.ts'

/**
 * Answers a comment, once, for the unit that drafts.
 * @throws ServerError CASE_UNKNOWN, COMMENT_UNKNOWN, COMMENT_ANSWERED, COMMENT_NOT_YOURS, ATTACHMENT_NOT_UPLOADED, CASE_BUSY
 */
export async function answerComment(
  context: OperationContext,
  caller: Caller,
  asked: CommentAnswer & { readonly case: string; readonly comment: string },
): Promise<DraftComment> {
  const document = await readVisibleCase(context, caller, asked.case, 'cases.step')
  const comment = await context.store.get('draftComments', asked.comment)
  if (comment?.case !== document.id) throw new ServerError('COMMENT_UNKNOWN', { id: asked.comment })
  const bundle = await context.bundles.bundleOfCase(document)
  if (!actsForDrafting(caller, bundle, document)) throw new ServerError('COMMENT_NOT_YOURS')
  if (comment.answer !== undefined) throw new ServerError('COMMENT_ANSWERED')
  const { attachments, writes } = await attachmentsOfComment(context, caller, {
    document,
    comment: comment.id,
    asked: asked.attachments,
  })
  const unit = unitIn(caller, bundle, document)
  const by = { ...recordedActor(caller), ...(unit !== undefined && { unit }) }
  const answered: DraftComment = {
    ...comment,
    revision: comment.revision + 1,
    answer: {
      at: context.clock.now(),
      by,
      words: asked.words,
      ...(attachments.length > 0 && { attachments }),
    },
  }
  const { committed } = await context.commit(
    [
      {
        kind: 'replace',
        collection: 'draftComments',
        document: answered,
        expectedRevision: comment.revision,
      },
      ...writes,
    ],
    {
      action: 'draft.answer',
      actor: by,
      target: comment.ruleset,
      county: document.county,
      detail: { case: document.id, comment: comment.id, ...filedDetail(attachments) },
    },
  )
  if (committed) return answered
  const now = await context.store.get('draftComments', comment.id)
  throw new ServerError(now?.answer === undefined ? 'CASE_BUSY' : 'COMMENT_ANSWERED')
}
