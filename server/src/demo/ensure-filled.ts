import { setTimeout as pause } from 'node:timers/promises'
import type { OperationContext } from '../operations/context/operation-context.ts'
import { storedAfter } from '../ports/time.ts'
import type { FirstStartMark } from '../documents/marks.ts'

const markId = 'first-start'

/** A server that began to fill the store and was not done after this many milliseconds is taken for dead. */
const timeout = 120_000

/**
 * Has a new store filled once, whichever of several servers comes first; the others wait until it is done.
 * @param options.alone when no other server can be at the same store
 * @returns what `fill` returned, or undefined when the store was filled before
 */
export async function ensureFilled<T>(
  context: OperationContext,
  options: { alone: boolean; fill: () => Promise<T> },
): Promise<T | undefined> {
  for (;;) {
    const mark = await context.store.get<'meta', FirstStartMark>('meta', markId)
    if (mark?.done === true) return undefined
    const claim = await claimFilling(context, mark, options.alone)
    if (claim !== undefined) {
      const filled = await options.fill()
      await context.commit(
        [
          {
            kind: 'replace',
            collection: 'meta',
            document: { ...claim, done: true, revision: claim.revision + 1 } as FirstStartMark,
            expectedRevision: claim.revision,
          },
        ],
        'mark',
      )
      return filled
    }
    await pause(500)
  }
}

/** The mark under our name, or undefined while another server is at it. */
async function claimFilling(
  context: OperationContext,
  mark: FirstStartMark | undefined,
  alone: boolean,
): Promise<FirstStartMark | undefined> {
  const now = context.clock.now()
  if (mark === undefined) {
    const document: FirstStartMark = { id: markId, revision: 1, done: false, at: now }
    const result = await context.commit([{ kind: 'insert', collection: 'meta', document }], 'mark')
    return result.committed ? document : undefined
  }
  const stale = Date.parse(storedAfter(mark.at, timeout)) < Date.parse(now)
  if (!alone && !stale) return undefined
  const document = { ...mark, at: now, revision: mark.revision + 1 }
  const result = await context.commit(
    [{ kind: 'replace', collection: 'meta', document, expectedRevision: mark.revision }],
    'mark',
  )
  return result.committed ? document : undefined
}
