import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { runCli } from '../cli/run-cli.ts'
import { openTestServer } from '../harness/open-test-server.ts'
import { TurnableClock } from '../harness/turnable-clock.ts'
import { followPage } from '../people/follow-page.ts'
import { Erasing, erasures, holds } from './erasing.ts'

it('what the page says is so, to the letter', async () => {
  const server = await openTestServer(new TurnableClock('2025-03-03T09:00:00.000+08:00'))
  try {
    const county = await Erasing.open(server)
    const id = await county.finished()
    const headers = (key: string) => ({ authorization: `Bearer ${key}` })
    const newest = async (list: string) =>
      (await county.ask(list, county.first)).body.items[0].id as string
    const given = {
      headers: {
        administrator: headers(county.first),
        second: headers(county.second),
        auditor: headers(county.auditor),
      },
      fillIn: async (name: string) => {
        if (name === 'case') {
          await county.workOff()
          return id
        }
        if (name === 'proposal')
          return (await county.ask('/v1/counties/north/retention', county.first)).body.proposal.id
        return await newest(name === 'erasure' ? erasures : holds)
      },
    }
    const asked: number[] = []
    for (const heading of ['提供给本人', '先看', '另一人确认', '保全 ', '保存期限'])
      asked.push(await followPage(server, { page: 'retention.md', heading }, given))
    expect(asked).toEqual([1, 2, 3, 2, 2])
  } finally {
    await server.close()
  }
})

afterAll(() => {
  delete process.env['JIELI_KEY']
})

it('PR1: the command line writes what the request answers, for nobody else to read, and nothing where nothing is kept', async () => {
  const server = await openTestServer(new TurnableClock('2025-03-03T09:00:00.000+08:00'))
  try {
    const county = await Erasing.open(server)
    const id = await county.finished()
    const address = await server.app.listen({ host: '127.0.0.1', port: 0 })
    const out = path.join(server.folder, 'person.json')
    const run = async (patient: string, key: string) => {
      process.env['JIELI_KEY'] = key
      const where = ['--county', 'north', '--address', address, '--out', out]
      return await runCli('person', 'export', patient, ...where, '--reason', '本人申请')
    }
    const unknown = await run('P-0', county.auditor)
    expect([unknown.code, existsSync(out)]).toEqual([2, false])
    expect(unknown.errors).toContain('P-0')
    // Administrators hand nothing out.
    expect([(await run('P-7', county.first)).code, existsSync(out)]).toEqual([2, false])

    const { code, output } = await run('P-7', county.auditor)
    expect([code, output]).toEqual([0, expect.stringContaining('1 件个案')])
    expect(statSync(out).mode & 0o777).toBe(0o600)
    const file = JSON.parse(readFileSync(out, 'utf8'))
    expect(file).toMatchObject({ format: 'jieli-person', county: 'north', patient: 'P-7' })
    expect(file.sections[0].items[0].id).toBe(id)
    const log = await county.ask('/v1/audit?action=person.export', county.auditor)
    expect(log.body.items).toMatchObject([{ target: 'P-7', detail: { reason: '本人申请' } }])
  } finally {
    await server.close()
  }
})
