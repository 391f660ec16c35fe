import { afterAll, beforeAll, expect, it } from 'vitest'
import { roles } from '../../../server/src/contracts/roles.ts'
import type { Probe } from '../access/walk/probe.ts'
import { probes } from '../access/walk/probes.ts'
import { codeOf } from '../harness/code-of.ts'
import { buildWorld, type World } from '../access/walk/world.ts'
import type { Answer } from '../harness/open-test-server.ts'

let world: World
let key: string
/** The routes that are documented to take an If-Match. */
let conditional: readonly string[]

beforeAll(async () => {
  world = await buildWorld()
  key = await world.server.key(...roles.map((role) => ({ role, county: '*', units: '*' }) as const))
  interface Route {
    readonly parameters?: readonly { readonly name: string }[]
  }
  const { paths } = (await world.server.ask('/api/openapi.json')).body as {
    paths: Readonly<Record<string, Readonly<Record<string, Route>>>>
  }
  conditional = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { parameters = [] }]) => parameters.some(({ name }) => name === 'if-match'))
      .map(([method]) => `${method.toUpperCase()} ${path}`),
  )
})
afterAll(() => world.server.close())

async function send(route: string, headers: Readonly<Record<string, string>>): Promise<Answer> {
  const [method = ''] = route.split(' ')
  const probe = probes[route] as Probe
  const body = probe.body?.(world.own)
  return await world.server.ask(probe.url(world.own), {
    method: method as 'POST',
    key,
    headers,
    ...(body !== undefined && { body }),
  })
}

/** An answer of 412 says where the thing stands now and what has changed since. */
const stale = expect.objectContaining({
  status: 412,
  code: expect.stringMatching(/_STALE$/) as unknown,
  revision: expect.any(Number) as unknown,
  changedSince: expect.any(Array) as unknown,
}) as unknown

/** An event may also be sent whatever the case has come to. */
const optional = 'POST /api/v1/cases/{id}/events'

it('every route that takes an If-Match says so, and whoever would change what is kept by revision must send one', async () => {
  expect(conditional.toSorted()).toEqual(
    Object.keys(probes)
      .filter((route) => 'if-match' in (probes[route]?.headers ?? {}))
      .toSorted(),
  )
  expect(conditional.length).toBeGreaterThan(9)
  for (const route of conditional) {
    if (route === optional) continue
    const { body, status } = await send(route, {})
    expect([route, status, codeOf(body)]).toEqual([route, 428, 'REVISION_NEEDED'])
  }
})

it('every one of them refuses a revision that is past, a weak tag and one of no revision with 412 and what has changed since', async () => {
  for (const route of conditional) {
    // Versions of FHIR are weak tags, and its errors say what has changed in words alone.
    const fhir = route.includes(' /fhir')
    for (const tag of ['"999"', fhir ? 'W/"999"' : 'W/"1"', '"some-text"']) {
      const { body, status } = await send(route, { 'if-match': tag })
      if (fhir) expect([route, status, codeOf(body)]).toEqual([route, 412, 'CASE_STALE'])
      else expect([route, body]).toEqual([route, stale])
    }
  }
})

it('every one of them says what is wrong with a header that is none', async () => {
  for (const route of conditional) {
    const { body, status } = await send(route, { 'if-match': '1' })
    expect([route, status, codeOf(body)]).toEqual([route, 400, 'PRECONDITION_MALFORMED'])
  }
})

it('a revision that is sent in the body is refused in the same way once it is past', async () => {
  const routes = Object.entries(probes).flatMap(([route, { body }]) => {
    const sent = body?.(world.own)
    return typeof sent === 'object' && sent !== null && 'revision' in sent ? [route] : []
  })
  expect(routes.length).toBeGreaterThan(2)
  for (const route of routes) {
    const { body } = await send(route, {})
    expect([route, body]).toEqual([route, stale])
  }
})
