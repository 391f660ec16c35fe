import { randomUUID } from 'node:crypto'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dropDatabase, mongoUrl, withoutMongo } from '../store/mongo-server.ts'
import { freePort } from './free-port.ts'
import { ServerProcess } from './server-process.ts'
import { shareKey } from './share-key.ts'

const opener = fileURLToPath(new URL('open-shared-store.ts', import.meta.url))

describe.skipIf(mongoUrl === undefined)(
  mongoUrl === undefined
    ? `two servers on one MongoDB: ${withoutMongo}`
    : 'two servers on one MongoDB',
  { timeout: 400_000 },
  () => {
    let root: string
    let database: string

    beforeEach(() => {
      root = mkdtempSync(path.join(tmpdir(), 'jieli-two-'))
      database = `jieli_test_${randomUUID().replaceAll('-', '')}`
    })
    afterEach(async () => {
      rmSync(root, { recursive: true, force: true })
      await dropDatabase(database)
    })

    const addressOf = (name: string) => {
      const url = new URL(mongoUrl ?? '')
      url.pathname = `/${name}`
      return url.href
    }
    const start = async (name: string) =>
      new ServerProcess(path.join(root, name), await freePort(), {
        JIELI_MONGODB_URL: addressOf(database),
        JIELI_DEMO: 'off',
      })

    it('that is empty may open it at once, again and again: each does, and all see one store', async () => {
      for (let round = 0; round < 2; round++) {
        const name = `${database}_${round}`
        const folders = ['a', 'b', 'c'].map((each) => path.join(root, `${round}${each}`))
        await shareKey(folders)
        const ends = await Promise.all(
          folders.map(async (folder) => {
            const child = spawn(process.execPath, [opener, addressOf(name), folder])
            const errors = text(child.stderr)
            const [code] = await once(child, 'exit')
            return { code: code as unknown, errors: await errors }
          }),
        )
        expect(ends).toEqual(folders.map(() => ({ code: 0, errors: '' })))
        const ids = folders.map((folder) => readFileSync(path.join(folder, 'store-id'), 'utf8'))
        expect(new Set(ids).size).toBe(1)
        await dropDatabase(name)
      }
    })

    it('that is empty may start at once: both serve, and one of them fills it', async () => {
      await shareKey(['a', 'b'].map((name) => path.join(root, name)))
      const servers = await Promise.all(['a', 'b'].map(start))
      try {
        await Promise.all(servers.map((server) => server.ready()))
        const told = servers.filter(({ folder }) =>
          existsSync(path.join(folder, 'first-start.json')),
        )
        expect(told).toHaveLength(1)
        for (const { url, errors } of servers) {
          const reply = await fetch(`${url}/api/v1/sign-in`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(told[0]?.firstStart.administrator),
          })
          expect(reply.status).toBe(200)
          expect(errors).not.toMatch(/\n +at /)
        }
      } finally {
        await Promise.all(servers.map((server) => server.kill('SIGTERM')))
      }
    })
  },
)
