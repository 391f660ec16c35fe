import { execFile, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { feedEventSchema } from '../../../server/src/contracts/event.ts'
import { systemClock } from '../../../server/src/adapters/index.ts'
import { numberEvents } from '../../../server/src/operations/events/number-events.ts'
import { WebhookDelivery } from '../../../server/src/operations/webhooks/deliver-webhooks.ts'
import { freePort } from '../process/free-port.ts'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts, smallRuleset } from '../harness/small-ruleset.ts'

const page = readFileSync(path.join(import.meta.dirname, '../../../docs/events.md'), 'utf8')

/** The code blocks of the page in a language. */
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    ([, code = '']) => code,
  )
const block = (language: string, name: string) =>
  blocks(language).find((code) => code.includes(name)) ?? ''

let server: TestServer
let key: string
let folder: string
let environment: Record<string, string>

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'jieli-events-'))
  server = await openTestServer()
  await server.publish(smallRuleset())
  key = await server.key(grants.integrator)
  await server.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = server.app.server.address() as AddressInfo
  environment = { JIELI_URL: `http://127.0.0.1:${port}`, JIELI_KEY: key }
})
afterAll(async () => {
  server.app.server.closeAllConnections()
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A case that asks for something so many times; the ids of what it asks for. */
async function noted(notes: number): Promise<string[]> {
  const body = { ruleset: 'small', pathway: 'referral', facts: referralFacts() }
  const { id } = (await server.ask('/v1/cases', { key, body })).body
  for (const type of ['send', ...Array.from({ length: notes }, () => 'note')])
    await server.ask(`/v1/cases/${id}/events`, { key, body: { type } })
  await numberEvents(server.context)
  return Array.from({ length: notes }, (_, index) => `${id}:${index + 3}:1`)
}

const present = (command: string) => spawnSync(command, ['--version']).status === 0

/** The lines a program of the page prints, started as the page says, until it has written down that it did them. */
async function linesOf(command: string, file: string): Promise<string[]> {
  const { next } = (await server.ask('/v1/events?after=end', { key })).body
  const env = { ...process.env, ...environment }
  const child = spawn(command, [file], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] })
  const printed = text(child.stdout)
  await expect.poll(cursor, { timeout: 20_000 }).toBe(next)
  child.kill('SIGKILL')
  return (await printed).split('\n').slice(0, -1)
}

const cursorFile = () => path.join(folder, 'events.cursor')
const cursor = () => (existsSync(cursorFile()) ? readFileSync(cursorFile(), 'utf8') : '')

it('the event it shows is one', () => {
  const [shown = ''] = blocks('json')
  expect(feedEventSchema.parse(JSON.parse(shown))).toEqual(JSON.parse(shown))
})

it.skipIf(!present('curl'))('what it has curl ask for is answered as it says', async () => {
  const ids = await noted(3)
  const env = { ...process.env, ...environment }
  const run = promisify(execFile)
  const { stdout } = await run('sh', ['-c', block('sh', 'api/v1/events?after=start')], { env })
  const { items, more } = JSON.parse(stdout)
  expect(items.map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, 2))
  expect(more).toBe(true)
})

for (const [language, name, command] of [
  ['ts', 'follow.ts', process.execPath],
  ['python', 'follow.py', 'python3'],
] as const)
  it.skipIf(!present(command))(`${name} goes on where it left off`, async () => {
    rmSync(cursorFile(), { force: true })
    writeFileSync(path.join(folder, name), block(language, name))
    await noted(3)
    const { items } = (await server.ask('/v1/events?limit=100', { key })).body
    const every = items.map(({ id, type }: { id: string; type: string }) => `${id} ${type}`)
    expect(await linesOf(command, name)).toEqual(every)
    const then = (await noted(2)).map((id) => `${id} noted`)
    expect(await linesOf(command, name)).toEqual(then)
  })

