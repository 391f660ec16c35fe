import { type Pathway, stateAt, type Text } from '@jieli/engine'
import type { ApprovalRecord } from '../../contracts/approval-record.ts'
import type { HistoryEntry } from '../../documents/case-document.ts'
import { ServerError } from '../../errors/server-error.ts'
import { signFile } from '../../package-file/signed-file.ts'
import { findAlterations } from '../cases/case-soundness.ts'
import { draftOf, draftRuleset } from '../cases/draft-of-case.ts'
import { readVisibleCase } from '../cases/read-case.ts'
import type { Caller } from '../context/caller.ts'
import { findPublications } from '../context/find-publication.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { commentsOf } from './comments-of.ts'
import { presentComment } from './present-comment.ts'
import { approvalsOf, refusalsIn } from './read-case-draft.ts'
import { roundsOf } from './round-of.ts'
import { rolesAt } from './state-roles.ts'

/**
 * The record of a procedure about a draft, signed: who approved, refused and remarked what, and when. A case that is not
 * as it was written is not attested.
 * @throws ServerError CASE_UNKNOWN, CASE_DAMAGED, CASE_ALTERED, CASE_WITHOUT_DRAFT
 */
export async function writeApprovalRecord(
  context: OperationContext,
  caller: Caller,
  id: string,
): Promise<ApprovalRecord> {
  const document = await readVisibleCase(context, caller, id)
  const [altered] = await findAlterations(context, document)
  if (altered !== undefined) throw new ServerError('CASE_ALTERED', { id, path: altered.where })
  const draft = draftOf(document.history)
  const { ruleset, hash } = await context.bundles.bundleOfCase(document)
  const pathway = ruleset.pathways.find((each) => each.id === document.pathway)
  if (draft === undefined || pathway === undefined)
    throw new ServerError('CASE_WITHOUT_DRAFT', { id })
  const published = await findPublications(context.store, draftRuleset(document))
  return signFile(
    {
      format: 'jieli-approval',
      formatVersion: 1,
      case: id,
      ruleset: document.ruleset,
      title: ruleset.manifest.title,
      chart: { version: document.version, bundle: hash, pathway: pathway.id },
      procedure: pathway.title,
      state: stateTitle(pathway, document.state),
      inForce: document.status === 'done' && rolesAt(pathway, document.state).has('inForce'),
      draft,
      publishedAs: published.find((each) => each.hash === draft.content)?.version ?? null,
      rounds: roundsOf(pathway, document.history),
      approvals: approvalsOf(pathway, document),
      refusals: refusalsIn(pathway, document.history),
      comments: (await commentsOf(context, id)).map(presentComment),
      steps: document.history.map((step) => recordedStep(pathway, step)),
      writtenAt: context.clock.now(),
    },
    context.signingKey,
  )
}

function recordedStep(
  pathway: Pathway,
  { seq, at, event, actor, reason, to, draft, hash }: HistoryEntry,
): ApprovalRecord['steps'][number] {
  const title = pathway.events.find(({ id }) => id === event)?.title
  return {
    seq,
    at,
    event: title ?? begun(event),
    by: actor,
    reason: reason ?? null,
    to: stateTitle(pathway, to),
    draft: { revision: draft?.revision ?? 0, content: draft?.content ?? '' },
    seal: hash,
  }
}

function begun(event: string): Text {
  return event === 'start' ? { zh: '发起', en: 'begun' } : { zh: event, en: event }
}

function stateTitle(pathway: Pathway, path: string): Text {
  return stateAt(pathway, path.split('.'))?.meta.title ?? { zh: path, en: path }
}
