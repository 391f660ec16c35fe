import { type Bundle, step } from '@jieli/engine'
import { applyStep, longestHistory, withoutTimer } from './case-step.ts'
import type { CaseDocument, RecordedActor } from './documents.ts'
import type { OperationContext } from './operation-context.ts'
import { assertSound } from './read-case.ts'
import { storeStep } from './store-step.ts'
import { laterOf } from './time.ts'

const timerActor: RecordedActor = { kind: 'timer', id: 'timer', title: '计时 timer' }

/** How many cases one scan looks at; the next scan goes on from there. */
const batch = 200

/** A case that fires more timers than this at once is left to the next scan. */
const mostAtOnce = 50

/**
 * Fires every timer that is due, oldest first. Each fires once, also when several servers scan: the compare-and-set
 * of its case decides. After a standstill they fire as of the moment they were due.
 * @returns how many timers fired
 */
export async function fireDueTimers(
  context: OperationContext,
  options: {
    /** Told of a case whose timer could not be fired; the scan goes on with the others. */
    readonly failed: (id: string, error: unknown) => void
  },
): Promise<number> {
  const due = await context.store.find<CaseDocument>('cases', {
    where: [{ field: 'nextTimerAt', operator: 'lessThanInclusive', value: context.clock.now() }],
    sort: { field: 'nextTimerAt', direction: 'ascending' },
    limit: batch,
  })
  let fired = 0
  for (const { id } of due) {
    try {
      fired += await context.turns.take(id, async () => {
        // Read again: a turn may have passed since the list was made.
        const document = await context.store.get<CaseDocument>('cases', id)
        if (document === undefined) return 0
        assertSound(context, document)
        const bundle = await context.bundles.bundleOfCase(document)
        const after = await fireTimersOf(context, bundle, document)
        return after === 'lost' ? 0 : after.revision - document.revision
      })
    } catch (error) {
      options.failed(id, error)
    }
  }
  return fired
}

/**
 * Fires a case's due timers one by one, each its own step, and returns the case after them.
 * `'lost'` means somebody else wrote the case meanwhile.
 */
export async function fireTimersOf(
  context: OperationContext,
  bundle: Bundle,
  document: CaseDocument,
): Promise<CaseDocument | 'lost'> {
  let present = document
  for (let count = 0; count < mostAtOnce; count++) {
    const now = context.clock.now()
    const [timer] = present.snapshot.timers
      .filter((each) => Date.parse(each.dueAt) <= Date.parse(now))
      .toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt))
    if (timer === undefined) return present
    const at = laterOf(timer.dueAt, present.snapshot.at)
    const result = step(bundle, present.snapshot, { type: timer.event, at })
    const takes = result.taken && present.history.length < longestHistory
    const next = takes
      ? applyStep(present, { bundle, sealer: context.sealer }, result, {
          event: timer.event,
          actor: timerActor,
          facts: {},
          at,
          recordedAt: now,
        })
      : { ...present, revision: present.revision + 1 }
    // A timer fires once: where the chart did not take it up, or kept it, it is let go.
    const settled = next.snapshot.timers.some(
      (each) => each.id === timer.id && each.dueAt === timer.dueAt,
    )
      ? withoutTimer(next, timer.id)
      : next
    const stored = await storeStep(context, {
      before: present,
      next: settled,
      actor: timerActor,
      detail: { event: timer.event, taken: takes },
    })
    if (!stored) return 'lost'
    present = settled
  }
  return present
}
