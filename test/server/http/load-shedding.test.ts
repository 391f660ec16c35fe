import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'

let server: TestServer
let key: string
let shed = 0

beforeAll(async () => {
  server = await openTestServer(undefined, undefined, {
    maxDelay: 100,
    meter: {
      answered: () => {},
      shed: () => {
        shed += 1
      },
    },
  })
  key = await server.key(grants.auditor)
})
afterAll(() => server.close())

/** Keeps the thread that answers from doing anything else. */
function holdUp(milliseconds: number): void {
  const until = performance.now() + milliseconds
  while (performance.now() < until);
}

it('a server that is far behind turns new requests away, says when to come back, and recovers', async () => {
  const asked = async () => await server.ask('/v1/cases', { key })
  let answer = await asked()
  expect(answer.status).toBe(200)
  // The delay is measured each second.
  while (answer.status === 200) {
    holdUp(1500)
    await pause(20)
    answer = await asked()
  }
  expect([answer.status, answer.body.code]).toEqual([503, 'SERVER_OVERLOADED'])
  expect(answer.reply.headers).toMatchObject({
    'retry-after': '5',
    'content-type': expect.stringContaining('application/problem+json'),
  })
  expect(shed).toBe(1)
  // Whoever watches over it hears that it is there.
  for (const url of ['/healthz', '/readyz']) expect((await server.ask(url)).status).toBe(200)
  while ((await asked()).status !== 200) await pause(200)
})
