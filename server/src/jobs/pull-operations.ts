import { pullDraft, readPull } from '../operations/drafts/pull-draft.ts'
import { readRebase, rebaseDraft } from '../operations/drafts/rebase-draft.ts'
import { heavy } from './heavy-operation.ts'

const revisionOf = ({ revision }: { readonly revision: number }) => ({ revision })

/** What moves a draft to another version of what it rests on, or to another template. */
export const pullOperations = {
  readPull: heavy({ lane: 'quick', work: readPull }),
  pullDraft: heavy({ lane: 'quick', work: pullDraft, head: revisionOf }),
  readRebase: heavy({ lane: 'quick', work: readRebase }),
  rebaseDraft: heavy({ lane: 'quick', work: rebaseDraft, head: revisionOf }),
}
