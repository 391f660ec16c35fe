import { type Pathway, statePath } from '@jieli/engine'
import type { CaseDocument, DraftOfStep, HistoryEntry } from '../../documents/case-document.ts'
import { ServerError } from '../../errors/server-error.ts'
import { type BoundDraft, type DraftRule, draftOf, draftRuleset } from '../cases/draft-of-case.ts'
import { type Caller, personOf } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { hasEdited } from '../drafts/draft-editor.ts'
import { approvalsIn, approving, roundOf } from './round-of.ts'
import { rolesAt } from './state-roles.ts'

/** What a draft comes to now, and how many comments of the case about it are open. */
export type SealedNow = BoundDraft & { readonly openComments: number }

/**
 * What a step of a procedure about a draft speaks of. Leaving the state of drafting ties the case to the draft as it
 * stands; from then on nobody approves anything else, nobody approves what they wrote, and nobody approves twice.
 * @param seal what the draft a case is about comes to now
 * @throws (the rule) ServerError APPROVAL_DRAFT_CHANGED, APPROVAL_OWN, APPROVAL_SAME_PERSON, COMMENTS_OPEN, DRAFT_MISSING, DRAFT_BROKEN
 */
export function draftRule(
  context: OperationContext,
  caller: Caller,
  seal: (of: Pick<CaseDocument, 'id' | 'ruleset'>) => Promise<SealedNow>,
): DraftRule {
  return async ({ document, bundle, event, result }) => {
    const pathway = bundle.ruleset.pathways.find(({ id }) => id === document.pathway)
    const bound = draftOf(document.history)
    if (pathway === undefined || bound === undefined)
      throw new RangeError('The case is about no draft.')
    const sealed = { id: document.id, ruleset: draftRuleset(document) }
    const speaks = (draft: BoundDraft): DraftOfStep => ({ ...draft, person: personOf(caller) })
    const after = rolesAt(pathway, statePath(result.snapshot.value))
    if (rolesAt(pathway, document.state).has('drafting'))
      // What is withdrawn before it went to anybody speaks of nothing new.
      return after.has('drafting') || (result.snapshot.status === 'done' && !after.has('inForce'))
        ? speaks(bound)
        : speaks({ ...bound, ...boundOf(await seal(sealed)) })
    const sent = pathway.events.find(({ id }) => id === event)
    if (approving.has(sent?.role) || after.has('inForce')) {
      const now = await seal(sealed)
      if (now.content !== bound.content)
        throw new ServerError('APPROVAL_DRAFT_CHANGED', {
          revision: bound.revision,
          now: now.revision,
        })
      if (approving.has(sent?.role) && now.openComments > 0)
        throw new ServerError('COMMENTS_OPEN', { count: now.openComments })
    }
    if (approving.has(sent?.role))
      await assertMayApprove(context, caller, { document, pathway, event })
    return speaks(bound)
  }
}

function boundOf({ revision, content }: BoundDraft): Pick<BoundDraft, 'revision' | 'content'> {
  return { revision, content }
}

/** @throws ServerError APPROVAL_OWN, APPROVAL_SAME_PERSON */
async function assertMayApprove(
  context: OperationContext,
  caller: Caller,
  step: { readonly document: CaseDocument; readonly pathway: Pathway; readonly event: string },
): Promise<void> {
  const { document, pathway, event } = step
  const ruleset = draftRuleset(document)
  const draft = await context.store.get('drafts', ruleset)
  if (draft !== undefined && !draft.discarded && hasEdited(caller, draft))
    throw new ServerError('APPROVAL_OWN', { ruleset })
  const given = approvalsIn(pathway, roundOf(pathway, document.history))
  const earlier = given.find(({ step: by, event: of }) => of.id !== event && isBy(caller, by))
  if (earlier !== undefined)
    throw new ServerError('APPROVAL_SAME_PERSON', { event: earlier.event.title })
}

function isBy(caller: Caller, { actor, draft }: HistoryEntry): boolean {
  const person = personOf(caller)
  return (
    (actor.kind === caller.kind && actor.id === caller.id) ||
    (person !== null && person === draft?.person)
  )
}
