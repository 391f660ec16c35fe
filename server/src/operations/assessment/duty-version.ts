import { type Bundle, periodOf, withHolidays } from '@jieli/engine'
import type { PublicationDocument } from '../../documents/publication-document.ts'
import { dayAt } from '../../ports/time.ts'
import { findPublicationInForce } from '../context/find-publication.ts'
import { storedCalendars } from '../context/stored-calendars.ts'
import type { OperationContext } from '../context/operation-context.ts'

/** A version and the scheduled duties it has. */
export interface DutyVersion {
  readonly publication: PublicationDocument
  readonly bundle: Bundle
}

/**
 * Finds the version a period's scheduled duties are owed by: the one in force on its last day, or today while it goes on.
 * What is owed once and for all is owed by the version in force today. `undefined` where none was in force. Each day is
 * asked for once, however many periods end on it.
 */
export function dutyVersions(
  context: OperationContext,
  ruleset: string,
  now: string,
): (period: string) => Promise<DutyVersion | undefined> {
  const today = dayAt(now)
  const found = new Map<string, Promise<DutyVersion | undefined>>()
  // A version in force on many days is given its holidays once: what is compiled of it is kept by it.
  const given = new Map<Bundle, Bundle>()
  const calendars = once(async () => await storedCalendars(context, ruleset))
  const versionOn = async (day: string): Promise<DutyVersion | undefined> => {
    const publication = await findPublicationInForce(context.store, ruleset, day)
    if (publication === undefined || publication.elsewhere !== undefined) return undefined
    const opened = await context.bundles.bundleOf(publication)
    const bundle = given.get(opened) ?? withHolidays(opened, await calendars())
    given.set(opened, bundle)
    return { publication, bundle }
  }
  return async (period) => {
    const end = periodOf(period)?.end ?? today
    const day = end < today ? end : today
    const version = found.get(day) ?? versionOn(day)
    found.set(day, version)
    return await version
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return async () => await (made ??= make())
}
