import { monitorEventLoopDelay } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

/** In milliseconds: how exactly holds are seen. */
const resolution = 5

/**
 * Loaded into a process before its own program: tells over the channel to its parent, whenever it is asked, for how
 * long the event loop was held at most since it was asked last.
 */
if (isMainThread && process.send !== undefined) {
  const delay = monitorEventLoopDelay({ resolution })
  delay.enable()
  process.on('message', (message) => {
    if (message !== 'longest hold') return
    process.send?.({ longestHold: delay.max / 1e6 })
    delay.reset()
  })
  // Listening must not keep a program going that has come to its end.
  process.channel?.unref()
}
