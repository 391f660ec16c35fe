import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeOldFolder } from './old-folder.ts'
import { freePort } from './free-port.ts'
import { ServerProcess } from './server-process.ts'

const root = mkdtempSync(path.join(tmpdir(), 'jieli-lost-'))
const folder = path.join(root, 'data')
const file = path.join(folder, 'jieli.sqlite')
const aside = path.join(root, 'aside.sqlite')

const start = async (environment: Record<string, string> = {}, at = folder) =>
  new ServerProcess(at, await freePort(), { JIELI_DEMO: 'off', ...environment })

/** One line, in both languages, and nothing else. */
async function refusal(environment: Record<string, string> = {}): Promise<string> {
  const server = await start(environment)
  expect(await server.ended()).toBe(1)
  const lines = server.errors.trimEnd().split('\n')
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/\p{Script=Han}.* · /u)
  return lines[0] ?? ''
}

beforeAll(async () => {
  makeOldFolder(folder)
  const server = await (await start()).ready()
  await server.kill('SIGTERM')
  copyFileSync(file, aside)
}, 180_000)
afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})

describe('a store that was there', { timeout: 180_000 }, () => {
  it('and is gone is refused, and no new one is made in its place', async () => {
    rmSync(file)
    expect(await refusal()).toContain('is gone or empty')
    expect(await refusal({ JIELI_NEW_STORE: 'refuse' })).toContain('mounted')
    expect(existsSync(file)).toBe(false)
  })

  it('and is empty is refused and left as it is', async () => {
    writeFileSync(file, '')
    expect(await refusal()).toContain('is gone or empty')
    expect(readFileSync(file)).toHaveLength(0)
  })

  it('and is another one is refused', async () => {
    const other = path.join(root, 'other')
    makeOldFolder(other)
    copyFileSync(path.join(other, 'jieli.sqlite'), file)
    expect(await refusal()).toContain('is not the store of the data folder')
    // What SQLite keeps beside a file would be read into the one that is brought back.
    expect(readdirSync(folder).filter((name) => name.startsWith('jieli.sqlite-'))).toEqual([])
  })

  it('starts again once it is restored, with the passwords of then', async () => {
    copyFileSync(aside, file)
    const before = readFileSync(path.join(folder, 'first-start.json'), 'utf8')
    const server = await (await start({ JIELI_NEW_STORE: 'refuse' })).ready()
    const reply = await fetch(`${server.url}/api/v1/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(server.firstStart.administrator),
    })
    expect(reply.status).toBe(200)
    expect(await server.kill('SIGTERM')).toBe(0)
    expect(readFileSync(path.join(folder, 'first-start.json'), 'utf8')).toBe(before)
  })
})

describe('a data folder of an older Jieli', { timeout: 180_000 }, () => {
  const old = path.join(root, 'old')

  it('starts, with its accounts, cases and lists, and knows its store from then on', async () => {
    makeOldFolder(old)
    const server = await (await start({ JIELI_NEW_STORE: 'refuse' }, old)).ready()
    const key = server.firstStart.apiKey ?? ''
    const { items } = await (await server.ask('/cases?limit=200', key)).json()
    expect(items).toHaveLength(7)
    for (const { id, revision } of items as { id: string; revision: number }[]) {
      const whole = await (await server.ask(`/cases/${id}`, key)).json()
      // What fell due since the folder was kept is fired while this is read.
      expect(whole.history).toHaveLength(whole.revision)
      expect(whole.revision).toBeGreaterThanOrEqual(revision)
    }
    for (const list of [
      '/rulesets',
      '/rulesets/district-plan-demo/runs',
      '/rulesets/district-plan-demo/imports',
    ])
      expect((await (await server.ask(list, key)).json()).items.length).toBeGreaterThan(0)
    expect(await server.kill('SIGTERM')).toBe(0)
    expect(readdirSync(old)).toContain('store-id')
  })
})

describe('two servers on one data folder', { timeout: 180_000 }, () => {
  it('are one too many: the second is refused, and the first goes on', async () => {
    const shared = path.join(root, 'shared')
    makeOldFolder(shared)
    const first = await (await start({}, shared)).ready()
    const second = await start({}, shared)
    expect(await second.ended()).toBe(1)
    expect(second.errors.trimEnd().split('\n')).toEqual([
      expect.stringContaining('another Jieli server works on the data folder'),
    ])
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200)
    // One that is killed leaves no lock behind, and of two that start at once one serves.
    await first.kill('SIGKILL')
    const both = await Promise.all([start({}, shared), start({}, shared)])
    const ends = await Promise.race(both.map(async (server) => [server, await server.ended()]))
    expect(ends[1]).toBe(1)
    const serving = both.find((server) => server !== ends[0])
    expect((await serving?.ready())?.child.exitCode).toBeNull()
    await serving?.kill('SIGTERM')
  })
})
