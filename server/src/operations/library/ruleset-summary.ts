import type { Manifest, Text } from '@jieli/engine'
import { type DamagedVersion, shownDamage, type ShownProblem } from '../context/damaged-versions.ts'
import type {
  Backdated,
  DraftSummary,
  Elsewhere,
  PublicationSummary,
  Withdrawal,
} from '../../documents/documents.ts'
import { dayAt } from '../context/time.ts'

export interface VersionSummary {
  readonly version: string
  readonly hash: string
  readonly from: string
  readonly publishedAt: string
  readonly publishedBy: string
  /** Set where the first day had passed when it was published. */
  readonly backdated?: Pick<Backdated, 'reason' | 'cases'>
  /** Set once nobody new may rest on it. */
  readonly withdrawn?: Withdrawal
  /** Set while what is stored of it does not open. */
  readonly problem?: ShownProblem
}

/** Where a version from another server comes from, as lists show it. */
export type ShownElsewhere = Pick<Elsewhere, 'signer' | 'signerTitle' | 'importedAt'>

/** The part of where a version comes from that lists show. Pure. */
export function showElsewhere(publication: PublicationSummary | undefined): {
  readonly elsewhere?: ShownElsewhere
} {
  if (publication?.elsewhere === undefined) return {}
  const { signer, signerTitle, importedAt } = publication.elsewhere
  return { elsewhere: { signer, signerTitle, importedAt } }
}

function summariseVersion(
  publication: PublicationSummary,
  damaged: ReadonlyMap<string, DamagedVersion>,
): VersionSummary {
  const { version, hash, from, publishedAt, publishedBy, backdated, withdrawn } = publication
  const found = damaged.get(hash)
  return {
    version,
    hash,
    from,
    publishedAt,
    publishedBy,
    ...(backdated && { backdated: { reason: backdated.reason, cases: backdated.cases } }),
    ...(withdrawn && { withdrawn }),
    ...(found && { problem: shownDamage(found) }),
  }
}

/** What a list of rulesets shows. */
export interface RulesetSummary {
  readonly id: string
  readonly title: Text
  readonly description?: Text
  readonly kind: Manifest['kind']
  readonly county?: string
  readonly sample: boolean
  readonly basedOn?: { readonly id: string; readonly version: string }
  readonly versions: readonly VersionSummary[]
  readonly inForce?: string
  /** Set when another server makes it. */
  readonly elsewhere?: ShownElsewhere
  readonly draft?: { readonly revision: number; readonly savedAt: string; readonly savedBy: string }
}

/**
 * Sums up a ruleset. Pure.
 * @param manifest of the latest version, or of the draft of one never published
 * @param parts.publications all of the ruleset's, latest version first
 * @param parts.damaged the versions known not to open, by hash
 */
export function summariseRuleset(
  manifest: Manifest,
  parts: {
    readonly publications: readonly PublicationSummary[]
    readonly draft: DraftSummary | undefined
    readonly damaged: ReadonlyMap<string, DamagedVersion>
  },
  now: string,
): RulesetSummary {
  const { publications, draft, damaged } = parts
  const today = dayAt(now, manifest.calendar?.utcOffset)
  const inForce = publications.find(({ from }) => from <= today)
  return {
    id: manifest.id,
    title: manifest.title,
    ...(manifest.description && { description: manifest.description }),
    kind: manifest.kind,
    ...(manifest.county !== undefined && { county: manifest.county }),
    sample: manifest.sample ?? false,
    ...(manifest.basedOn && { basedOn: manifest.basedOn }),
    versions: publications.map((publication) => summariseVersion(publication, damaged)),
    ...showElsewhere(publications[0]),
    ...(inForce && { inForce: inForce.version }),
    ...(draft &&
      !draft.discarded && {
        draft: { revision: draft.revision, savedAt: draft.savedAt, savedBy: draft.savedBy },
      }),
  }
}
