import type { PilotEvaluation } from '../contracts/pilot.ts'
import type { Suspension, VersionProposal } from '../contracts/suspension.ts'
import type { StoredDocument } from '../ports/store.ts'
import type { Editor } from './draft-document.ts'
import type { PublicationDocument, PublicationSummary } from './publication-document.ts'

/**
 * What was decided about versions of a ruleset once they were published, by version; its id is the ruleset's. It is one
 * document for all of them, so that of two who each suspend the version that stands in for the other's only one does.
 */
export interface SuspensionsDocument extends StoredDocument {
  readonly county: string
  readonly versions: Readonly<Record<string, VersionSuspensions>>
}

/** What was decided about one version, and what is proposed. What came of a pilot stands here, too. */
export interface VersionSuspensions {
  /** When it did not apply, the first first; the last goes on where it has no end. */
  readonly suspensions?: readonly Suspension[]
  /** What came of its pilot, the first first. */
  readonly evaluations?: readonly PilotEvaluation[]
  /** What one person proposes and another has to confirm. */
  readonly proposal?: StoredProposal
}

/** A proposal with whoever made it, so that the same person is known by any account or key. */
export type StoredProposal = Omit<VersionProposal, 'own'> & { readonly maker: Editor }

/** A publication with what was decided about it. */
export type SuspendablePublication = PublicationDocument & VersionSuspensions
export type SuspendableSummary = PublicationSummary & VersionSuspensions
