import { afterAll, beforeAll, expect, it } from 'vitest'
import { errorTypeOf } from '../harness/error-type-of.ts'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'

let server: TestServer
let description: Description

interface Reply {
  readonly content?: Readonly<Record<string, unknown>>
}
interface Description {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<Record<string, { readonly responses: Readonly<Record<string, Reply>> }>>
    >
  >
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

beforeAll(async () => {
  server = await openTestServer()
  description = (await server.ask('/api/openapi.json')).body
})
afterAll(() => server.close())

const routes = () =>
  Object.entries(description.paths).flatMap(([url, methods]) =>
    Object.entries(methods).map(
      ([method, { responses }]) => [`${method.toUpperCase()} ${url}`, responses] as const,
    ),
  )

it('every route says what it answers when all is well', () => {
  const silent = routes().filter(
    ([, responses]) => !Object.keys(responses).some((status) => /^2\d\d$/.test(status)),
  )
  expect(silent.map(([route]) => route)).toEqual([])
})

it('every refusal is described with the media type it is sent in', async () => {
  for (const [route, responses] of routes()) {
    for (const [status, { content }] of Object.entries(responses)) {
      if (/^[45]/.test(status))
        expect([route, status, ...Object.keys(content ?? {})]).toEqual([
          route,
          status,
          errorTypeOf(route, status),
        ])
    }
  }
  const { reply } = await server.ask('/v1/cases/none', { key: await server.key(grants.integrator) })
  expect(reply.headers['content-type']).toBe('application/problem+json; charset=utf-8')
})

it('what is referred to is there', () => {
  const text = JSON.stringify(description)
  const names = [...text.matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g)]
  expect(names.length).toBeGreaterThan(20)
  const missing = names.filter(
    ([, part = '', name = '']) => description.components[part]?.[name] === undefined,
  )
  expect([...new Set(missing.map(([reference]) => reference))]).toEqual([])
})

it('an address that is too long or badly written is answered as its route describes', async () => {
  const key = await server.key(grants.integrator)
  const addressed = routes().filter(([route]) => route.includes('{'))
  expect(addressed.length).toBeGreaterThan(50)
  for (const [route, responses] of addressed) {
    const [method = '', url = ''] = route.split(' ')
    for (const [part, status] of [
      ['x'.repeat(300), 414],
      ['%E0%A4%A', 400],
    ] as const) {
      const reply = await server.app.inject({
        method: method as 'GET',
        url: url.replace(/\{\w+\}/, part).replaceAll(/\{\w+\}/g, 'x'),
        headers: { authorization: `Bearer ${key}` },
      })
      const [type = ''] = String(reply.headers['content-type']).split(';')
      expect([route, part, reply.statusCode, type]).toEqual([
        route,
        part,
        status,
        errorTypeOf(route),
      ])
      expect(Object.keys(responses)).toContain(String(status))
      expect(reply.headers['x-request-id']).toBeTruthy()
    }
  }
})
