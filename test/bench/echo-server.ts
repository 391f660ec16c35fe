// A bare Fastify that answers what it is sent: what HTTP itself costs on this machine.
import fastify from 'fastify'

const app = fastify()
app.post('/echo', (request) => request.body)
await app.listen({ host: '127.0.0.1', port: Number(process.argv[2]) })
console.log('listening')
