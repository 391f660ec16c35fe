import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openSqliteStore } from '@jieli/server/adapters'
import { expect, it } from 'vitest'
import type { Job } from '../../../server/src/contracts/job.ts'
import { collections } from '../../../server/src/ports/collections.ts'
import { copyFirstStart } from './copy-first-start.ts'
import { freePort } from './free-port.ts'
import { ServerProcess } from './server-process.ts'

const ruleset = 'district-plan-demo'

it(
  'jobs of a server that is killed again and again are each done, and once',
  { timeout: 300_000 },
  async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'jieli-jobs-'))
    await copyFirstStart(folder, 'on')
    const start = async () => await new ServerProcess(folder, await freePort()).ready()
    let server = await start()
    const { apiKey = '' } = server.firstStart
    const ids: string[] = []
    try {
      for (let table = 0; table < 4; table++) {
        const reply = await fetch(
          `${server.url}/api/v1/rulesets/${ruleset}/imports?kind=values&format=csv&name=t${table}`,
          {
            method: 'POST',
            headers: {
              authorization: `Bearer ${apiKey}`,
              'content-type': 'text/csv',
              prefer: 'respond-async',
            },
            body: `unit,period,fact,value\nT01,2025-03,vaccination.due,${100 + table}\n`,
          },
        )
        expect(reply.status).toBe(202)
        ids.push(((await reply.json()) as Job).id)
        // While it is taken up, worked on, or being ended.
        await pause(table * 80)
        if (table % 2 === 0) continue
        expect(await server.kill('SIGKILL')).toBe('SIGKILL')
        server = await start()
      }
      const read = async (id: string) =>
        (await (await server.ask(`/jobs/${id}`, apiKey)).json()) as Job
      for (const id of ids)
        await expect.poll(async () => (await read(id)).status, { timeout: 120_000 }).toBe('done')
      expect(await server.kill('SIGTERM')).toBe(0)
    } finally {
      await server.kill('SIGKILL')
    }
    const store = openSqliteStore({ file: path.join(folder, 'jieli.sqlite'), collections })
    try {
      const tables = await store.find<never>('tableImports', { limit: 1000 })
      const names = tables
        .map(({ name }: { name: string }) => name)
        .filter((name) => /^t\d$/.test(name))
      expect(names.toSorted()).toEqual(['t0', 't1', 't2', 't3'])
      expect(await store.find('jobFiles', { limit: 9 })).toEqual([])
    } finally {
      await store.close()
    }
    rmSync(folder, { recursive: true, force: true })
  },
)
