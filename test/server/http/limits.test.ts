import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { readConfig } from '@jieli/server/config'
import { trustAddresses } from '../../../server/src/plugins/trusted-proxies.ts'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'

let server: TestServer
afterEach(() => server.close())

/** What so many requests are answered, one after the other. */
async function statuses(times: number, ask: () => Promise<{ status: number }>): Promise<number[]> {
  const found: number[] = []
  for (let n = 0; n < times; n++) found.push((await ask()).status)
  return found
}

it('a key that asks without end is told to wait, and how long, and others are not', async () => {
  server = await openTestServer(undefined, undefined, { requestLimits: { caller: 60 } })
  const [busy, calm] = [await server.key(grants.integrator), await server.key(grants.integrator)]
  expect(await statuses(10, () => server.ask('/v1/me', { key: busy }))).toEqual(Array(10).fill(200))
  const refused = await server.ask('/v1/me', { key: busy })
  expect(refused.body).toMatchObject({ status: 429, code: 'LIMIT_REACHED' })
  const wait = Number(refused.reply.headers['retry-after'])
  expect(wait).toBeGreaterThan(0)
  expect(wait).toBeLessThanOrEqual(10)
  expect(refused.body.message.en).toContain(`${wait} second`)
  expect((await server.ask('/v1/me', { key: calm })).status).toBe(200)
})

it('an address that asks without end is told to wait before anybody looks at its key, and others are not', async () => {
  server = await openTestServer(undefined, undefined, { requestLimits: { address: 60 } })
  const ask = () => server.ask('/v1/me', { key: 'jl_wrong', address: '10.0.0.1' })
  expect(await statuses(11, ask)).toEqual([...Array(10).fill(401), 429])
  const other = await server.ask('/v1/me', { key: 'jl_wrong', address: '10.0.0.2' })
  expect(other.status).toBe(401)
})

it('one machine with a whole IPv6 network counts as one address', async () => {
  server = await openTestServer(undefined, undefined, { requestLimits: { address: 60 } })
  const answers = []
  for (let n = 0; n < 11; n++) {
    answers.push((await server.ask('/v1/me', { address: `2001:db8::${n + 1}` })).status)
  }
  expect(answers.at(-1)).toBe(429)
})

it('whoever watches over the server is always answered', async () => {
  server = await openTestServer(undefined, undefined, { requestLimits: { address: 6, caller: 6 } })
  for (const url of ['/healthz', '/readyz']) {
    expect(await statuses(20, () => server.ask(url))).toEqual(Array(20).fill(200))
  }
})

it('limits are settings, generous by themselves, and may be taken off', async () => {
  server = await openTestServer()
  expect(readConfig({}).requestLimits).toEqual({ caller: 12_000, address: 60_000 })
  expect(
    readConfig({ JIELI_REQUESTS_PER_CALLER: '500', JIELI_REQUESTS_PER_ADDRESS: 'off' })
      .requestLimits,
  ).toEqual({ caller: 500, address: undefined })
  expect(() => readConfig({ JIELI_REQUESTS_PER_CALLER: '-3' })).toThrow(
    'JIELI_REQUESTS_PER_CALLER="-3" must be a number of requests a minute, or "off".',
  )
})

it('sign-ins that succeed leave room for others at the address', async () => {
  server = await openTestServer()
  const password = 'a long enough password'
  await server.user('editor', password, grants.editor)
  const signIn = () =>
    server.ask('/v1/sign-in', { body: { username: 'editor', password }, address: '10.0.0.1' })
  expect(await statuses(65, signIn)).toEqual(Array(65).fill(200))
})

it('a person who has to wait is told how long, in words and in the header', async () => {
  server = await openTestServer()
  await server.user('editor', 'a long enough password', grants.editor)
  const guess = (password: string) =>
    server.ask('/v1/sign-in', { body: { username: 'editor', password } })
  for (let n = 0; n < 10; n++) await guess(`guess number ${n}`)
  const refused = await guess('a long enough password')
  expect(refused.body).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS' })
  expect(refused.reply.headers['retry-after']).toBe('1')
  expect(refused.body.message).toMatchObject({
    zh: expect.stringContaining('1 秒'),
    en: expect.stringContaining('1 second'),
  })
})

it('one address cannot take every connection', async () => {
  server = await openTestServer(undefined, undefined, {
    connectionLimits: { total: 100, address: 4 },
  })
  await server.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = server.app.server.address() as AddressInfo
  const open = async () => {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => undefined)
    await once(socket, 'connect')
    return socket
  }
  const held = await Promise.all(Array.from({ length: 4 }, open))
  expect(await answers(await open())).toBe(false)
  held[0]!.destroy()
  await once(held[0]!, 'close')
  // Given back once the server has seen it go.
  let again = await open()
  while (again.destroyed || !(await answers(again))) again = await open()
  expect(held.slice(1).every((socket) => !socket.destroyed)).toBe(true)
  for (const socket of [...held, again]) socket.destroy()
})

it('a trusted proxy is no such address: it speaks for many', async () => {
  server = await openTestServer(undefined, undefined, {
    connectionLimits: { total: 100, address: 4 },
    trusts: trustAddresses(['127.0.0.1']),
  })
  await server.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = server.app.server.address() as AddressInfo
  const sockets = Array.from({ length: 12 }, () => connect(port, '127.0.0.1'))
  expect(await Promise.all(sockets.map(answers))).toEqual(Array(12).fill(true))
  for (const socket of sockets) socket.destroy()
})

/** Whether a request on the connection is answered, or the connection closed. */
async function answers(socket: Socket): Promise<boolean> {
  socket.on('error', () => undefined)
  socket.write('GET /healthz HTTP/1.1\r\nHost: jieli\r\n\r\n')
  return await new Promise((resolve) => {
    socket.once('data', (data) => resolve(data.toString().startsWith('HTTP/1.1 200')))
    socket.once('close', () => resolve(false))
  })
}
