import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildApp } from '@jieli/server/app'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestServer, type TestServer } from '../harness/open-test-server.ts'

let server: TestServer
let app: FastifyInstance
const folder = mkdtempSync(path.join(tmpdir(), 'jieli-designer-'))

beforeAll(async () => {
  mkdirSync(path.join(folder, 'assets'))
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>designer</title>')
  writeFileSync(path.join(folder, 'assets', 'main-abc123.js'), 'export {}')
  server = await openTestServer()
  app = await buildApp({
    context: server.context,
    designerFolder: folder,
  })
})
afterAll(async () => {
  await app.close()
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

const page = (url: string, accept = 'text/html,*/*') => app.inject({ url, headers: { accept } })

it('the designer is served, and finds its own way on any address that is not the API', async () => {
  for (const url of ['/', '/rulesets/district-plan', '/cases?unit=T01']) {
    const reply = await page(url)
    expect([url, reply.statusCode]).toEqual([url, 200])
    expect(reply.body).toContain('<title>designer</title>')
    expect(reply.headers['cache-control']).toBe('no-cache')
  }
  const asset = await page('/assets/main-abc123.js', '*/*')
  expect(asset.headers['cache-control']).toContain('immutable')
  expect((await page('/api/v1/nowhere')).statusCode).toBe(404)
  expect((await page('/assets/gone.js', '*/*')).json()).toMatchObject({ code: 'NOT_FOUND' })
})

it('an address of FHIR that no route takes is told as FHIR has it, whatever is wrong with it', async () => {
  for (const [url, status] of [
    ['/fhir', 404],
    ['/fhir/Task/a/b', 404],
    ['/fhir/Task/r%C3%BC/../x%0b\\z', 404],
    ['/fhir/Subscription/a%00b/c', 400],
    ['/fhir/Task/%E0%A4%A', 400],
  ] as const) {
    const reply = await page(url, '*/*')
    const type = reply.headers['content-type']
    expect([url, reply.statusCode, type, reply.json().resourceType]).toEqual([
      url,
      status,
      'application/fhir+json; charset=utf-8',
      'OperationOutcome',
    ])
  }
  expect((await page('/fhirs', '*/*')).headers['content-type']).toContain('problem+json')
})

it('no file outside the designer is served', async () => {
  for (const url of ['/../package.json', '/..%2fpackage.json', '/assets/..%2f..%2fpackage.json']) {
    const reply = await page(url, '*/*')
    expect(reply.statusCode).toBeGreaterThanOrEqual(400)
    expect(reply.body).not.toContain('"name"')
  }
})

it('pages may run their own scripts and nothing else, in no frame', async () => {
  const policy = String((await page('/')).headers['content-security-policy'])
  expect(policy).toContain("script-src 'self'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toContain('unsafe-eval')
  expect(policy).not.toContain('upgrade-insecure-requests')
})

it('the API describes itself in OpenAPI 3.1, with named parts and a page to browse', async () => {
  const reply = await app.inject('/api/openapi.json')
  const document = reply.json()
  expect(document.openapi).toBe('3.1.0')
  const post = document.paths['/api/v1/cases/{id}/events'].post
  expect(Object.keys(post.responses)).toEqual(
    expect.arrayContaining(['200', '404', '409', '412', '422', '500']),
  )
  expect(JSON.stringify(post.responses['200'])).toContain('#/components/schemas/Case')
  expect(document.components.schemas).toHaveProperty('Problem')
  expect((await page('/api/docs')).statusCode).toBeLessThan(400)
  expect((await page('/api/docs/')).body).toContain('swagger')
})

it('without a built designer the API still answers', async () => {
  const bare = await buildApp({
    context: server.context,
    designerFolder: '/nowhere',
  })
  expect((await bare.inject('/healthz')).statusCode).toBe(200)
  expect((await bare.inject({ url: '/', headers: { accept: 'text/html' } })).statusCode).toBe(404)
  await bare.close()
})
