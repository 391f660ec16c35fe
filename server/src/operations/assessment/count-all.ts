import { ServerError } from '../../errors/server-error.ts'
import { storedAfter } from '../../ports/time.ts'
import { casesRun } from '../cases/cases-run.ts'
import { type CountedCase, countedPaths } from './case-log.ts'
import { countCase, endLook, type Look, margin, recallCase } from './count-case.ts'
import type { Counted } from './live-cache.ts'
import type { LiveContext } from './live-context.ts'

/** In seconds: after how long whoever waits for the counts may come again. */
const retryAfter = 5

/**
 * Counts every case of a ruleset once. Of many this takes minutes: it stops after a while, and the next call goes on where
 * it stopped, so that others have their turn in between and nobody waits without knowing for what.
 *
 * @returns false where nobody can say as what a case was counted, so that all have to be counted anew
 * @throws ServerError CASES_BEING_COUNTED where it stopped
 */
export async function countAll(
  context: LiveContext,
  counted: Counted,
  { ruleset, bundle }: Pick<Look, 'ruleset' | 'bundle'>,
): Promise<boolean> {
  counted.first ??= { begunAt: context.clock.now(), metUntil: undefined, met: new Set() }
  const { first } = counted
  const { begunAt, met } = first
  const look: Look = { ruleset, bundle, horizon: storedAfter(begunAt, -margin) }
  const until = performance.now() + context.live.timeSlice
  const since = first.metUntil
  const query = { ruleset, only: countedPaths, since }
  for await (const document of casesRun<CountedCase>(context, query)) {
    const { id, updatedAt } = document
    // One that was met and has moved since: what it was counted as had been written before all this began.
    if (met.has(id) && !(await recallCase(context, counted, { id, since: begunAt }))) return false
    await countCase(context, counted, look, document)
    met.add(id)
    first.metUntil = updatedAt
    // Those of one moment are met again by the next call: it has to come further than this one began.
    if (performance.now() < until || updatedAt === since) continue
    throw new ServerError('CASES_BEING_COUNTED', { cases: counted.cases }, { retryAfter })
  }
  counted.first = undefined
  endLook(counted, { at: begunAt, horizon: look.horizon })
  return true
}
