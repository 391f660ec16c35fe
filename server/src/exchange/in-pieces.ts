import { setImmediate } from 'node:timers/promises'

/** How long a reader works before others have their turn, in milliseconds. */
const maxTurn = 10

const pieceBytes = 65_536

/**
 * Bytes in pieces small enough that reading one takes no time, and everything else that waits has its turn between
 * them. What is read from memory never waits by itself, and would keep a server from answering.
 */
export async function* inPieces(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void> {
  let began = performance.now()
  for await (const bytes of source)
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      yield bytes.subarray(at, at + pieceBytes)
      if (performance.now() - began < maxTurn) continue
      await setImmediate()
      began = performance.now()
    }
}
