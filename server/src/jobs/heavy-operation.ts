import type { Caller } from '../operations/context/caller.ts'
import type { JobContext } from './job-context.ts'
import type { Lane } from '../ports/worker-pool.ts'

/** An operation that runs on a thread beside the one that answers requests. */
export interface HeavyOperation<Asked, Result, Head> {
  readonly lane: Lane
  readonly work: (context: JobContext, caller: Caller, input: Asked) => Promise<Result>
  /** The result as it is sent. Written on the thread too: it may be large. */
  readonly write: (result: Result) => Uint8Array<ArrayBuffer>
  /** What a route must know of the result beside its bytes. */
  readonly head: (result: Result) => Head
  /** Of the jobs that it gives one name, no two run at once. */
  readonly alone: ((input: Asked) => string | undefined) | undefined
}

/** A heavy operation whose result is sent as JSON. */
export function heavy<Asked, Result, Head = undefined>(of: {
  readonly lane: Lane
  readonly work: HeavyOperation<Asked, Result, Head>['work']
  readonly head?: (result: Result) => Head
  readonly alone?: (input: Asked) => string | undefined
}): HeavyOperation<Asked, Result, Head> {
  const { lane, work, head = () => undefined as Head, alone } = of
  return { lane, work, write: writeJson, head, alone }
}

/** A file to be handed out. */
interface HandedFile {
  readonly name: string
  readonly type: string
  readonly content: Uint8Array
}

/** A heavy operation that makes a file. */
export function heavyFile<Asked>(of: {
  readonly lane: Lane
  readonly work: HeavyOperation<Asked, HandedFile, unknown>['work']
}): HeavyOperation<Asked, HandedFile, Pick<HandedFile, 'name' | 'type'>> {
  return {
    ...of,
    // A copy: a part of a larger buffer would take all of it along.
    write: ({ content }) => new Uint8Array(content),
    head: ({ name, type }) => ({ name, type }),
    alone: undefined,
  }
}

/** Nothing for an operation that tells nothing. */
function writeJson(result: unknown): Uint8Array<ArrayBuffer> {
  return result === undefined ? new Uint8Array() : new TextEncoder().encode(JSON.stringify(result))
}
