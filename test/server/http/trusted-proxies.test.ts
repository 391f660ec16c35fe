import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '@jieli/server/config'
import { isLoopback, trustAddresses } from '../../../server/src/plugins/trusted-proxies.ts'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'

const proxy = '10.0.0.7'
const password = 'a long enough password'
let plain: TestServer
let behind: TestServer

beforeAll(async () => {
  plain = await openTestServer()
  behind = await openTestServer(undefined, undefined, { trusts: trustAddresses([proxy]) })
  for (const server of [plain, behind]) await server.user('editor', password, grants.editor)
})
afterAll(async () => {
  await plain.close()
  await behind.close()
})

/** Signs in over a connection from `address`, with what a proxy would add. */
const signIn = (
  server: TestServer,
  address: string,
  { forwarded = {}, secret = password }: { forwarded?: Record<string, string>; secret?: string },
) =>
  server.ask('/v1/sign-in', {
    address,
    headers: forwarded,
    body: { username: 'editor', password: secret },
  })

const cookieOf = ({ reply }: Awaited<ReturnType<typeof signIn>>): string =>
  [reply.headers['set-cookie']].flat().join('\n')

const https = { 'x-forwarded-proto': 'https' }

describe('who speaks for others', () => {
  it('makes the cookie travel over https only when the trusted proxy speaks it', async () => {
    expect(cookieOf(await signIn(behind, proxy, { forwarded: https }))).toContain('Secure')
    expect(cookieOf(await signIn(behind, proxy, {}))).not.toContain('Secure')
  })

  it('is not believed without being trusted, neither about the protocol nor about the address', async () => {
    expect(cookieOf(await signIn(plain, proxy, { forwarded: https }))).not.toContain('Secure')
    expect(cookieOf(await signIn(behind, '10.0.0.8', { forwarded: https }))).not.toContain('Secure')
    // Ten guesses under ten forged addresses still come from one.
    for (const server of [plain, behind]) {
      for (let n = 0; n < 10; n++) {
        const forwarded = { 'x-forwarded-for': `203.0.113.${n}` }
        await signIn(server, '10.0.0.8', { forwarded, secret: `guess number ${n}` })
      }
      const forwarded = { 'x-forwarded-for': '203.0.113.99' }
      expect((await signIn(server, '10.0.0.8', { forwarded })).status).toBe(429)
    }
  })

  it('lets each client behind the trusted proxy be counted by itself', async () => {
    const from = (client: string) => ({ 'x-forwarded-for': client })
    for (let n = 0; n < 10; n++) {
      await signIn(behind, proxy, { forwarded: from('203.0.113.1'), secret: `guess number ${n}` })
    }
    expect((await signIn(behind, proxy, { forwarded: from('203.0.113.1') })).status).toBe(429)
    expect((await signIn(behind, proxy, { forwarded: from('203.0.113.2') })).status).toBe(200)
    // What a client adds in front of what the proxy saw changes nothing.
    const lied = from('203.0.113.77, 203.0.113.1')
    expect((await signIn(behind, proxy, { forwarded: lied })).status).toBe(429)
  })

  it('gives requests their id only when trusted, and only one that is well formed', async () => {
    const idOf = async (server: TestServer, address: string, id: string) => {
      const { reply } = await server.ask('/healthz', { address, headers: { 'x-request-id': id } })
      return reply.headers['x-request-id']
    }
    expect(await idOf(behind, proxy, 'proxy-00000001')).toBe('proxy-00000001')
    expect(await idOf(behind, '10.0.0.8', 'proxy-00000001')).not.toBe('proxy-00000001')
    expect(await idOf(plain, proxy, 'proxy-00000001')).not.toBe('proxy-00000001')
    for (const bad of ['short', 'a b c d e f g h', `x${'0'.repeat(200)}`, '{"reqId":"x"}']) {
      expect(await idOf(behind, proxy, bad)).toMatch(/^[0-9a-z]{16}$/)
    }
  })
})

describe('the setting', () => {
  it('is off unless given', () => {
    expect(readConfig({}).trustProxy).toEqual([])
    expect(readConfig({ JIELI_TRUST_PROXY: 'off' }).trustProxy).toEqual([])
  })

  it('takes addresses and ranges of both families, and the name of this machine', () => {
    const { trustProxy } = readConfig({
      JIELI_TRUST_PROXY: 'loopback, 10.1.0.0/16,192.168.3.4 , fd00::/8',
    })
    const trusts = trustAddresses(trustProxy)
    for (const address of [
      '127.0.0.1',
      '::1',
      '::ffff:127.0.0.1',
      '10.1.200.3',
      '::ffff:10.1.0.1',
      '192.168.3.4',
      'fd12::1%eth0',
    ]) {
      expect(`${address} ${trusts(address)}`).toBe(`${address} true`)
    }
    for (const address of ['10.2.0.1', '192.168.3.5', 'fe80::1', '::ffff:10.2.0.1', 'no', '']) {
      expect(`${address} ${trusts(address)}`).toBe(`${address} false`)
    }
    expect(isLoopback('127.8.8.8')).toBe(true)
    expect(isLoopback('10.0.0.1')).toBe(false)
  })

  it.each(['true', '1', '10.0.0', '10.0.0.0/33', '0.0.0.0/0', '::/0', '10.0.0.1/', 'proxy.local'])(
    'refuses %s in one line',
    (value) => {
      expect(() => readConfig({ JIELI_TRUST_PROXY: value })).toThrow(
        `JIELI_TRUST_PROXY="${value}" must be "off", or addresses and ranges such as`,
      )
    },
  )
})
