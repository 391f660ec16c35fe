import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { applyDecisionEdit, currentFormat, type Decision, type DecisionEdit } from '@jieli/engine'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runCli } from '../cli/run-cli.ts'
import { copyFirstStart } from './copy-first-start.ts'
import { freePort } from './free-port.ts'
import { ServerProcess } from './server-process.ts'

const timeout = 300_000
const kept = path.resolve(import.meta.dirname, '../../formats/data-version-2')
const fileName = 'district-plan-demo-1.1.0.jieli.json'
const unpacked = (name: string) => brotliDecompressSync(readFileSync(path.join(kept, `${name}.br`)))

let folder: string
let server: ServerProcess

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'jieli-formats-'))
  for (const name of [
    'audit-checkpoints.ndjson',
    'first-start.json',
    'signing-key.pem',
    'store-id',
  ])
    cpSync(path.join(kept, name), path.join(folder, name))
  writeFileSync(path.join(folder, 'jieli.sqlite'), unpacked('jieli.sqlite'))
  writeFileSync(path.join(folder, fileName), unpacked(fileName))
  server = await new ServerProcess(folder, await freePort()).ready()
}, timeout)
afterAll(async () => {
  await server.kill('SIGTERM')
  rmSync(folder, { recursive: true })
})

/** Signs an account of the folder in; what comes back asks in its name. */
async function signIn(username: string) {
  const { administrator, accounts } = server.firstStart
  const account = [administrator, ...accounts].find((each) => each.username === username)
  const reply = await fetch(`${server.url}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: account?.password }),
  })
  expect(reply.status).toBe(200)
  const cookie = reply.headers.getSetCookie().map((each) => each.split(';')[0])
  return async (method: string, address: string, body?: unknown, headers = {}) =>
    await fetch(`${server.url}/api/v1${address}`, {
      method,
      headers: {
        cookie: cookie.join('; '),
        origin: server.url,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
}

interface Draft {
  readonly revision: number
  readonly ruleset: {
    readonly manifest: { readonly formatVersion: number; version: string }
    readonly pathways: { readonly id: string; title: { zh: string; en: string } }[]
    decisions: Decision[]
    readonly indicators: { readonly id: string; readonly cites: readonly string[] }[]
  }
}

interface Finding {
  readonly severity: string
  readonly code: string
  readonly fixes: readonly { readonly decision: string; readonly edit: DecisionEdit }[]
}

const about = '/rulesets/district-plan-demo'

it(
  'a draft of an earlier format is there to be edited and published in the present one',
  { timeout },
  async () => {
    const clerk = await signIn('clerk')
    const read = await clerk('GET', `${about}/draft`)
    const { ruleset } = (await read.json()) as Draft
    expect(ruleset.manifest).toMatchObject({ formatVersion: currentFormat, version: '1.2.0' })
    const phase = ruleset.pathways.find(({ id }) => id === 'preparation')
    expect(phase?.title.zh).toBe('准备工作阶段')
    const indicator = ruleset.indicators.find(({ id }) => id === 'countySatisfaction')
    expect(indicator?.cites).toEqual(['district-plan#DP-42', 'district-plan#DP-35'])
    phase!.title = { zh: '准备', en: 'preparing' }
    const saved = await clerk(
      'PUT',
      `${about}/draft`,
      { ruleset },
      { 'if-match': read.headers.get('etag') },
    )
    expect(saved.status).toBe(200)
    const { revision } = (await saved.json()) as Draft
    const publisher = await signIn('publisher')
    const asked = { from: '2030-01-01', revision }
    const refused = await publisher('POST', `${about}/publish`, asked)
    // What nobody looked for then: two decisions say nothing of some cases. The finding brings what mends it.
    const { issues } = (await refused.json()) as { issues: Finding[] }
    const errors = issues.filter(({ severity }) => severity === 'error')
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['TABLE_GAP']))
    for (const { decision, edit } of errors.flatMap(({ fixes }) => fixes))
      if (edit.kind === 'leaveOpen')
        ruleset.decisions = ruleset.decisions.map((each) =>
          each.id === decision ? applyDecisionEdit(each, edit) : each,
        )
    const mended = await clerk(
      'PUT',
      `${about}/draft`,
      { ruleset },
      { 'if-match': saved.headers.get('etag') },
    )
    const next = (await mended.json()) as Draft
    const published = await publisher('POST', `${about}/publish`, {
      ...asked,
      revision: next.revision,
    })
    expect([published.status, await published.json()]).toMatchObject([201, { version: '1.2.0' }])
    const version = await clerk('GET', `${about}/versions/1.2.0`)
    expect(JSON.stringify(await version.json())).toContain('"zh":"准备"')
  },
)

it(
  'a version and a case of an earlier format are read, explained and stepped as they were',
  { timeout },
  async () => {
    const doctor = await signIn('doctor')
    // A state without a timer: the other cases have moved on by themselves since they were kept.
    const { items } = (await (
      await doctor('GET', '/cases?ruleset=district-plan-demo&state=handover.accepted')
    ).json()) as { items: { id: string; version: string }[] }
    const [first] = items
    const before = (await (await doctor('GET', `/cases/${first!.id}`)).json()) as {
      history: { decisions: { reasons: { cites: unknown[] }[] }[] }[]
    }
    const cites = before.history.flatMap(({ decisions }) =>
      decisions.flatMap(({ reasons }) => reasons.flatMap((reason) => reason.cites)),
    )
    expect(cites.length).toBeGreaterThan(0)
    for (const cite of cites)
      expect(cite).toEqual({
        clause: expect.any(String),
        document: expect.any(String),
        documentTitle: { zh: expect.any(String), en: expect.any(String) },
      })
    const taken = await doctor('POST', `/cases/${first!.id}/events`, {
      type: 'cancel',
      reason: '患者好转',
    })
    expect([taken.status, await taken.json()]).toMatchObject([200, { id: first!.id }])
  },
)

it(
  'a run and a settlement computed by rules of an earlier format come out the same when computed again',
  { timeout },
  async () => {
    const leader = await signIn('leader')
    for (const kind of ['runs', 'settlements']) {
      const { items } = (await (await leader('GET', `${about}/${kind}`)).json()) as {
        items: { id: string }[]
      }
      expect(items).toHaveLength(1)
      const again = await leader('POST', `/${kind}/${items[0]!.id}/recompute`)
      expect([again.status, await again.json()]).toMatchObject([200, { same: true }])
    }
  },
)

it('the log of an older folder verifies after all of it', { timeout }, async () => {
  const { code, errors } = await runCli('audit', 'verify', '--data', folder)
  expect([code, errors]).toEqual([0, ''])
})

it(
  'a version of an earlier format goes out as the signed file it always was',
  { timeout },
  async () => {
    const clerk = await signIn('clerk')
    const sent = await (await clerk('GET', `${about}/versions/1.1.0/export`)).text()
    expect(JSON.parse(sent)).toEqual(JSON.parse(unpacked(fileName).toString()))
  },
)

it(
  'a signed file of an earlier format is verified, looked at and taken in by a server of today',
  { timeout },
  async () => {
    const other = mkdtempSync(path.join(tmpdir(), 'jieli-formats-'))
    await copyFirstStart(other, 'off')
    const fresh = await new ServerProcess(other, await freePort(), { JIELI_DEMO: 'off' }).ready()
    try {
      const into = path.join(other, 'rulesets')
      const file = path.join(folder, fileName)
      const refused = await runCli('import', file, '--into', into)
      const [, fingerprint = ''] =
        /--trust ([0-9a-f-]+)/.exec(refused.output + refused.errors) ?? []
      const { code, output, errors } = await runCli(
        'import',
        file,
        '--into',
        into,
        '--trust',
        fingerprint,
      )
      expect([code, errors], output).toEqual([0, ''])
      const checked = await runCli('check', path.join(into, 'district-plan-demo'))
      // The checks of today have more to say of it than those of its day.
      expect([checked.code, checked.errors]).toEqual([1, ''])
      expect(new Set(checked.output.match(/(?<=^✗ .*\[)\w+(?=\])/gm))).toEqual(
        new Set(['TABLE_GAP']),
      )
    } finally {
      await fresh.kill('SIGTERM')
      rmSync(other, { recursive: true })
    }
  },
)
