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
