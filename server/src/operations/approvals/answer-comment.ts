import type { DraftComment } from '../../documents/draft-comment-document.ts'
import { ServerError } from '../../errors/server-error.ts'
import { readVisibleCase } from '../cases/read-case.ts'
import { type Caller, recordedActor } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { actsForDrafting, unitIn } from './unit-in.ts'

/**
 * Answers a comment, once, for the unit that drafts.
 * @throws ServerError CASE_UNKNOWN, COMMENT_UNKNOWN, COMMENT_ANSWERED, COMMENT_NOT_YOURS
 */
export async function answerComment(
  context: OperationContext,
  caller: Caller,
  asked: { readonly case: string; readonly comment: string; readonly words: string },
): Promise<DraftComment> {
  const document = await readVisibleCase(context, caller, asked.case, 'cases.step')
  const comment = await context.store.get('draftComments', asked.comment)
  if (comment?.case !== document.id) throw new ServerError('COMMENT_UNKNOWN', { id: asked.comment })
  const bundle = await context.bundles.bundleOfCase(document)
  if (!actsForDrafting(caller, bundle, document)) throw new ServerError('COMMENT_NOT_YOURS')
  if (comment.answer !== undefined) throw new ServerError('COMMENT_ANSWERED')
  const unit = unitIn(caller, bundle, document)
  const by = { ...recordedActor(caller), ...(unit !== undefined && { unit }) }
  const answered: DraftComment = {
    ...comment,
    revision: comment.revision + 1,
    answer: { at: context.clock.now(), by, words: asked.words },
  }
  const { committed } = await context.commit(
    [
      {
        kind: 'replace',
        collection: 'draftComments',
        document: answered,
        expectedRevision: comment.revision,
      },
    ],
    {
      action: 'draft.answer',
      actor: by,
      target: comment.ruleset,
      county: document.county,
      detail: { case: document.id, comment: comment.id },
    },
  )
  if (!committed) throw new ServerError('COMMENT_ANSWERED')
  return answered
}
