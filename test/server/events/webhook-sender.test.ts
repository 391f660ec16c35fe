import { createHttpWebhookSender } from '@jieli/server/adapters'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { waitAfter } from '../../../server/src/operations/webhooks/back-off.ts'
import { isLoopback, trustNobody } from '../../../server/src/plugins/trusted-proxies.ts'
import { Receiver } from './receiver.ts'

let receiver: Receiver
beforeAll(async () => {
  receiver = await new Receiver().open()
})
afterAll(() => receiver.close())
beforeEach(() => {
  receiver.status = 200
  receiver.headers = {}
  receiver.reply = ''
  receiver.received.length = 0
})

const strict = createHttpWebhookSender({ own: trustNobody, anyOwn: false, timeout: 400 })
const lenient = createHttpWebhookSender({ own: isLoopback, anyOwn: true, timeout: 400 })
const message = { headers: { 'content-type': 'application/json' }, body: '{}' }

describe('nothing is sent inside', () => {
  const port = () => new URL(receiver.url).port
  it.each([
    ['this machine', () => receiver.url],
    ['its name', () => `http://localhost:${port()}/`],
    ['its number', () => `http://2130706433:${port()}/`],
    ['its IPv6 form', () => `http://[::ffff:127.0.0.1]:${port()}/`],
    ['any address of it', () => `http://0.0.0.0:${port()}/`],
    ['a private network', () => 'https://10.0.0.1/'],
    ['a unique local network', () => 'https://[fd00::1]/'],
    ['the addresses of a cloud about itself', () => 'http://169.254.169.254/latest'],
    ['addresses shared by a provider', () => 'https://100.64.0.1/'],
  ])('%s', async (_what, url) => {
    expect(await strict.send({ url: url(), ...message })).toMatchObject({
      taken: false,
      problem: 'address',
    })
    expect(receiver.received).toEqual([])
  })

  it('what is not encrypted goes to addresses of the site alone', async () => {
    const answer = await lenient.send({ url: 'http://1.1.1.1/', ...message })
    expect(answer).toMatchObject({ taken: false, problem: 'unencrypted' })
    expect(await lenient.send({ url: receiver.url, ...message })).toMatchObject({
      taken: true,
      status: 200,
    })
  })
})

it('a redirect is an answer, and leads nowhere', async () => {
  receiver.status = 307
  receiver.headers = { location: `${receiver.url}/elsewhere` }
  const answer = await lenient.send({ url: receiver.url, ...message })
  expect(answer).toMatchObject({ taken: false, status: 307 })
  expect(receiver.received.map(({ path }) => path)).toEqual(['/'])
})

it('of a long answer only the begin is read, and for none nobody waits', async () => {
  receiver.reply = 'x'.repeat(5_000_000)
  const answer = await lenient.send({ url: receiver.url, ...message })
  expect(answer).toMatchObject({ taken: true, body: 'x'.repeat(2048) })
  receiver.status = 0
  const none = await lenient.send({ url: receiver.url, ...message })
  expect(none).toMatchObject({ taken: false, problem: 'timeout' })
  expect(none.took).toBeLessThan(5000)
})

it('a wait grows, varies by a quarter, heeds the receiver within a day, and ends', () => {
  const waits = [1000, 4000]
  const wait = (tries: number, draw: number, asked = 0) => waitAfter(tries, { waits, draw, asked })
  expect([wait(1, 0), wait(1, 1), wait(2, 0.5), wait(3, 0)]).toEqual([750, 1250, 4000, undefined])
  expect([wait(1, 0, 60_000), wait(1, 0, 1e12)]).toEqual([60_000, 86_400_000])
})
