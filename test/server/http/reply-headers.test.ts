import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Fastify from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ErrorCode, errorCatalogue } from '../../../server/src/errors/catalogue.ts'
import { ServerError } from '../../../server/src/errors/server-error.ts'
import { errorReplies } from '../../../server/src/plugins/error-replies.ts'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { smallRuleset } from '../harness/small-ruleset.ts'

let server: TestServer
let key: string
const designerFolder = mkdtempSync(path.join(tmpdir(), 'jieli-designer-'))
const log: string[] = []

beforeAll(async () => {
  mkdirSync(path.join(designerFolder, 'assets'))
  writeFileSync(path.join(designerFolder, 'index.html'), '<!doctype html>')
  writeFileSync(path.join(designerFolder, 'assets', 'main-abc.js'), '')
  server = await openTestServer(undefined, undefined, {
    designerFolder,
    logTo: { write: (line) => log.push(line) },
  })
  await server.publish(smallRuleset())
  key = await server.key(grants.integrator)
})
afterAll(async () => {
  await server.close()
  rmSync(designerFolder, { recursive: true })
})

it('no reply of the API may be kept by anybody on the way, whether it is good or bad', async () => {
  for (const [url, status] of [
    ['/v1/rulesets', 200],
    ['/v1/cases', 200],
    ['/v1/audit', 403],
    ['/v1/cases/none', 404],
    ['/v1/nowhere', 404],
    ['/api/v1/cases/%zz', 400],
    ['/api/openapi.json', 200],
    ['/healthz', 200],
  ] as const) {
    const { reply } = await server.ask(url, { key })
    expect([url, reply.statusCode, reply.headers['cache-control']]).toEqual([
      url,
      status,
      'no-store',
    ])
  }
})

it('the page and its assets say themselves how long they may be kept', async () => {
  const headers = { accept: 'text/html' }
  for (const [url, kept] of [
    ['/', 'no-cache'],
    ['/rulesets/small', 'no-cache'],
    ['/assets/main-abc.js', 'public, max-age=31536000, immutable'],
  ] as const) {
    const { reply } = await server.ask(url, { headers })
    expect([url, reply.statusCode, reply.headers['cache-control']]).toEqual([url, 200, kept])
  }
})

it('every reply carries an id, and no two the same, also after a restart', async () => {
  const ids: unknown[] = []
  const collect = async (from: TestServer) => {
    for (const url of ['/healthz', '/v1/cases', '/v1/nowhere', '/api/v1/cases/%zz', '/none.js']) {
      ids.push((await from.ask(url, { key })).reply.headers['x-request-id'])
    }
  }
  const first = await openTestServer()
  await collect(first)
  const second = await first.restart()
  await collect(second)
  await second.close()
  for (const id of ids) expect(id).toMatch(/^[0-9a-z]{16}$/)
  expect(new Set(ids).size).toBe(ids.length)
})

it('what went wrong is logged under the id that the reply and its header tell', async () => {
  const broken = await openTestServer(undefined, undefined, {
    logTo: { write: (line) => log.push(line) },
  })
  await broken.store.close()
  const { reply, body, status } = await broken.ask('/v1/cases', { key })
  expect(status).toBe(503)
  expect(reply.headers['retry-after']).toMatch(/^[1-9]\d*$/)
  expect(body.code).toBe('NOT_READY')
  const id = reply.headers['x-request-id']
  const lines = log.map((line) => JSON.parse(line) as { reqId?: string; msg: string })
  expect(lines.filter(({ reqId }) => reqId === id).map(({ msg }) => msg)).toEqual([
    'request failed',
  ])
})

it('every error that means "later" says when', async () => {
  const app = Fastify()
  await app.register(errorReplies)
  const later = Object.entries(errorCatalogue)
    .filter(([, { status }]) => status === 429 || status === 503)
    .map(([code]) => code as ErrorCode)
  expect(later.length).toBeGreaterThan(3)
  for (const code of later) {
    app.get(`/${code}`, () => {
      throw new ServerError(code)
    })
  }
  for (const code of later) {
    const { headers } = await app.inject(`/${code}`)
    expect(`${code} ${headers['retry-after']}`).toMatch(/ [1-9]\d*$/)
  }
})

it('a server that is ending takes nothing new on a connection that is still open, and says when to return', async () => {
  const ending = await openTestServer()
  await ending.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = ending.app.server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1')
  let said = ''
  socket.on('data', (data) => (said += data.toString()))
  // The first half of a request holds the connection open.
  socket.write('GET /healthz HTTP/1.1\r\nHost: jieli\r\n')
  await once(ending.app.server, 'connection')
  const closed = ending.app.close()
  socket.write('\r\n')
  await once(socket, 'close')
  await closed
  expect(said).toMatch(/^HTTP\/1\.1 503 /)
  expect(said).toMatch(/retry-after: \d+/)
  expect(said).toContain('"code":"SERVER_ENDING"')
  await ending.close()
})
