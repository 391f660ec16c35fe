import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { watchRulesets } from '../../../server/src/jobs/watch-rulesets.ts'
import type { Write } from '../../../server/src/ports/store.ts'
import { referralRows, sendTable } from '../assessment/send-table.ts'
import { watchedRuleset } from '../assessment/watched-ruleset.ts'
import { caseWorker, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { TurnableClock } from '../harness/turnable-clock.ts'

let server: TestServer
let commits: (readonly Write[])[]

beforeEach(async () => {
  server = await openTestServer(new TurnableClock('2025-02-03T09:00:00.000+08:00'))
  await server.publish(watchedRuleset())
  commits = []
  const { raw } = server
  const commit = raw.commit.bind(raw)
  vi.spyOn(raw, 'commit').mockImplementation(async (writes) => {
    commits.push(writes)
    return await commit(writes)
  })
})
afterEach(async () => {
  await server.close()
})

it('closing a month never asks a store for more than both stores can promise: the first write decides, the rest are inserts', async () => {
  const assessor = await server.key({ role: 'assessor', county: 'north', units: '*' })
  const leader = await server.key({ role: 'approver', county: 'north', units: '*' })
  const north = await server.key(caseWorker('north', 'N'))
  const act = async (key: string, url: string, revision: number, body: unknown = {}) =>
    (await server.ask(url, { key, body, headers: { 'if-match': `"${revision}"` } })).body
  const watch = async () =>
    await watchRulesets(server.context, {
      watch: 'watchRuleset',
      failed: (_ruleset, error) => {
        throw error
      },
    })
  await sendTable(server, assessor, { kind: 'units', rows: ['id,title', 'N,北镇卫生院'] })
  for (const urgent of [3, 0]) {
    server.clock.advance(1000)
    const rows = referralRows('hip', { all: 4, urgent })
    await sendTable(server, assessor, { kind: 'cases', rows })
    expect(await watch()).toBe(2)
  }
  const month = { key: assessor, body: { period: '2025-01' } }
  const { body: run } = await server.ask('/v1/rulesets/small/runs', month)
  const { body: objected } = await server.ask(`/v1/runs/${run.id}/objections`, {
    key: north,
    body: { unit: 'N', indicator: 'vaccinationRate', reason: '漏报' },
  })
  await server.ask(`/v1/runs/${run.id}/objections/${objected.objections[0].id}/answer`, {
    key: assessor,
    body: { accepted: true, words: '属实' },
  })
  const corrected = await act(assessor, `/v1/runs/${run.id}/corrections`, 3, {
    reason: '补录',
    values: [{ unit: 'N', fact: 'vaccinated', value: 1 }],
  })
  await act(assessor, `/v1/runs/${corrected.id}/review`, 1)
  expect((await act(leader, `/v1/runs/${corrected.id}/finalise`, 2)).status).toBe('final')
  const { body: first } = await server.ask('/v1/rulesets/small/settlements', month)
  const { body: second } = await server.ask('/v1/rulesets/small/settlements', month)
  expect(second.replaces).toBe(first.id)
  expect((await act(leader, `/v1/settlements/${second.id}/confirm`, 1)).status).toBe('final')

  const collections = new Set(commits.map(([write]) => write?.collection))
  expect([...collections]).toEqual(
    expect.arrayContaining(['tableImports', 'runs', 'settlements', 'standings']),
  )
  const wrong = commits.filter(([, ...rest]) => rest.some(({ kind }) => kind !== 'insert'))
  expect(wrong).toEqual([])
  const ids = commits.flatMap(([, ...rest]) =>
    rest.map(({ collection, ...write }) => [
      collection,
      'document' in write ? write.document.id : '',
    ]),
  )
  expect(new Set(ids.map((id) => id.join(' '))).size).toBe(ids.length)
})
