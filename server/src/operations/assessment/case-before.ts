import type { CaseRecord } from '@jieli/engine'
import type { OperationContext } from '../context/operation-context.ts'
import { storedAfter } from '../../ports/time.ts'
import { isLog, type LoggedCase, loggedPaths, recordAt } from './case-log.ts'
import { refusalsKept } from '../cases/case-step.ts'

/**
 * As what a case was counted that had ended before a moment: by its own log. Nothing of one that was still under way
 * then, for those are remembered, and of one that had not begun; `unknown` where its log does not say.
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
  const before = history.filter(({ recordedAt }) => recordedAt < since)
  if (before.at(-1)?.status !== 'done') return undefined
  const now = context.clock.now()
  // Moments put right, and another version, change what was said before; the oldest refusals are let go of.
  const unsaid =
    history.some(
      ({ recordedAt, clock, migration }) =>
        recordedAt >= since && (clock != null || migration != null),
    ) ||
    refusals.length >= refusalsKept ||
    refusals.some(({ at }) => at > now)
  return unsaid ? 'unknown' : await recordAt(context, document, storedAfter(since, -1))
}
