import { may } from '../../contracts/policy.ts'
import { ServerError } from '../../errors/server-error.ts'
import { assertRulesetScope, type Caller, recordedActor } from '../context/caller.ts'
import type { CaseDocument } from '../../documents/case-document.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { readRuleset } from '../library/read-ruleset.ts'
import { isParked, withRetry } from './stuck-timer.ts'
import { stuckCases } from './timer-status.ts'
import type { RetryInput } from '../../contracts/timers.ts'
import { replaceCase } from '../cases/replace-case.ts'

/** So many cases are taken in one request. */
const maxRetried = 1000

/**
 * Has parked timers tried again at once. One that fails again is parked again.
 * @throws ServerError CASE_UNKNOWN, TIMER_NOT_PARKED, RULESET_UNKNOWN, SCOPE_MISSING
 */
export async function retryTimers(
  context: OperationContext,
  caller: Caller,
  request: RetryInput,
): Promise<{ readonly retried: number; readonly more: boolean }> {
  if ('case' in request) {
    const { case: id } = request
    const document = await context.store.get('cases', id)
    if (document === undefined || !mayRetry(caller, document))
      throw new ServerError(
        'CASE_UNKNOWN',
        { id: id.slice(0, 80) },
        document && { refused: { target: id, county: document.county } },
      )
    if (!(await retry(context, caller, id))) throw new ServerError('TIMER_NOT_PARKED', { id })
    return { retried: 1, more: false }
  }
  const { ruleset, version } = request
  const { county } = await readRuleset(context, caller, ruleset)
  assertRulesetScope(caller, 'timers.manage', {
    id: ruleset,
    ...(county !== undefined && { county }),
  })
  let retried = 0
  for await (const found of stuckCases(context.store)) {
    if (found.ruleset !== ruleset || found.version !== version) continue
    if (!isParked(found) || !mayRetry(caller, found)) continue
    if (retried === maxRetried) return { retried, more: true }
    if (await retry(context, caller, found.id)) retried++
  }
  return { retried, more: false }
}

function mayRetry(caller: Caller, { county }: Pick<CaseDocument, 'county'>): boolean {
  return may(caller, 'timers.manage', { county })
}

/** Whether the case had a parked timer, and it is due again. */
async function retry(context: OperationContext, caller: Caller, id: string): Promise<boolean> {
  return await context.mutex.run(id, async () => {
    const document = await context.store.get('cases', id)
    if (document === undefined || !isParked(document)) return false
    const { code = '', dueAt = '' } = document.stuckTimer ?? {}
    const { committed } = await context.commit([replaceCase(document, withRetry(document))], {
      action: 'timer.retry',
      actor: recordedActor(caller),
      target: id,
      county: document.county,
      detail: { code, dueAt },
    })
    return committed
  })
}
