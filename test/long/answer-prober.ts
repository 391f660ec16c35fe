// Asks some addresses again and again, from a process that does nothing else, and tells how long the slowest answer of
// each took since it was asked last.
import { setTimeout as pause } from 'node:timers/promises'

/** Between two questions, in milliseconds. */
const every = 20

const slowest: number[] = []
for (const [at, address] of process.argv.slice(2).entries()) {
  slowest[at] = 0
  void (async () => {
    for (;;) {
      const began = performance.now()
      const answered = await fetch(address)
        .then((reply) => reply.text())
        .catch(() => undefined)
      const took = answered === undefined ? Infinity : performance.now() - began
      slowest[at] = Math.max(slowest[at] ?? 0, took)
      await pause(every)
    }
  })()
}
process.on('message', () => {
  process.send?.({ slowest: [...slowest] })
  slowest.fill(0)
})
process.on('disconnect', () => process.exit(0))
