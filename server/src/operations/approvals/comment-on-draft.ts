import { itemAt, type Ruleset, type Text } from '@jieli/engine'
import type { CommentInput } from '../../contracts/approval.ts'
import type { DraftComment } from '../../documents/draft-comment-document.ts'
import { ServerError } from '../../errors/server-error.ts'
import { attachmentsOfComment } from '../cases/attachments/attachments-of-comment.ts'
import { filedDetail } from '../cases/attachments/attachments-of-step.ts'
import { draftOf, draftRuleset } from '../cases/draft-of-case.ts'
import { readVisibleCase } from '../cases/read-case.ts'
import { type Caller, recordedActor } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { commentsOf, maxComments } from './comments-of.ts'
import { governingVersion } from './needed-procedures.ts'
import { resolveSealed } from './seal-draft.ts'
import { unitIn } from './unit-in.ts'

/**
 * Remarks on one item of the draft a case is about: of the draft, or of the version in force where the draft drops it.
 * Until it is answered nobody approves.
 * @throws ServerError CASE_UNKNOWN, CASE_WITHOUT_DRAFT, COMMENT_CLOSED, COMMENT_PLACE, COMMENTS_FULL, ATTACHMENT_NOT_UPLOADED, DRAFT_MISSING, DRAFT_BROKEN, CASE_BUSY
 */
export async function commentOnDraft(
  context: OperationContext,
  caller: Caller,
  asked: CommentInput & { readonly case: string },
): Promise<DraftComment> {
  const document = await readVisibleCase(context, caller, asked.case, 'cases.step')
  const draft = draftOf(document.history)
  if (draft === undefined) throw new ServerError('CASE_WITHOUT_DRAFT', { id: asked.case })
  if (document.status === 'done') throw new ServerError('COMMENT_CLOSED')
  const { candidate } = await resolveSealed(context, draftRuleset(document))
  const holding = [candidate, await governingVersion(context, candidate)].find(
    (each) => itemAt(each, asked.path) !== undefined,
  )
  if (holding === undefined) throw new ServerError('COMMENT_PLACE', { path: asked.path })
  if ((await commentsOf(context, document.id)).length >= maxComments)
    throw new ServerError('COMMENTS_FULL', { limit: maxComments })
  const id = context.newId()
  const { attachments, writes } = await attachmentsOfComment(context, caller, {
    document,
    comment: id,
    asked: asked.attachments,
  })
  const bundle = await context.bundles.bundleOfCase(document)
  const unit = unitIn(caller, bundle, document)
  const by = { ...recordedActor(caller), ...(unit !== undefined && { unit }) }
  const comment: DraftComment = {
    id,
    revision: 1,
    case: document.id,
    ruleset: draftRuleset(document),
    county: document.county,
    path: asked.path,
    title: titleOf(holding, asked.path),
    at: context.clock.now(),
    by,
    words: asked.words,
    ...(attachments.length > 0 && { attachments }),
    draft,
  }
  const { committed } = await context.commit(
    [{ kind: 'insert', collection: 'draftComments', document: comment }, ...writes],
    {
      action: 'draft.comment',
      actor: by,
      target: comment.ruleset,
      county: document.county,
      detail: {
        case: document.id,
        comment: comment.id,
        path: comment.path,
        ...filedDetail(attachments),
      },
    },
  )
  if (!committed) throw new ServerError('CASE_BUSY')
  return comment
}

/** What the item is called, or the nearest one around it that has a name. */
function titleOf(ruleset: Ruleset | undefined, path: string): Text {
  for (let at = path; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const found = itemAt(ruleset, at) as { title?: Text; meta?: { title?: Text } } | undefined
    const title = found?.title ?? found?.meta?.title
    if (title !== undefined) return title
  }
  return { zh: path, en: path }
}
