import type { Caller } from '../operations/context/caller.ts'
import type { RevisionCondition } from '../operations/context/revision-condition.ts'
import {
  confirmJurisdiction,
  listJurisdictionProposals,
  proposeJurisdiction,
  type ProposedJurisdiction,
} from '../operations/jurisdictions/jurisdiction-proposals.ts'
import { readBinding } from '../operations/jurisdictions/read-binding.ts'
import {
  listJurisdictions,
  presentJurisdiction,
  readJurisdiction,
} from '../operations/jurisdictions/read-jurisdictions.ts'
import { heavy } from './heavy-operation.ts'
import type { JobContext } from './job-context.ts'
import { pageOf, revisionOf, shown } from './shown.ts'

/** What binds counties; each proposal is judged by the whole tree. */
export const jurisdictionOperations = {
  listJurisdictions: heavy({
    lane: 'quick',
    work: shown(listJurisdictions, pageOf(presentJurisdiction)),
  }),
  readJurisdiction: heavy({
    lane: 'quick',
    work: shown(readJurisdiction, presentJurisdiction),
    head: revisionOf,
  }),
  listJurisdictionProposals: heavy({ lane: 'quick', work: listJurisdictionProposals }),
  proposeJurisdiction: heavy({
    lane: 'quick',
    work: async (
      context: JobContext,
      caller: Caller,
      { expected, ...sent }: ProposedJurisdiction & { readonly expected: RevisionCondition },
    ) => await proposeJurisdiction(context, caller, sent, expected),
    alone: () => 'tree',
  }),
  confirmJurisdiction: heavy({
    lane: 'quick',
    work: shown(confirmJurisdiction, presentJurisdiction),
    alone: () => 'tree',
    head: revisionOf,
  }),
  readBinding: heavy({ lane: 'quick', work: readBinding }),
}
