import type { Json, Layer } from '@jieli/engine'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { watchRulesets } from '../../../server/src/jobs/watch-rulesets.ts'
import type { CaseDocument } from '../../../server/src/documents/case-document.ts'
import { TimerScan } from '../../../server/src/operations/timers/timer-scan.ts'
import { VersionWatch } from '../../../server/src/operations/timers/version-watch.ts'
import { beginJurisdictions } from '../../../server/src/upgrades/begin-jurisdictions.ts'
import { removeExpired } from '../../../server/src/people/remove-expired.ts'
import { BulkWriter } from '../../setup/bulk/bulk-writer.ts'
import { copyCounties } from '../../setup/bulk/copy-counties.ts'
import { type FilledNames, getAddresses } from '../../setup/bulk/get-addresses.ts'
import { varyCases } from '../../setup/bulk/vary-cases.ts'
import { sendTable } from '../assessment/send-table.ts'
import { watchedRuleset } from '../assessment/watched-ruleset.ts'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { TurnableClock } from '../harness/turnable-clock.ts'
import { settlementRuleset } from '../settlements/settlement-ruleset.ts'

/** Documents one request may read on the thread that answers: who asks, what about, and the version it rests on. */
const mostDocuments = 6

/** In milliseconds of that thread's own time, so that a machine with other things to do changes nothing. */
const longest = 100

const counties = 30
const cases = 3000

let server: TestServer
let key: string
let names: FilledNames

const month = '2025-01'

function ruleset(): Layer {
  const [watched, settled] = [watchedRuleset(), settlementRuleset()]
  const lists = (name: string) => {
    const all = [...(settled[name] as Json[]), ...(watched[name] as Json[])]
    return [...new Map(all.map((item) => [(item as { id: string }).id, item])).values()]
  }
  const { measures, pathwayRates } = watched
  return { ...settled, facts: lists('facts'), measures, pathwayRates } as Layer
}

async function made(address: string, body: object): Promise<{ id: string }> {
  const reply = await server.ask(address, { key, body })
  expect(reply.status, JSON.stringify(reply.body)).toBeLessThan(300)
  return reply.body
}

beforeAll(async () => {
  server = await openTestServer(new TurnableClock('2025-02-03T09:00:00.000+08:00'))
  const own = ruleset()
  const version = await server.publish(own)
  const { county: _, ...manifest } = own['manifest'] as { county: string }
  await server.publish({ ...own, manifest: { ...manifest, id: 'other', kind: 'template' } })
  await beginJurisdictions(server.context, [])
  key = await server.key(
    ...Object.values(grants),
    { role: 'assessor', county: '*', units: '*' },
    { role: 'approver', county: '*', units: '*' },
  )
  await server.user('admin', 'a long enough password', grants.administrator)
  const started = []
  for (const urgency of ['high', 'high', 'low']) {
    const facts = { 'patient.id': 'p', 'fromUnit.id': 'N', 'toUnit.id': 'S', urgency, stable: true }
    started.push(await made('/v1/cases', { ruleset: 'small', pathway: 'referral', facts }))
  }
  const [first, second] = started.map(({ id }) => id)
  for (const [id, type] of [
    [first, 'send'],
    [first, 'accept'],
    [second, 'send'],
  ])
    await made(`/v1/cases/${id}/events`, { type, facts: {} })
  const patterns = await server.store.find<CaseDocument>('cases', { limit: 10 })
  const writer = new BulkWriter(server.raw, server.context.sealer)
  const filled = await copyCounties(writer, {
    ruleset: 'small',
    version,
    more: counties - 1,
  })
  await varyCases(writer, {
    patterns,
    counties: filled,
    cases,
    active: (cases * 3) / 5,
    now: server.clock.now(),
    days: 60,
  })
  await sendTable(server, key, { kind: 'units', rows: ['id,title,tier', 'N,北镇,1', 'S,南镇,1'] })
  const run = await made('/v1/rulesets/small/runs', { period: month })
  const settlement = await made('/v1/rulesets/small/settlements', { period: month })
  names = {
    ruleset: 'small',
    version,
    case: first ?? '',
    run: run.id,
    settlement: settlement.id,
    county: 'north',
    template: 'other',
    month,
    measure: 'referrals.sent',
    indicator: 'vaccinationRate',
  }
})
afterAll(async () => {
  await server.close()
})

describe('the thread that answers requests', () => {
  it('reads a handful of documents for any question, however many are stored, and soon is free again', async () => {
    const { body: api } = await server.ask('/api/openapi.json')
    const spent: Record<string, unknown> = {}
    for (const address of getAddresses(api, names)) {
      // Once before, so that what is measured is the question and not the compiling of what answers it.
      await server.ask(address, { key })
      server.answering.store.documents = 0
      const began = process.threadCpuUsage()
      const { status } = await server.ask(address, { key })
      const { user, system } = process.threadCpuUsage(began)
      const { documents } = server.answering.store
      // This ruleset rests on no template and decides on no entry into a pathway, and is told so.
      const told = address.endsWith('/draft/pull')
        ? 409
        : address.endsWith('/cds-services')
          ? 404
          : 200
      if (status !== told || documents > mostDocuments || user + system > longest * 1000)
        spent[address] = { status, documents, milliseconds: (user + system) / 1000 }
    }
    expect(spent).toEqual({})
  })

  it('leaves the works that come again and again to others, or does them in turns', async () => {
    const failed = (_id: string, error: unknown) => {
      throw error
    }
    const began = process.threadCpuUsage()
    await watchRulesets(server.context, { watch: 'watchRuleset', failed })
    const { user, system } = process.threadCpuUsage(began)
    // Over thirty rulesets, each a job of its own.
    expect((user + system) / 1000).toBeLessThan(longest * 5)
    await new TimerScan(server.answering, (error) => {
      throw error
    }).run()
    await new VersionWatch(server.answering).run()
    await removeExpired(server.context, 'sessions')
  })
})