it.skipIf(!present('curl'))(
  'what it has curl keep open gives what there is and what comes',
  async () => {
    const child = spawn('sh', ['-c', `exec ${block('sh', 'events/stream')}`], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let printed = ''
    child.stdout.on('data', (data: Buffer) => {
      printed += data.toString()
    })
    const ids = () =>
      [...printed.matchAll(/^data: (.*)$/gm)].map(([, data = '']) => JSON.parse(data).id)
    const known = async () =>
      (await server.ask('/v1/events?limit=100', { key })).body.items.map(
        ({ id }: { id: string }) => id,
      )
    await expect.poll(ids, { timeout: 20_000 }).toEqual(await known())
    const [next] = await noted(1)
    server.context.eventSignals.numbered.give()
    await expect.poll(() => ids().at(-1), { timeout: 20_000 }).toBe(next)
    child.kill('SIGKILL')
  },
)

it('listen.ts goes on from the last id when the connection breaks', async () => {
  writeFileSync(path.join(folder, 'listen.ts'), block('ts', 'listen.ts'))
  const child = spawn(process.execPath, ['listen.ts'], {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  child.stdout.on('data', (data: Buffer) => {
    printed += data.toString()
  })
  const known = async () =>
    (await server.ask('/v1/events?limit=100', { key })).body.items.map(
      ({ id, type }: { id: string; type: string }) => `${id} ${type}`,
    )
  const lines = () => printed.split('\n').slice(0, -1)
  await expect.poll(lines, { timeout: 20_000 }).toEqual(await known())
  server.app.server.closeAllConnections()
  await noted(2)
  await expect.poll(lines, { timeout: 20_000 }).toEqual(await known())
  child.kill('SIGKILL')
})

for (const [language, name, command] of [
  ['ts', 'receive.ts', process.execPath],
  ['python', 'receive.py', 'python3'],
] as const)
  it.skipIf(!present(command) || !present('curl'))(
    `${name} takes what is signed, once, and refuses what is not`,
    async () => {
      const admin = await server.key(grants.administrator)
      const run = promisify(execFile)
      const port = await freePort()
      const here = (code: string) => code.replaceAll('9099', String(port))
      const env = { ...process.env, ...environment, JIELI_ADMIN_KEY: admin }
      const asked = here(block('sh', '-X POST'))
      const made = JSON.parse((await run('sh', ['-c', asked], { env })).stdout)
      const file = path.join(import.meta.dirname, `page-${name}`)
      writeFileSync(file, here(block(language, name)))
      const child = spawn(command, [file], {
        env: { ...env, WEBHOOK_SECRET: made.secret },
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      try {
        let printed = ''
        child.stdout.on('data', (data: Buffer) => {
          printed += data.toString()
        })
        const url = `http://127.0.0.1:${port}/`
        const forged = { 'webhook-id': 'x', 'webhook-timestamp': '1', 'webhook-signature': 'v1,x' }
        const post = async () =>
          await fetch(url, { method: 'POST', body: '{}', headers: forged }).catch(() => undefined)
        await expect.poll(async () => (await post())?.status, { timeout: 20_000 }).toBe(400)
        const ids = await noted(2)
        // By the clock of this machine: a receiver refuses what is old.
        const context = { ...server.context, clock: systemClock }
        const failed = (error: unknown) => {
          throw error
        }
        const sending = new WebhookDelivery(context, failed, { alone: true })
        await sending.run()
        await sending.settled()
        await expect
          .poll(() => printed.split('\n').slice(0, -1).toSorted())
          .toEqual(ids.map((id) => `${id} noted`).toSorted())
        const { stdout } = await run(
          'sh',
          ['-c', block('sh', 'JIELI_ADMIN_KEY" "$JIELI_URL/api/v1/webhooks"')],
          { env },
        )
        expect(JSON.parse(stdout).items.at(-1).health).toMatchObject({ waiting: 0, parked: 0 })
      } finally {
        child.kill('SIGKILL')
        rmSync(file)
        const { id } = made.webhook
        await server.ask(`/v1/webhooks/${id}`, {
          key: admin,
          method: 'PUT',
          body: { paused: true },
        })
        await server.ask(`/v1/webhooks/${id}`, { key: admin, method: 'DELETE' })
      }
    },
  )
