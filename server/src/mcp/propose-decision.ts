import type { Client } from '../client/create-client.ts'

/** What came of a proposal: the draft it lies in, and what is wrong with that so far. */
interface Proposed {
  readonly draft: { readonly ruleset: string; readonly revision: number }
  readonly problems: readonly { readonly code: string; readonly path: string }[]
}

/**
 * Puts a decision into the draft of a ruleset, in the place of one of the same id, and notes where it comes from. The
 * draft is saved on top of the revision that was read: what somebody saves in between is not written over.
 * @throws ProblemError DRAFT_STALE, DRAFT_INVALID, SCOPE_MISSING and others of a draft
 */
export async function proposeDecision(
  jieli: Client,
  proposal: {
    readonly ruleset: string
    readonly decision: { readonly id: string }
    readonly source: string
  },
): Promise<Proposed> {
  const { ruleset, decision, source } = proposal
  const { ruleset: draft, revision } = await jieli.readDraft(ruleset)
  const note = {
    zh: `决策“${decision.id}”由程序提出，依据：${source}。发布前请人工核对。`,
    en: `The decision "${decision.id}" was proposed by a program, on: ${source}. To be looked at by people before it is published.`,
  }
  const others = draft.decisions.filter(({ id }) => id !== decision.id)
  const edited = {
    ...draft,
    manifest: { ...draft.manifest, notes: [...(draft.manifest.notes ?? []), note] },
    decisions: [...others, decision],
  }
  const saved = await jieli.saveDraft(ruleset, { edited, revision })
  return {
    draft: { ruleset, revision: saved.revision },
    problems: saved.issues
      .filter(({ severity }) => severity === 'error')
      .map(({ code, path, message }) => ({ code, path, message })),
  }
}
