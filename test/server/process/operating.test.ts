import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { root } from '../../../scripts/launch/root.mjs'
import { makeOldFolder } from './old-folder.ts'
import { freePort } from './free-port.ts'
import { ServerProcess } from './server-process.ts'

const page = readFileSync(path.join(root, 'docs/operating.md'), 'utf8')
const folder = mkdtempSync(path.join(tmpdir(), 'jieli-operating-'))
let server: ServerProcess
let metricsUrl: string
let key: string

interface AccessLine {
  readonly msg?: string
  readonly reqId: string
  readonly route: string
  readonly status: number
  readonly caller?: string
}

beforeAll(async () => {
  makeOldFolder(folder)
  const port = await freePort()
  metricsUrl = `http://127.0.0.1:${port}/metrics`
  server = await new ServerProcess(folder, await freePort(), {
    JIELI_DEMO: 'off',
    JIELI_METRICS_ADDRESS: `127.0.0.1:${port}`,
    JIELI_ACCESS_LOG: 'on',
    JIELI_DRAIN_SECONDS: '2',
    JIELI_UPGRADE_BACKUPS: '0',
  }).ready()
  key = server.firstStart.apiKey ?? ''
})
afterAll(async () => {
  await server.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const readMetrics = async () => await (await fetch(metricsUrl)).text()
/** A sample's value by the whole of its line before it. */
const valueOf = (text: string, sample: string) =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${sample} `))
      ?.split(' ')[1],
  )
const accessLines = (): AccessLine[] =>
  server.errors
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as AccessLine)
    .filter(({ msg }) => msg === 'answered')

it('the page names every metric there is, and no other', async () => {
  const namesIn = (text: string, pattern: RegExp): string[] =>
    [...text.matchAll(pattern)].map(([, name = '']) => name).toSorted()
  const exported = namesIn(await readMetrics(), /^# TYPE (\S+) /gm)
  expect(exported.length).toBeGreaterThan(30)
  expect(namesIn(page, /^\| `((?:jieli|nodejs|process)_\w+)`/gm)).toEqual(exported)
})

it('cases, steps, refusals, requests and the store are counted, by what is bounded', async () => {
  const started = await server.ask('/cases', key, {
    ruleset: 'district-plan-demo',
    pathway: 'referral',
    facts: { 'patient.id': 'metered-patient', 'fromUnit.id': 'T01', 'toUnit.id': 'D01' },
  })
  const { id } = (await started.json()) as { id: string }
  const send = async (type: string) =>
    (await server.ask(`/cases/${id}/events`, key, { type })).status
  expect([await send('arrive'), await send('recordPatientChoice')]).toEqual([409, 200])
  const decided = await server.ask('/rulesets/district-plan-demo/decisions/relationMatrix', key, {
    facts: {},
  })
  expect(decided.status).toBe(200)
  const text = await readMetrics()
  const route = '/api/v1/cases/:id/events'
  expect(valueOf(text, 'jieli_cases_started_total')).toBe(1)
  expect(valueOf(text, 'jieli_case_steps_total{by="key"}')).toBe(1)
  expect(text).toMatch(/^jieli_case_refusals_total\{code="\w+"\} 1$/m)
  expect(valueOf(text, 'jieli_decisions_total{outcome="needsFacts"}')).toBe(1)
  for (const status of [200, 409])
    expect(
      valueOf(text, `jieli_http_requests_total{method="POST",route="${route}",status="${status}"}`),
    ).toBe(1)
  expect(valueOf(text, 'jieli_store_seconds_count{operation="commit"}')).toBeGreaterThan(3)
  expect(valueOf(text, 'jieli_store_reachable')).toBe(1)
  expect(text).not.toContain(id)
  expect(text).not.toContain('metered-patient')
  // Beside the API there are none.
  for (const url of ['/metrics', '/api/v1/metrics']) {
    const reply = await fetch(`${server.url}${url}`)
    expect(await reply.text()).not.toContain('jieli_program')
  }
  expect((await fetch(metricsUrl.replace('metrics', ''))).status).toBe(404)
})

it('each answered request is one line, under the number of its reply, without the patient', async () => {
  const asked = await server.ask('/cases?patient=metered-patient', key)
  const id = asked.headers.get('x-request-id')
  await asked.json()
  while (!accessLines().some(({ reqId }) => reqId === id)) await pause(20)
  const line = accessLines().find(({ reqId }) => reqId === id)
  expect(line).toMatchObject({ route: '/api/v1/cases', status: 200 })
  expect(line?.caller).toMatch(/^key \S+$/)
  expect(server.errors).not.toContain('metered-patient')
  const [, example = '{}'] = /```json\n([^`]*)```/.exec(page) ?? []
  expect(Object.keys(JSON.parse(example) as object)).toEqual(Object.keys(line ?? {}))
})

it('says which program it is, to whoever is signed in', async () => {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    version: string
  }
  expect(await (await server.ask('/version', key)).json()).toMatchObject({ program: version })
  expect((await fetch(`${server.url}/api/v1/version`)).status).toBe(401)
})

it('told to end, says so on /readyz first, while it answers everything else, and ends with 0', async () => {
  server.child.kill('SIGTERM')
  for (;;) {
    const reply = await fetch(`${server.url}/readyz`)
    if (reply.status === 503) {
      expect(await reply.json()).toMatchObject({ code: 'SERVER_ENDING' })
      break
    }
    await pause(20)
  }
  expect((await server.ask('/cases', key)).status).toBe(200)
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  expect(await server.ended()).toBe(0)
})
