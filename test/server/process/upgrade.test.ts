import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { embeddedSqlite, openSqliteStore } from '@jieli/server/adapters'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { root } from '../../../scripts/launch/root.mjs'
import { collections } from '../../../server/src/ports/collections.ts'
import {
  backupBeforeUpgrade,
  type UpgradeBackups,
} from '../../../server/src/upgrades/backup-before-upgrade.ts'
import { refuseNewer } from '../../../server/src/upgrades/refuse-newer.ts'
import { upgradeMarkId, upgradeNames } from '../../../server/src/upgrades/run-upgrades.ts'
import { runCli } from '../cli/run-cli.ts'
import { makeOldFolder } from './old-folder.ts'
import { freePort } from './free-port.ts'
import { ServerProcess } from './server-process.ts'

const page = readFileSync(path.join(root, 'docs/upgrade.md'), 'utf8')
const home = mkdtempSync(path.join(tmpdir(), 'jieli-upgrade-'))
const data = path.join(home, 'data')
const file = path.join(data, 'jieli.sqlite')
const embedded = embeddedSqlite(collections)
let before: string
let printed: string

const inspect = (place = file) => embedded.inspect(place, { collection: 'meta', id: upgradeMarkId })
const options = (more: Partial<UpgradeBackups> = {}): UpgradeBackups => ({
  embedded,
  folder: data,
  into: path.join(data, 'backups'),
  kept: 3,
  now: '2026-11-30T08:15:00.000+08:00',
  ...more,
})

/** A document of an old store, whatever its tables are. */
function cases(place: string): string {
  const ids = ['meta', 'users', 'cases'].map(
    (collection) => embedded.inspect(place, { collection, id: 'clerk' }).text,
  )
  return JSON.stringify(ids)
}

beforeAll(async () => {
  makeOldFolder(data)
  before = cases(file)
  const server = await new ServerProcess(data, await freePort(), { JIELI_DEMO: 'off' }).ready()
  await server.kill('SIGTERM')
  printed = server.output
})
afterAll(() => {
  rmSync(home, { recursive: true, force: true })
})

it('the start of a newer program backs up first, brings forward then, and does neither twice', async () => {
  expect(inspect()).toMatchObject({ dataVersion: embedded.dataVersion, present: true })
  const made = readdirSync(path.join(data, 'backups'))
  expect(printed).toContain(`backed up before the upgrade ${path.join(data, 'backups', made[0]!)}`)
  expect(made).toEqual([expect.stringMatching(/^before-upgrade-\d{8}T\d{6}$/)])
  const kept = path.join(data, 'backups', made[0]!, 'jieli.sqlite')
  expect(inspect(kept)).toMatchObject({ dataVersion: 1, present: false })
  expect(await backupBeforeUpgrade(options())).toBeUndefined()
})

it('the way back of docs/upgrade.md gives the data as they were, and keeps what was written since', async () => {
  const [, command = ''] = /```sh\njieli (restore .*)\n```/.exec(page) ?? []
  const [made = ''] = readdirSync(path.join(data, 'backups'))
  const args = command
    .replace('before-upgrade-20261130T081500', made)
    .replaceAll('/srv/jieli/data', data)
    .split(' ')
  expect(args).toHaveLength(5)
  const { code, output } = await runCli(...args)
  expect([code, output]).toEqual([0, expect.stringContaining('NOT_ADOPTED')])
  expect(inspect().dataVersion).toBe(1)
  expect(cases(file)).toBe(before)
  const [replaced = ''] = readdirSync(data).filter((name) => name.startsWith('replaced-'))
  expect(inspect(path.join(data, replaced, 'jieli.sqlite')).dataVersion).toBe(embedded.dataVersion)
  // The id a newer program gave is gone with its store: the older one knows none.
  expect(existsSync(path.join(data, 'store-id'))).toBe(false)
})

it('so many backups are kept as the setting says, and nothing else is ever removed', async () => {
  const into = path.join(home, 'elsewhere')
  for (const day of ['01', '02', '03', '04'])
    await backupBeforeUpgrade(options({ into, kept: 2, now: `2026-12-${day}T08:00:00.000+08:00` }))
  writeFileSync(path.join(into, 'before-upgrade-notes.txt'), 'ours')
  await backupBeforeUpgrade(options({ into, kept: 2, now: '2026-12-05T08:00:00.000+08:00' }))
  expect(readdirSync(into).toSorted()).toEqual([
    'before-upgrade-20261204T080000',
    'before-upgrade-20261205T080000',
    'before-upgrade-notes.txt',
  ])
  expect(await backupBeforeUpgrade(options({ into, kept: 0 }))).toBeUndefined()
  // A backup that cannot be made stops what it was for.
  const taken = path.join(into, 'before-upgrade-notes.txt')
  await expect(backupBeforeUpgrade(options({ into: taken }))).rejects.toThrow(
    'nothing was upgraded',
  )
})

it('an older program refuses a store that a newer one has brought forward, and leaves it as it is', async () => {
  const folder = path.join(home, 'newer')
  const store = openSqliteStore({ file: path.join(folder, 'jieli.sqlite'), collections })
  const done = [...upgradeNames, 'seal-attachments']
  const document = { id: upgradeMarkId, revision: 1, done }
  await store.commit([{ kind: 'insert', collection: 'meta', document }])
  expect(() => refuseNewer({ done: upgradeNames }, folder)).not.toThrow()
  await store.close()
  const bytes = readFileSync(path.join(folder, 'jieli.sqlite'))
  const server = new ServerProcess(folder, await freePort())
  expect(await server.ended()).toBe(1)
  expect(server.errors.trim().split('\n')).toEqual([
    expect.stringContaining('brought forward by a newer Jieli (seal-attachments)'),
  ])
  expect(readFileSync(path.join(folder, 'jieli.sqlite')).equals(bytes)).toBe(true)
})
