import { ServerError } from '../errors/server-error.ts'
import type { Caller } from '../operations/context/caller.ts'
import type { ServerContext } from './server-context.ts'

/** A batch may have this many lines. */
export const maxLines = 20_000
/** Lines are answered so many at a time, or fewer where they are long. */
const together = { lines: 100, bytes: 500_000 }

/**
 * Answers a batch some lines at a time, each time on a thread of the pool, and only as fast as somebody takes the answers.
 * What a line comes to does not hang on those beside it; all are answered by the versions in force at the first.
 * @throws ServerError BATCH_TOO_LONG, and what `decideLines` throws of the first lines
 */
export async function* answerBatch(
  context: ServerContext,
  caller: Caller,
  input: {
    readonly ruleset: string
    readonly decision: string
    readonly asOf: string | undefined
    readonly content: Uint8Array
  },
): AsyncGenerator<Uint8Array, void> {
  const { content, ruleset, decision } = input
  if (countLines(content) > maxLines) throw new ServerError('BATCH_TOO_LONG', { most: maxLines })
  let { asOf } = input
  let publications: readonly string[] | undefined
  const totals = { decided: 0, refused: 0 }
  for (const { first, lines } of chunksOf(content)) {
    try {
      const { bytes, head } = await context.offload('decideLines', caller, {
        ruleset,
        decision,
        asOf,
        publications,
        first,
        lines,
      })
      ;({ asOf, publications } = head)
      totals.decided += head.decided
      totals.refused += head.refused
      if (bytes.length > 0) yield bytes
    } catch (error) {
      if (first === 1) throw error
      // The reply has begun: its last line says where it broke off.
      const { code, text: message } =
        error instanceof ServerError ? error : new ServerError('WORK_GIVEN_UP')
      yield encode({ line: first, problem: { code, message } })
      return
    }
  }
  yield encode({ end: true, ...totals })
}

function encode(value: object): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value)}\n`)
}

function countLines(content: Uint8Array): number {
  let lines = content.length === 0 ? 0 : 1
  for (let at = content.indexOf(10); at >= 0; at = content.indexOf(10, at + 1))
    if (at < content.length - 1) lines += 1
  return lines
}

/** The lines of a text, so many together; at least one chunk, so that an empty batch is looked at, too. */
function* chunksOf(
  content: Uint8Array,
): Generator<{ readonly first: number; readonly lines: readonly Uint8Array[] }> {
  let first = 1
  let at = 0
  do {
    const lines: Uint8Array[] = []
    let bytes = 0
    while (at < content.length && lines.length < together.lines && bytes < together.bytes) {
      const found = content.indexOf(10, at)
      const end = found < 0 ? content.length : found
      // A copy: a part of the whole body would take all of it to the thread.
      lines.push(new Uint8Array(content.subarray(at, end)))
      bytes += end - at
      at = end + 1
    }
    yield { first, lines }
    first += lines.length
  } while (at < content.length)
}
