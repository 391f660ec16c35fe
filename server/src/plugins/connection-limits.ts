import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import type { Trust } from './trusted-proxies.ts'

/** How many connections may be open at once. */
export interface ConnectionLimits {
  readonly total: number
  /** From one address, unless a trusted proxy speaks there for many. */
  readonly address: number
}

/** A hospital behind one address opens six a browser; the total stays below the files a process may have open. */
export const standardConnectionLimits: ConnectionLimits = { total: 10_000, address: 2000 }

/** Hangs up on what is beyond the limits, so that one address cannot take every connection there is. */
export function limitConnections(server: Server, limits: ConnectionLimits, trusts: Trust): void {
  server.maxConnections = limits.total
  const open = new Map<string, number>()
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress
    if (address === undefined || trusts(address)) return
    const before = open.get(address) ?? 0
    if (before >= limits.address) {
      socket.destroy()
      return
    }
    open.set(address, before + 1)
    socket.once('close', () => {
      const now = (open.get(address) ?? 1) - 1
      if (now === 0) open.delete(address)
      else open.set(address, now)
    })
  })
}
