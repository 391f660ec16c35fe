import { ServerError } from '../../errors/server-error.ts'
import { type Caller, recordedActor } from '../context/caller.ts'
import { editorOf, isSame } from '../context/editor-of.ts'
import type { DraftDocument, Editor } from '../../documents/draft-document.ts'

/** What a draft keeps of whoever saved it last, and of everybody who did since it was begun. Pure. */
export function savedBy(
  caller: Caller,
  at: string,
  stored: DraftDocument | undefined,
): Required<Pick<DraftDocument, 'savedAt' | 'savedBy' | 'editor' | 'editors'>> {
  const editor = editorOf(caller)
  const others = stored?.discarded === false ? editorsOf(stored) : []
  const editors = [...others.filter((each) => !isSame(caller, each)), editor]
  return { savedAt: at, savedBy: recordedActor(caller).title, editor, editors }
}

function editorsOf({ editors, editor }: DraftDocument): readonly Editor[] {
  return editors ?? (editor === undefined ? [] : [editor])
}

/** Whether somebody saved any part of a draft since it was begun, by whatever account or key of theirs. Pure. */
export function hasEdited(caller: Caller, draft: DraftDocument): boolean {
  return isOwn(caller, draft) || editorsOf(draft).some((editor) => isSame(caller, editor))
}

/** Whether somebody saved a draft last, by whatever account or key of theirs. Pure. */
export function isOwn(caller: Caller, draft: DraftDocument): boolean {
  const { editor } = draft
  // Saved before this was kept: a name is all that is known.
  if (editor === undefined) return draft.savedBy === caller.title
  return isSame(caller, editor)
}

/**
 * Four eyes see what comes into force: whoever saved the draft last does not publish it.
 * @throws ServerError DRAFT_OWN
 */
export function assertOtherEditor(caller: Caller, draft: DraftDocument): void {
  if (isOwn(caller, draft)) throw new ServerError('DRAFT_OWN', { ruleset: draft.id })
}
