import type { Manifest, Text } from '@jieli/engine'
import type { DraftDocument, Elsewhere, PublicationDocument, Withdrawal } from './documents.ts'
import { dayAt } from './time.ts'

export interface VersionSummary {
  readonly version: string
  readonly hash: string
  readonly from: string
  readonly publishedAt: string
  readonly publishedBy: string
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
 * @param publications all of the ruleset's, latest published first
 */
export function summariseRuleset(
  manifest: Manifest,
  publications: readonly PublicationDocument[],
  draft: DraftDocument | undefined,
  now: string,
): RulesetSummary {
  const today = dayAt(now, manifest.calendar?.utcOffset)
  // The list is sorted by the moment of publishing, so of those begun on one day the latest published comes first.
  const inForce = publications
    .filter((publication) => publication.from <= today)
    .toSorted((a, b) => (a.from < b.from ? 1 : a.from > b.from ? -1 : 0))[0]
  return {
    id: manifest.id,
    title: manifest.title,
    ...(manifest.description && { description: manifest.description }),
    kind: manifest.kind,
    ...(manifest.county !== undefined && { county: manifest.county }),
    sample: manifest.sample ?? false,
    ...(manifest.basedOn && { basedOn: manifest.basedOn }),
    versions: publications.map(({ version, hash, from, publishedAt, publishedBy, withdrawn }) => ({
      version,
      hash,
      from,
      publishedAt,
      publishedBy,
      ...(withdrawn && { withdrawn }),
    })),
    ...showElsewhere(publications[0]),
    ...(inForce && { inForce: inForce.version }),
    ...(draft &&
      !draft.discarded && {
        draft: { revision: draft.revision, savedAt: draft.savedAt, savedBy: draft.savedBy },
      }),
  }
}
