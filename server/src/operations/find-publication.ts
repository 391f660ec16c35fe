import { type Bundle, suggest } from '@jieli/engine'
import { ServerError } from '../errors/server-error.ts'
import type { StoreReader, StoredDocument } from '../ports/store.ts'
import type { PublicationDocument } from './documents.ts'
import type { OperationContext } from './operation-context.ts'
import { dayAt } from './time.ts'

/**
 * The publication in force on a day: of those that have begun by then, the latest version. A version replaces all
 * before it from its first day on, also one that was to begin later.
 */
export async function findPublicationInForce(
  store: StoreReader,
  ruleset: string,
  day: string,
): Promise<PublicationDocument | undefined> {
  const [latest] = await store.find<PublicationDocument>('publications', {
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
  store: StoreReader,
  ruleset: string,
): Promise<PublicationDocument[]> {
  return await store.find<PublicationDocument>('publications', {
    where: [{ field: 'ruleset', operator: 'equal', value: ruleset }],
    sort: { field: 'sequence', direction: 'descending' },
    limit: mostPublications,
  })
}

/** More publications of one ruleset than this are not listed. */
const mostPublications = 1000

/**
 * The bundle of a ruleset in force on a day, and that day. Without a day, it is today in the ruleset's own zone.
 * @throws ServerError RULESET_UNKNOWN, NOTHING_IN_FORCE
 */
export async function bundleInForce(
  context: OperationContext,
  ruleset: string,
  asOf?: string,
): Promise<{ bundle: Bundle; publication: PublicationDocument; asOf: string }> {
  const now = context.clock.now()
  const today = dayAt(now)
  const found = await findPublicationInForce(context.store, ruleset, asOf ?? today)
  const local = asOf ?? dayAt(now, found?.manifest.calendar?.utcOffset)
  const publication =
    local === (asOf ?? today) ? found : await findPublicationInForce(context.store, ruleset, local)
  if (publication === undefined) throw await nothingInForce(context, ruleset, local)
  return { bundle: await context.bundles.bundleOf(publication), publication, asOf: local }
}

/** `ruleset@version` is what a publication is called. */
function rulesetOf({ id }: StoredDocument): string {
  return id.slice(0, id.lastIndexOf('@'))
}

async function nothingInForce(
  context: OperationContext,
  ruleset: string,
  date: string,
): Promise<ServerError> {
  // Their ids alone: this is asked on the thread that answers requests.
  const publications = await context.store.find<StoredDocument>('publications', {
    limit: mostPublications,
    only: [],
  })
  const ids = new Set([...publications.map(rulesetOf), ...context.bundled.keys()])
  return ids.has(ruleset)
    ? new ServerError('NOTHING_IN_FORCE', { ruleset, date })
    : new ServerError('RULESET_UNKNOWN', { id: ruleset, suggestion: suggest(ruleset, ids) })
}
