import type { Manifest, Text } from '@jieli/engine'
import type {
  Backdated,
  DraftDocument,
  Elsewhere,
  PublicationDocument,
  Withdrawal,
} from './documents.ts'
import { dayAt } from './time.ts'

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
}

/** Where a version from another server comes from, as lists show it. */
export type ShownElsewhere = Pick<Elsewhere, 'signer' | 'signerTitle' | 'importedAt'>

/** The part of where a version comes from that lists show. Pure. */
export function showElsewhere(publication: PublicationDocument | undefined): {
  readonly elsewhere?: ShownElsewhere
} {
  if (publication?.elsewhere === undefined) return {}
  const { signer, signerTitle, importedAt } = publication.elsewhere
  return { elsewhere: { signer, signerTitle, importedAt } }
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
 * @param publications all of the ruleset's, latest version first
 */
export function summariseRuleset(
  manifest: Manifest,
  publications: readonly PublicationDocument[],
  draft: DraftDocument | undefined,
  now: string,
): RulesetSummary {
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
    versions: publications.map(summariseVersion),
    ...showElsewhere(publications[0]),
    ...(inForce && { inForce: inForce.version }),
    ...(draft &&
      !draft.discarded && {
        draft: { revision: draft.revision, savedAt: draft.savedAt, savedBy: draft.savedBy },
      }),
  }
}

function summariseVersion(publication: PublicationDocument): VersionSummary {
  const { version, hash, from, publishedAt, publishedBy, backdated, withdrawn } = publication
  return {
    version,
    hash,
    from,
    publishedAt,
    publishedBy,
    ...(backdated && { backdated: { reason: backdated.reason, cases: backdated.cases } }),
    ...(withdrawn && { withdrawn }),
  }
}
