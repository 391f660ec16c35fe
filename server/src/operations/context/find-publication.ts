import { isSuspendedOn, versionInForce } from '../../contracts/version-in-force.ts'
import type { DocumentStore } from '../../documents/document-store.ts'
import type { PublicationDocument } from '../../documents/publication-document.ts'
import type {
  SuspendablePublication,
  SuspendableSummary,
} from '../../documents/suspensions-document.ts'
import { readAll } from './read-all.ts'
import { readSuspensions, withSuspensions } from './suspensions.ts'

/**
 * The publication in force on a day: of those that have begun by then and are not suspended, the latest version. A
 * version replaces all before it from its first day on, also one that was to begin later.
 */
export async function findPublicationInForce(
  store: DocumentStore,
  ruleset: string,
  day: string,
): Promise<PublicationDocument | undefined> {
  const begun = {
    where: [
      { field: 'ruleset', operator: 'equal', value: ruleset },
      { field: 'from', operator: 'lessThanInclusive', value: day },
    ],
    sort: { field: 'sequence', direction: 'descending' },
  } as const
  const decided = await readSuspensions(store, ruleset)
  const [latest] = await store.find('publications', { ...begun, limit: 1 })
  if (latest === undefined || !isSuspendedOn(withSuspensions(latest, decided), day)) return latest
  const later: SuspendableSummary[] = []
  for await (const each of readAll<'publications', SuspendableSummary>(store, 'publications', {
    ...begun,
    only: ['version', 'from', 'publishedAt', 'sequence'],
  })) {
    later.push(withSuspensions(each, decided))
    const found = versionInForce(later, day)
    if (found !== undefined) return await store.get('publications', found.id)
  }
  return undefined
}

/** Every publication of a ruleset with what was decided about it, latest version first. */
export async function findVersions(
  store: DocumentStore,
  ruleset: string,
): Promise<SuspendablePublication[]> {
  const decided = await readSuspensions(store, ruleset)
  return (await findPublications(store, ruleset)).map((each) => withSuspensions(each, decided))
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
