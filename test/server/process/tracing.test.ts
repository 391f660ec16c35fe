import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { json } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { copyFirstStart } from './copy-first-start.ts'
import { freePort } from './free-port.ts'
import { ServerProcess } from './server-process.ts'

interface Attribute {
  readonly key: string
  readonly value: Readonly<Record<string, unknown>>
}
interface Span {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly attributes: readonly Attribute[]
}
interface Export {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] }
    readonly scopeSpans: readonly { readonly spans: readonly Span[] }[]
  }[]
}

/** A collector: whatever is sent to it. */
const received: { address: string | undefined; body: Export }[] = []
let collector: Server
let folder: string
let server: ServerProcess

const trace = '4bf92f3577b34da6a3ce929d0e0e4736'
const before = '00f067aa0ba902b7'
const spans = () =>
  received.flatMap(({ body }) =>
    body.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((each) => each.spans)),
  )
const attributesOf = (attributes: readonly Attribute[]) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]))

let caseId: string
let requestId: string | null

beforeAll(async () => {
  collector = createServer((request, reply) => {
    void json(request).then((body) => {
      received.push({ address: request.url, body: body as Export })
      reply.setHeader('content-type', 'application/json').end('{}')
    })
  }).listen(0, '127.0.0.1')
  await once(collector, 'listening')
  const { port } = collector.address() as AddressInfo
  folder = mkdtempSync(path.join(tmpdir(), 'jieli-traces-'))
  await copyFirstStart(folder)
  server = await new ServerProcess(folder, await freePort(), {
    JIELI_TRACES: '1',
    JIELI_ACCESS_LOG: 'on',
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    OTEL_SERVICE_NAME: 'jieli-yunling',
  }).ready()
  const key = server.firstStart.apiKey ?? ''
  const facts = { 'patient.id': 'p-secret', 'fromUnit.id': 'T01', 'toUnit.id': 'D01' }
  const begin = { ruleset: 'district-plan-demo', pathway: 'referral', facts }
  caseId = ((await (await server.ask('/cases', key, begin)).json()) as { id: string }).id
  const reply = await server.ask(`/cases/${caseId}`, key, undefined, {
    traceparent: `00-${trace}-${before}-01`,
  })
  await reply.text()
  requestId = reply.headers.get('x-request-id')
  // What is still here is sent when the server ends.
  await server.kill('SIGTERM')
}, 180_000)
afterAll(() => {
  collector.close()
  rmSync(folder, { recursive: true, force: true })
})

it('a request goes on with the trace of the system that asked, and its store operations lie below it', () => {
  const mine = spans().filter(({ traceId }) => traceId === trace)
  const request = mine.find(({ name }) => name === 'GET /api/v1/cases/:id')
  expect(request?.parentSpanId).toBe(before)
  expect(attributesOf(request?.attributes ?? [])).toEqual({
    'http.request.method': 'GET',
    'http.route': '/api/v1/cases/:id',
    'http.response.status_code': 200,
    'jieli.request_id': requestId,
  })
  const below = mine.filter(({ parentSpanId }) => parentSpanId === request?.spanId)
  expect(below.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['get cases', 'commit caseReads']),
  )
  expect(received[0]?.address).toBe('/v1/traces')
})

it('a request that nobody traced before begins a trace of its own, down to the commit', () => {
  const request = spans().find(({ name }) => name === 'POST /api/v1/cases')
  expect(request?.parentSpanId ?? '').toBe('')
  const below = spans().filter(({ parentSpanId }) => parentSpanId === request?.spanId)
  expect(below.map(({ name }) => name)).toContain('commit cases')
})

it('the collector is told which program it is, and nothing of a case, a patient, a unit or a key', () => {
  const [resource] = received.flatMap(({ body }) => body.resourceSpans)
  expect(attributesOf(resource?.resource.attributes ?? [])).toMatchObject({
    'service.name': 'jieli-yunling',
    'service.version': expect.stringMatching(/^\d+\.\d+\.\d+$/),
  })
  const text = JSON.stringify(received)
  expect(text).toContain('jieli.request_id')
  for (const private_ of [caseId, 'p-secret', 'T01', 'jl_', 'district-plan-demo'])
    expect([private_, text.includes(private_)]).toEqual([private_, false])
})

it('the line of the log names the trace', () => {
  const lines = server.errors.split('\n').filter((line) => line.includes('"answered"'))
  expect(lines.some((line) => line.includes(`"traceId":"${trace}"`))).toBe(true)
})

it('a collector that is not there keeps no request and no end of the server waiting', async () => {
  const other = await new ServerProcess(folder, await freePort(), {
    JIELI_TRACES: '0.5',
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${await freePort()}`,
  }).ready()
  expect((await fetch(`${other.url}/healthz`)).status).toBe(200)
  expect(await other.kill('SIGTERM')).toBe(0)
})
