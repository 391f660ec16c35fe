import type { Calendar } from '@jieli/engine'
import { unlessDamaged } from './damaged-versions.ts'
import { findPublications } from './find-publication.ts'
import type { OperationContext } from './operation-context.ts'

/**
 * The calendars that versions of a ruleset were published with, the latest first: what is known of the holidays of a year,
 * whichever version a case runs on. That of the latest is what it inherits, too; one of an earlier version is its own.
 */
export async function storedCalendars(
  context: Pick<OperationContext, 'store' | 'bundles'>,
  ruleset: string,
): Promise<readonly Calendar[]> {
  const publications = (await findPublications(context.store, ruleset)).filter(
    ({ elsewhere }) => elsewhere === undefined,
  )
  const [latest] = publications
  const opened = latest && (await unlessDamaged(async () => await context.bundles.bundleOf(latest)))
  const inherited = opened && 'value' in opened ? opened.value.ruleset.manifest.calendar : undefined
  return [inherited, ...publications.map(({ manifest }) => manifest.calendar)].filter(
    (calendar) => calendar !== undefined,
  )
}
