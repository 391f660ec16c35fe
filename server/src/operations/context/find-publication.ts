import type { DocumentStore } from '../../documents/document-store.ts'
import type { PublicationDocument } from '../../documents/publication-document.ts'

/**
 * The publication in force on a day: of those that have begun by then, the latest version. A version replaces all
 * before it from its first day on, also one that was to begin later.
 */
export async function findPublicationInForce(
  store: DocumentStore,
  ruleset: string,
  day: string,
): Promise<PublicationDocument | undefined> {
  const [latest] = await store.find('publications', {
    where: [
      { field: 'ruleset', operator: 'equal', value: ruleset },
      { field: 'from', operator: 'lessThanInclusive', value: day },
    ],
    sort: { field: 'sequence', direction: 'descending' },
    limit: 1,
  })
  return latest
}

/** Every publication of a ruleset, latest version first. */
export async function findPublications(
  store: DocumentStore,
  ruleset: string,
): Promise<PublicationDocument[]> {
  return await store.find('publications', {
    where: [{ field: 'ruleset', operator: 'equal', value: ruleset }],
    sort: { field: 'sequence', direction: 'descending' },
    limit: maxPublications,
  })
}

/** The publication of a ruleset's latest version. */
export async function findLatestPublication(
  store: DocumentStore,
  ruleset: string,
): Promise<PublicationDocument | undefined> {
  const [latest] = await store.find('publications', {
    where: [{ field: 'ruleset', operator: 'equal', value: ruleset }],
    sort: { field: 'sequence', direction: 'descending' },
    limit: 1,
  })
  return latest
}

/** The ids of every ruleset that was published here or taken in, sorted. */
export async function publishedRulesets(store: DocumentStore): Promise<string[]> {
  const ids = await store.distinct('publications', ['ruleset'])
  return ids.map(([id]) => String(id)).toSorted()
}

/** More publications of one ruleset than this are not listed. */
const maxPublications = 1000
