import type { CaseRecord } from '@jieli/engine'
import { refusalsKept } from '../cases/case-step.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { isLog, type LoggedCase, loggedPaths, recordOfFirst } from './case-log.ts'

/**
 * As what a case was counted of which nothing had been written since a moment: by its own log, as far as it went then.
 * Nothing of one that had not begun; `unknown` where the log does not say.
 * @throws ServerError BUNDLE_DAMAGED
 */
export async function caseBefore(
  context: OperationContext,
  { id, since }: { readonly id: string; readonly since: string },
): Promise<CaseRecord | 'unknown' | undefined> {
  const [document] = await context.store.find<'cases', LoggedCase>('cases', {
    where: [{ field: 'id', operator: 'equal', value: id }],
    limit: 1,
    only: loggedPaths,
  })
  if (document === undefined || !isLog(document.history)) return undefined
  const { history, refusals } = document
  const steps = history.findIndex(({ recordedAt }) => recordedAt >= since)
  if (steps === 0) return undefined
  // Written by a clock that was put back since: nobody knows which of them were there.
  const later = steps === -1 ? [] : history.slice(steps)
  if (later.some(({ recordedAt }) => recordedAt < since)) return 'unknown'
  const refused = refusals.filter(({ at }) => at < since)
  // Of as many as are kept at most, the oldest have been let go of, nobody knows how many of them since.
  if (refused.length < refusals.length && refusals.length >= refusalsKept) return 'unknown'
  return await recordOfFirst(context, document, {
    steps: steps === -1 ? history.length : steps,
    refusals: refused,
  })
}

/**
 * Whether a case that is counted now may be asked later, as {@link caseBefore} does, as what it was: not where so many
 * events were refused to it that the next may push out the first, or where its own clock was ahead when one was. Pure.
 */
export function tellsItself(document: Pick<LoggedCase, 'refusals' | 'refusedAt'>): boolean {
  const { refusals, refusedAt } = document
  return (
    refusals.length < refusalsKept / 2 &&
    refusals.every(({ at }) => refusedAt == null || at <= refusedAt)
  )
}
