import type { Caller } from '../operations/context/caller.ts'
import type { RequestMark } from '../documents/request-mark.ts'
import type { MadeName } from '../documents/document-store.ts'
import { makeOnce, type Makes } from '../operations/context/make-once.ts'
import type { OperationContext } from '../operations/context/operation-context.ts'
import type { Lane } from '../ports/worker-pool.ts'
import { heavy, type HeavyOperation } from './heavy-operation.ts'

/** The mark of a request that came with an idempotency key, beside what it asks. */
interface Marked {
  readonly request: RequestMark | undefined
}

/** A heavy operation that makes something once, however often the request that asks for it is sent. */
export function heavyOnce<Asked, Made, Name extends MadeName, Result, Head = undefined>(of: {
  readonly lane: Lane
  readonly makes: (context: OperationContext, caller: Caller) => Makes<Made, Name>
  readonly make: (context: OperationContext, caller: Caller, input: Asked) => Promise<Made>
  /** What is told of it. */
  readonly tell: (context: OperationContext, caller: Caller, made: Made) => Promise<Result>
  readonly head?: (result: Result) => Head
  /** Of the jobs that it gives one name no two run at once; without it, of those of one request. */
  readonly alone?: (input: Asked) => string
}): HeavyOperation<Asked & Marked, Result, Head> {
  const { lane, makes, make, tell, head, alone } = of
  return heavy({
    lane,
    work: async (context, caller, input: Asked & Marked) => {
      const made = await makeOnce(context, input.request, makes(context, caller), (once) =>
        make(once, caller, input),
      )
      return await tell(context, caller, made)
    },
    ...(head && { head }),
    // The second of two would lose to the first only after all of its work.
    alone: alone ?? (({ request }) => request?.key),
  })
}
