import type { SaveJurisdictionInput } from '../contracts/jurisdiction.ts'
import type { StoredDocument } from '../ports/store.ts'
import type { Editor } from './draft-document.ts'

/**
 * What one person proposes that a node of the tree say, for another to confirm; its id is the node's. It stands for as
 * long as the node is at the revision it was made over.
 */
export interface JurisdictionProposalDocument extends StoredDocument {
  readonly proposal: string
  readonly node: SaveJurisdictionInput
  /** The revision of the node that it was made over; 0 where there is none yet. */
  readonly over: number
  readonly reason: string
  readonly by: string
  readonly at: string
  /** Whoever proposed it, so that the same person is known by any account or key. */
  readonly maker: Editor
  /** Set once another confirmed it: from then on nobody withdraws it, and the node is written. */
  readonly confirmed: { readonly by: string; readonly at: string } | null
  /** Set once another turned it down: its maker reads why until something else is proposed about the node. */
  readonly turnedDown?: { readonly by: string; readonly at: string; readonly reason: string }
}
