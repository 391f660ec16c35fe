import type { Manifest } from '@jieli/engine'
import { shownDamage } from '../context/damaged-versions.ts'
import type { DamagedVersion } from '../../documents/damaged-version.ts'
import type { DraftSummary } from '../../documents/draft-document.ts'
import type {
  PublicationDocument,
  PublicationSummary,
} from '../../documents/publication-document.ts'
import { versionInForce } from '../../contracts/version-in-force.ts'
import type { Caller } from '../context/caller.ts'
import { presentProposal } from './present-proposal.ts'
import type { SuspendableSummary } from '../../documents/suspensions-document.ts'
import { dayAt } from '../../ports/time.ts'
import type { VersionSummary, RulesetSummary } from '../../contracts/ruleset.ts'
import type { Elsewhere } from '../../contracts/transfer.ts'

/** The part of where a version comes from that lists show. Pure. */
export function showElsewhere(publication: PublicationSummary | undefined): {
  readonly elsewhere?: Elsewhere
} {
  if (publication?.elsewhere === undefined) return {}
  const { signer, signerTitle, importedAt } = publication.elsewhere
  return { elsewhere: { signer, signerTitle, importedAt } }
}

/** What was taken on in words is read with one ruleset, not with a list of them. */
type ReadPublication = SuspendableSummary & Partial<Pick<PublicationDocument, 'acknowledged'>>

function summariseVersion(
  publication: ReadPublication,
  damaged: ReadonlyMap<string, DamagedVersion>,
  caller: Caller,
): VersionSummary {
  const {
    version,
    hash,
    from,
    publishedAt,
    publishedBy,
    backdated,
    withdrawn,
    suspensions,
    pilot,
    evaluations,
    proposal,
    acknowledged = [],
  } = publication
  const found = damaged.get(hash)
  return {
    version,
    hash,
    from,
    publishedAt,
    publishedBy,
    ...(backdated && { backdated: { reason: backdated.reason, cases: backdated.cases } }),
    ...(acknowledged.length > 0 && { acknowledged }),
    ...(withdrawn && { withdrawn }),
    ...(suspensions && { suspensions }),
    ...(pilot && { pilot }),
    ...(evaluations && { evaluations: [...evaluations] }),
    ...(proposal && { proposal: presentProposal(proposal, caller) }),
    ...(found && { problem: shownDamage(found) }),
  }
}

/**
 * Sums up a ruleset. Pure.
 * @param manifest of the latest version, or of the draft of one never published
 * @param parts.publications all of the ruleset's, latest version first
 * @param parts.damaged the versions known not to open, by hash
 * @param parts.caller who is told of it
 */
export function summariseRuleset(
  manifest: Manifest,
  parts: {
    readonly publications: readonly ReadPublication[]
    readonly draft: DraftSummary | undefined
    readonly damaged: ReadonlyMap<string, DamagedVersion>
    readonly caller: Caller
  },
  now: string,
): RulesetSummary {
  const { publications, draft, damaged, caller } = parts
  const today = dayAt(now, manifest.calendar?.utcOffset)
  const inForce = versionInForce(publications, today)
  return {
    id: manifest.id,
    title: manifest.title,
    ...(manifest.description && { description: manifest.description }),
    kind: manifest.kind,
    ...(manifest.county !== undefined && { county: manifest.county }),
    sample: manifest.sample ?? false,
    ...(manifest.basedOn && { basedOn: manifest.basedOn }),
    versions: publications.map((publication) => summariseVersion(publication, damaged, caller)),
    ...showElsewhere(publications[0]),
    ...(inForce && { inForce: inForce.version }),
    ...(draft &&
      !draft.discarded && {
        draft: { revision: draft.revision, savedAt: draft.savedAt, savedBy: draft.savedBy },
      }),
  }
}
