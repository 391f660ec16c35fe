import { createServer } from 'node:net'

/**
 * Sees whether a port can be listened on, before anything is opened or written for a server that could not start.
 * @throws Error of the system, with its `code`
 */
export async function checkPort(host: string, port: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const probe = createServer()
  probe.once('error', reject)
  probe.listen({ host, port, exclusive: true }, () => {
    probe.close(() => {
      resolve()
    })
  })
  await promise
}
