import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below what a system gives out by itself (32768 on Linux), so that no connection going out takes one of these. */
const firstPort = 12_000
const portsEach = 1000
const shares = 20

/** Each worker of a run has ports of its own: a port that is found free is listened on seconds later. */
const share = Number(process.env['VITEST_POOL_ID'] ?? 0) % shares
let next = Math.floor(Math.random() * portsEach)

/** A port nobody listens on at the moment, and that no test beside this one is given. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = firstPort + share * portsEach + (next++ % portsEach)
    if (await isFree(port)) return port
  }
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer()
  const { promise, resolve } = Promise.withResolvers<boolean>()
  probe.once('error', () => resolve(false))
  probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve(true))
  if (!(await promise)) return false
  probe.close()
  await once(probe, 'close')
  return true
}
