import type { VersionProposal } from '../../contracts/suspension.ts'
import type { StoredProposal } from '../../documents/suspensions-document.ts'
import type { Caller } from '../context/caller.ts'
import { isSame } from '../context/editor-of.ts'

/** A proposal as somebody sees it: whether it is their own is told, by what account it was made is not. Pure. */
export function presentProposal(proposal: StoredProposal, caller: Caller): VersionProposal {
  const { maker, ...shown } = proposal
  return { ...shown, own: isSame(caller, maker) }
}
