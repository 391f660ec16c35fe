import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { followPage } from './follow-page.ts'

let server: TestServer
const page = 'people.md'
const editor = { role: 'editor', county: 'yunling', units: '*' } as const

beforeAll(async () => {
  server = await openTestServer()
})
afterAll(() => server.close())

/** What the page calls the administrator comes with a key of the county's. */
async function administrator() {
  const key = await server.key({ role: 'administrator', county: 'yunling', units: '*' })
  return { administrator: { authorization: `Bearer ${key}` } }
}

it('what the page says of sessions is so, to the letter', async () => {
  await server.user('wang.li', 'seven blue umbrellas', editor)
  const asked = await followPage(
    server,
    { page, heading: '登录会话' },
    {
      headers: await administrator(),
      fillIn: (_, answers) =>
        answers.at(-1)?.body.items.find(({ current }: { current: boolean }) => !current).id,
    },
  )
  expect(asked).toBe(8)
})

it('what the page says of passwords is so, to the letter', async () => {
  const asked = await followPage(
    server,
    { page, heading: '密码' },
    { headers: await administrator() },
  )
  expect(asked).toBe(6)
})

it('what the page says of API keys is so, to the letter', async () => {
  const section = { page, heading: 'API 密钥' }
  expect(await followPage(server, section, { headers: await administrator() })).toBe(3)
})

it('what the page says of codes at sign-in is so, to the letter', async () => {
  await server.user('zhao.min', 'seven blue umbrellas', editor)
  const asked = await followPage(
    server,
    { page, heading: '登录验证码' },
    {
      headers: await administrator(),
      fillIn: (name, answers) => {
        const found = (member: string) => answers.find(({ body }) => body?.[member])?.body[member]
        if (name === 'recovery') return found('codes')[0]
        // Whoever has just used a code waits for the next.
        server.clock.advance(30_000)
        const totp = new TOTP({ secret: Secret.fromBase32(found('secret')) })
        return totp.generate({ timestamp: Date.parse(server.clock.now()) })
      },
    },
  )
  expect(asked).toBe(10)
})
