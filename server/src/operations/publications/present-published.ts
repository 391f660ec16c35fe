import type { Published } from '../../contracts/ruleset.ts'
import type { PublicationDocument } from '../../documents/publication-document.ts'

/** What whoever published is told of it. Pure. */
export function presentPublished(publication: PublicationDocument): Published {
  const { version, hash, from, pilot, acknowledged = [], remarks = [] } = publication
  return { version, hash, from, ...(pilot && { pilot }), acknowledged, remarks }
}
