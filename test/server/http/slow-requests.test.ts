import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { standardTimeLimits } from '../../../server/src/plugins/slow-requests.ts'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts, smallRuleset } from '../harness/small-ruleset.ts'

let server: TestServer
let key: string
let port: number

/** The limits of a server with a short timeout; in milliseconds and bytes a second. */
const limits = { headers: 400, timeout: 400, pace: 20_000, whole: 20_000, check: 50 }

beforeAll(async () => {
  server = await openTestServer(undefined, undefined, { timeLimits: limits })
  await server.publish(smallRuleset())
  key = await server.key(grants.integrator)
  await server.app.listen({ host: '127.0.0.1', port: 0 })
  port = (server.app.server.address() as AddressInfo).port
})
afterAll(() => server.close())

const head = (length: number, more = '') =>
  `POST /api/v1/cases HTTP/1.1\r\nHost: jieli\r\nAuthorization: Bearer ${key}\r\n` +
  `Content-Type: application/json\r\nContent-Length: ${length}\r\n${more}\r\n`

/** What the server says until it hangs up, and after how many milliseconds it did. */
async function untilClosed(socket: Socket): Promise<{ said: string; after: number }> {
  const begun = performance.now()
  let said = ''
  socket.on('data', (data) => (said += data.toString()))
  // Whoever goes on sending to a connection that was closed is told so.
  socket.on('error', () => undefined)
  await new Promise((resolve) => socket.once('close', resolve))
  return { said, after: performance.now() - begun }
}

/** Sends a text a few bytes at a time until it is out or the other side hangs up. */
async function dribble(socket: Socket, text: string, bytes: number, every: number): Promise<void> {
  for (let at = 0; at < text.length && !socket.destroyed && socket.writable; at += bytes) {
    socket.write(text.slice(at, at + bytes))
    await pause(every)
  }
}

function problemIn(said: string): { status: number; code: string; message: { zh: string } } {
  return JSON.parse(said.slice(said.indexOf('\r\n\r\n') + 4))
}

it('a body that dribbles in is cut off with a coded answer, and the connection closed', async () => {
  const socket = connect(port, '127.0.0.1')
  const closed = untilClosed(socket)
  socket.write(head(100_000))
  await dribble(socket, ' '.repeat(100_000), 20, 20)
  const { said, after } = await closed
  expect(said).toMatch(/^HTTP\/1\.1 408 /)
  expect(said.toLowerCase()).toContain('content-type: application/problem+json')
  expect(said.toLowerCase()).toContain('connection: close')
  expect(problemIn(said)).toMatchObject({ status: 408, code: 'REQUEST_TOO_SLOW' })
  expect(after).toBeLessThan(5000)
})

it('a body that stops half way is cut off likewise', async () => {
  const socket = connect(port, '127.0.0.1')
  const closed = untilClosed(socket)
  socket.write(`${head(50_000)}${' '.repeat(25_000)}`)
  expect((await closed).said).toMatch(/^HTTP\/1\.1 408 /)
})

it('headers that dribble in are cut off with the same answer', async () => {
  const socket = connect(port, '127.0.0.1')
  const closed = untilClosed(socket)
  await dribble(socket, head(2, `X-Long: ${'a'.repeat(5000)}\r\n`), 5, 20)
  const { said } = await closed
  expect(problemIn(said)).toMatchObject({ status: 408, code: 'REQUEST_TOO_SLOW' })
})

it('whoever was answered before the body was there may not go on sending it for ever', async () => {
  const socket = connect(port, '127.0.0.1')
  const closed = untilClosed(socket)
  socket.write(head(100_000).replace(key, 'jl_wrong'))
  await dribble(socket, ' '.repeat(100_000), 20, 20)
  const { said, after } = await closed
  expect(said.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 401'])
  expect(after).toBeLessThan(5000)
})

it('a large body on a slow but honest line gets its answer', async () => {
  const socket = connect(port, '127.0.0.1')
  const closed = untilClosed(socket)
  const body = `{"ruleset":"none","pathway":"none","facts":{}}`.padEnd(600_000)
  socket.write(head(body.length, 'Connection: close\r\n'))
  // Four times the pace asked for, for five times as long as anybody's timeout.
  await dribble(socket, body, 4000, 13)
  const { said, after } = await closed
  expect(after).toBeGreaterThan(limits.timeout * 4)
  expect(problemIn(said)).toMatchObject({ status: 404, code: 'RULESET_UNKNOWN' })
})

/** A case, and the head of a request that sends a document to it. */
async function headOfUpload(how: string): Promise<string> {
  const body = { ruleset: 'small', pathway: 'referral', facts: referralFacts() }
  const { id } = (await server.ask('/v1/cases', { key, body })).body
  return (
    `POST /api/v1/cases/${id}/attachments?name=x HTTP/1.1\r\nHost: jieli\r\n` +
    `Authorization: Bearer ${key}\r\nContent-Type: application/pdf\r\n${how}\r\n\r\n`
  )
}

it('AT3 a document that dribbles in is cut off as any other body, and nothing of it is kept', async () => {
  const start = await headOfUpload('Content-Length: 100000')
  const socket = connect(port, '127.0.0.1')
  const closed = untilClosed(socket)
  socket.write(start)
  await dribble(socket, ' '.repeat(100_000), 20, 20)
  expect(problemIn((await closed).said)).toMatchObject({ status: 408, code: 'REQUEST_TOO_SLOW' })
  const incoming = path.join(server.folder, 'attachments', 'incoming')
  await expect.poll(() => readdirSync(incoming)).toEqual([])
})

it('AT3 a document larger than it may be is told so, also where its sender does not say how large it is', async () => {
  const start = await headOfUpload('Transfer-Encoding: chunked')
  const socket = connect(port, '127.0.0.1')
  const closed = untilClosed(socket)
  socket.write(start)
  const chunk = ' '.repeat(65_536)
  // The server of the tests takes a million bytes.
  for (let sent = 0; sent < 20 && socket.writable; sent++) socket.write(`10000\r\n${chunk}\r\n`)
  expect(problemIn((await closed).said)).toMatchObject({
    status: 413,
    code: 'ATTACHMENT_TOO_LARGE',
  })
})

it('a connection that is kept alive is not cut off for resting between two requests', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const ask = async () => {
    const sent = request({ port, host: '127.0.0.1', path: '/healthz', agent }).end()
    const [reply] = await once(sent, 'response')
    reply.resume()
    await once(reply, 'end')
    return [reply.statusCode, sent.socket?.localPort]
  }
  const first = await ask()
  await pause(limits.headers * 3)
  expect(await ask()).toEqual(first)
  agent.destroy()
})

it('what is no HTTP at all, or has headers beyond measure, gets a coded answer', async () => {
  for (const [sent, status, code] of [
    ['no such thing\r\n\r\n', 400, 'REQUEST_REFUSED'],
    [head(2, `X-Large: ${'a'.repeat(40_000)}\r\n`), 431, 'HEADERS_TOO_LARGE'],
  ] as const) {
    const socket = connect(port, '127.0.0.1')
    const closed = untilClosed(socket)
    socket.write(sent)
    expect(problemIn((await closed).said)).toMatchObject({ status, code })
  }
})

it('the limits as they come leave room for the largest table on a slow line', () => {
  const { timeout, pace, whole } = standardTimeLimits
  const table = 50_000_000
  for (const line of [1_000_000, 100_000]) {
    const milliseconds = (table / line) * 1000
    expect(milliseconds).toBeLessThan(whole)
    expect(((milliseconds - timeout) / 1000) * pace).toBeLessThan(table)
  }
})
