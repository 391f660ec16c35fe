import { readFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

/** In milliseconds: how often it is looked whether the loop goes on. */
const every = 5

/** A hold of the event loop, in milliseconds: in all, and for how much of it the thread waited for a processor. */
export interface LoopHold {
  readonly held: number
  readonly waited: number
}

/**
 * Loaded into a process before its own program: tells over the channel to its parent, whenever it is asked, for how
 * long the event loop was held at most since it was asked last.
 */
if (isMainThread && process.send !== undefined) {
  let longest: LoopHold = { held: 0, waited: 0 }
  let [at, waitedUntil] = [performance.now(), waitedForProcessor()]
  const look = () => {
    const now = performance.now()
    const waited = waitedForProcessor()
    const held = Math.max(0, now - at - every)
    if (held > longest.held) longest = { held, waited: waited - waitedUntil }
    at = now
    waitedUntil = waited
  }
  setInterval(look, every).unref()
  process.on('message', (message) => {
    if (message !== 'longest hold') return
    look()
    process.send?.({ longestHold: longest })
    longest = { held: 0, waited: 0 }
  })
  // Listening must not keep a program going that has come to its end.
  process.channel?.unref()
}

/** For how long this thread could have run and had no processor, in milliseconds; 0 where the system does not say. */
function waitedForProcessor(): number {
  try {
    const [, waited] = readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')
    return Number(waited) / 1e6
  } catch {
    return 0
  }
}
