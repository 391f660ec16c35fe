import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { jobSchema } from '../../../server/src/contracts/job.ts'
import { JobScan } from '../../../server/src/jobs/stored/job-scan.ts'
import { assessedRuleset } from '../assessment/assessed-ruleset.ts'
import { sendTable } from '../assessment/send-table.ts'
import { openTestServer } from '../harness/open-test-server.ts'

const page = readFileSync(path.join(import.meta.dirname, '../../../docs/jobs.md'), 'utf8')
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    ([, code = '']) => code,
  )

it('the job it shows is one', () => {
  const [shown = ''] = blocks('json')
  expect(jobSchema.parse(JSON.parse(shown))).toEqual(JSON.parse(shown))
})

it.skipIf(spawnSync('curl', ['--version']).status !== 0)(
  'what it has curl ask for is answered as it says',
  async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'jieli-jobs-page-'))
    const server = await openTestServer()
    try {
      await server.publish(assessedRuleset())
      const key = await server.key({ role: 'assessor', county: 'north', units: '*' })
      await sendTable(server, key, { kind: 'units', rows: ['id,title', 'N,北镇卫生院'] })
      await server.app.listen({ host: '127.0.0.1', port: 0 })
      const { port } = server.app.server.address() as AddressInfo
      writeFileSync(
        path.join(folder, 'march.csv'),
        'unit,period,fact,value\nN,2025-03,due,100\nN,2025-03,vaccinated,90\n',
      )
      const run = async (name: string, more = {}) => {
        const code = blocks('sh').find((each) => each.includes(name)) ?? ''
        const env = {
          ...process.env,
          JIELI_URL: `http://127.0.0.1:${port}`,
          JIELI_KEY: key,
          ...more,
        }
        const { stdout } = await promisify(execFile)('sh', ['-c', code], { cwd: folder, env })
        return JSON.parse(stdout)
      }
      const made = await run('--data-binary')
      expect(made).toMatchObject({ kind: 'import', about: 'march.csv', status: 'waiting' })
      expect(await run('--data-binary')).toEqual(made)
      const jobs = new JobScan(server.answering, () => {}, { alone: true })
      await jobs.run()
      await jobs.idle()
      const [shown = ''] = blocks('json')
      expect(await run('/jobs/$JOB"', { JOB: made.id })).toMatchObject({
        status: 'done',
        result: JSON.parse(shown).result,
      })
      expect(await run('/cancel', { JOB: made.id })).toMatchObject({ code: 'JOB_ENDED' })
    } finally {
      server.app.server.closeAllConnections()
      await server.close()
      rmSync(folder, { recursive: true, force: true })
    }
  },
)
