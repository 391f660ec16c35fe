import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { makeOldFolder } from '../server/process/old-folder.ts'
import { freePort } from '../server/process/free-port.ts'
import { ServerProcess } from '../server/process/server-process.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'jieli-anew-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const start = async (environment: Record<string, string> = {}) =>
  await new ServerProcess(folder, await freePort(), { JIELI_DEMO: 'off', ...environment }).ready()

it(
  'a store that is lost is begun anew when told so, and what the first start wrote stays',
  { timeout: 300_000 },
  async () => {
    makeOldFolder(folder)
    await (await start()).kill('SIGTERM')
    const told = path.join(folder, 'first-start.json')
    const before = readFileSync(told, 'utf8')
    const id = readFileSync(path.join(folder, 'store-id'), 'utf8').trim()
    rmSync(path.join(folder, 'jieli.sqlite'))
    const server = await start({ JIELI_NEW_STORE: 'accept' })
    expect(server.output).toContain('take JIELI_NEW_STORE=accept away')
    expect(server.output).toContain(told)
    await server.kill('SIGTERM')
    expect(readFileSync(path.join(folder, `first-start-${id}.json`), 'utf8')).toBe(before)
    expect(readFileSync(told, 'utf8')).not.toBe(before)
  },
)
