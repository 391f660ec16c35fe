import { type Bundle, firstDueTimer, step } from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import { applyStep, maxHistory, type StepMaker, withoutTimer } from './case-step.ts'
import type { CaseDocument } from '../../documents/case-document.ts'
import type { RecordedActor } from '../../documents/recorded-actor.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { assertSound } from './case-soundness.ts'
import { storeStep } from './store-step.ts'
import { laterOf } from '../../ports/time.ts'

/** Who a step is of that a timer took. */
export const timerActor: RecordedActor = { kind: 'timer', id: 'timer', title: '计时 timer' }

/**
 * Fires a case's due timers one by one, oldest first, each its own step, and returns the case after them.
 * `'lost'` means somebody else wrote the case meanwhile.
 * @param most fire at most so many; what is left is due all the same
 * @throws ServerError CASE_ALTERED, TIMER_STUCK where the program fails on one
 */
export async function fireTimersOf(
  context: OperationContext,
  bundle: Bundle,
  document: CaseDocument,
  most = maxHistory,
): Promise<CaseDocument | 'lost'> {
  assertSound(context, document)
  const maker = { bundle, sealer: context.sealer }
  let present = document
  for (let count = 0; count < most; count++) {
    const fired = fireFirstDue(maker, present, context.clock.now())
    if (fired === undefined) return present
    const { next, event, taken } = fired
    const change = {
      before: present,
      next,
      actor: timerActor,
      ...(!taken && { detail: { event } }),
    }
    const stored = await storeStep(context, change)
    if (!stored) return 'lost'
    present = next
  }
  return present
}

/**
 * The case once the timer that is due for longest has fired; nothing when none is due.
 * @throws ServerError TIMER_STUCK
 */
export function fireFirstDue(
  maker: StepMaker,
  present: CaseDocument,
  now: string,
): { readonly next: CaseDocument; readonly event: string; readonly taken: boolean } | undefined {
  const due = firstDueTimer(present.snapshot.timers, now)
  if (due === undefined) return undefined
  try {
    const at = laterOf(due.dueAt, present.snapshot.at)
    const result = step(maker.bundle, present.snapshot, { type: due.event, at })
    const record = { event: due.event, actor: timerActor, facts: {}, at, recordedAt: now }
    const taken = result.taken && present.history.length < maxHistory
    const next = taken
      ? applyStep(present, maker, result, record)
      : { ...present, revision: present.revision + 1 }
    // A timer fires once: where the chart did not take it up, or kept it, it is let go.
    const kept = next.snapshot.timers.some(({ id, dueAt }) => id === due.id && dueAt === due.dueAt)
    return { next: kept ? withoutTimer(next, due.id) : next, event: due.event, taken }
  } catch (cause) {
    throw new ServerError('TIMER_STUCK', { id: present.id, at: due.dueAt }, { cause })
  }
}
