import { versionsInForce, type VersionsInForce } from '../../contracts/version-in-force.ts'
import type { DocumentStore } from '../../documents/document-store.ts'
import type { PublicationDocument } from '../../documents/publication-document.ts'
import type {
  SuspendablePublication,
  SuspendableSummary,
} from '../../documents/suspensions-document.ts'
import { readAll } from './read-all.ts'
import { readSuspensions, withSuspensions } from './suspensions.ts'

/**
 * The publication in force for all units on a day: of those that have begun for all by then and are not suspended, the
 * latest version. A version replaces all before it from its first day on, also one that was to begin later.
 */
export async function findPublicationInForce(
  store: DocumentStore,
  ruleset: string,
  day: string,
): Promise<SuspendablePublication | undefined> {
  return (await findInForce(store, ruleset, day)).forAll
}

/** What is in force on a day: for all units, and the versions that are on trial in some. */
export interface InForce {
  readonly forAll: SuspendablePublication | undefined
  readonly pilots: readonly SuspendableSummary[]
}

/** The publications in force on a day, for all units and for pilot units. */
export async function findInForce(
  store: DocumentStore,
  ruleset: string,
  day: string,
): Promise<InForce> {
  const begun = {
    where: [
      { field: 'ruleset', operator: 'equal', value: ruleset },
      { field: 'from', operator: 'lessThanInclusive', value: day },
    ],
    sort: { field: 'sequence', direction: 'descending' },
  } as const
  const decided = await readSuspensions(store, ruleset)
  const [latest] = await store.find('publications', { ...begun, limit: 1 })
  if (latest === undefined) return { forAll: undefined, pilots: [] }
  const newest = withSuspensions(latest, decided)
  let found: VersionsInForce<SuspendableSummary> = versionsInForce([newest], day)
  if (found.forAll !== undefined) return { forAll: newest, pilots: [] }
  const later: SuspendableSummary[] = []
  for await (const each of readAll<'publications', SuspendableSummary>(store, 'publications', {
    ...begun,
    only: ['version', 'from', 'publishedAt', 'sequence', 'pilot'],
  })) {
    later.push(withSuspensions(each, decided))
    found = versionsInForce(later, day)
    if (found.forAll !== undefined) break
  }
  const forAll = found.forAll && (await store.get('publications', found.forAll.id))
  return { forAll: forAll && withSuspensions(forAll, decided), pilots: found.pilots }
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
