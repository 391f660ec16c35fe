// Fastify over our store and nothing else: a step reads its document, replaces it and inserts one entry.
import path from 'node:path'
import { openSqliteStore } from '@jieli/server/adapters'
import fastify from 'fastify'

const [port, folder = ''] = process.argv.slice(2)
const collections = [
  { name: 'cases', indexes: [], unique: [] },
  { name: 'audit', indexes: [], unique: [] },
]
const store = openSqliteStore({ file: path.join(folder, 'floor.sqlite'), collections })
const cases = Array.from({ length: 1000 }, (_, n) => `case-${n}`)
await store.commit(
  cases.map((id) => ({
    kind: 'insert',
    collection: 'cases',
    document: { id, revision: 1, text: 'x'.repeat(2500) },
  })),
)
let steps = 0
const app = fastify()
app.post('/step', async (request) => {
  steps += 1
  const number = steps
  const id = cases[number % cases.length] ?? ''
  const before = await store.get('cases', id)
  if (before === undefined) throw new Error(`${id} is not there`)
  await store.commit([
    {
      kind: 'replace',
      collection: 'cases',
      document: { ...before, revision: before.revision + 1 },
      expectedRevision: before.revision,
    },
    {
      kind: 'insert',
      collection: 'audit',
      document: { id: `entry-${number}`, revision: 1, text: 'x'.repeat(400) } as never,
    },
  ])
  return request.body
})
await app.listen({ host: '127.0.0.1', port: Number(port) })
console.log('listening')
