// Does nothing for as long as its parent lives, but to answer when it is asked: what holds it up is the machine.
import { createServer } from 'node:http'

const server = createServer((_request, reply) => reply.end('idle')).listen(
  Number(process.env['IDLE_PORT'] ?? 0),
  '127.0.0.1',
)
process.on('disconnect', () => {
  server.close()
  process.exit(0)
})
