import { ServerError } from '../../errors/server-error.ts'
import { type Caller, personOf, recordedActor } from '../context/caller.ts'
import type { DraftDocument } from '../../documents/draft-document.ts'

/** What a draft keeps of whoever saved it last. Pure. */
export function savedBy(
  caller: Caller,
  at: string,
): Required<Pick<DraftDocument, 'savedAt' | 'savedBy' | 'editor'>> {
  const { kind, id, title } = recordedActor(caller)
  return { savedAt: at, savedBy: title, editor: { kind, id, person: personOf(caller) } }
}

/** Whether somebody saved a draft last, by whatever account or key of theirs. Pure. */
export function isOwn(caller: Caller, draft: DraftDocument): boolean {
  const { editor } = draft
  // Saved before this was kept: a name is all that is known.
  if (editor === undefined) return draft.savedBy === caller.title
  const person = personOf(caller)
  return (
    (editor.kind === caller.kind && editor.id === caller.id) ||
    (person !== null && person === editor.person)
  )
}

/**
 * Four eyes see what comes into force: whoever saved the draft last does not publish it.
 * @throws ServerError DRAFT_OWN
 */
export function assertOtherEditor(caller: Caller, draft: DraftDocument): void {
  if (isOwn(caller, draft)) throw new ServerError('DRAFT_OWN', { ruleset: draft.id })
}
