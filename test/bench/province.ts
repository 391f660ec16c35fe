import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import autocannon from 'autocannon'
import { type FilledCounty } from '../setup/bulk/copy-counties.ts'
import { FilledStore, ruleset } from '../long/filled-store.ts'
import { freePort } from '../server/process/free-port.ts'
import { ServerProcess } from '../server/process/server-process.ts'
import { processorSeconds } from './processor-seconds.ts'

/** How large the province is that is made up, and what is asked of it: JIELI_BENCH_COUNTIES, JIELI_BENCH_CASES. */
const counties = Number(process.env['JIELI_BENCH_COUNTIES'] ?? 100)
const cases = Number(process.env['JIELI_BENCH_CASES'] ?? 50_000)
/** Referrals begun in a second, one level after another, each for so many seconds. */
const levels = [5, 10, 20]
const seconds = 20
const connections = 32

const unit = 'T01'
const facts = { 'patient.id': 'bench', 'fromUnit.id': unit, 'toUnit.id': 'D01' }
const matrixFacts = {
  'referral.direction': 'up',
  'referral.initiator': 'institution',
  'referral.emergencyCritical': false,
  'fromUnit.tier': 'township',
  'fromUnit.areaRelation': 'in-area',
  'toUnit.tier': 'county',
  'toUnit.areaRelation': 'in-area',
}

interface Flow {
  county?: string
  id?: string
}

/** What a referral comes to on its first day: it is asked about, begun, stepped, looked at, and listed. */
const flow: readonly ((at: Flow) => { path: string; method: 'GET' | 'POST'; body?: object })[] = [
  ({ county = '' }) => ({
    path: `/rulesets/${county}/decisions/relationMatrix?trace=false`,
    method: 'POST',
    body: { facts: matrixFacts },
  }),
  ({ county = '' }) => ({
    path: '/cases',
    method: 'POST',
    body: { ruleset: county, pathway: 'referral', facts },
  }),
  ({ id = '' }) => ({ path: `/cases/${id}`, method: 'GET' }),
  ({ id = '' }) => ({
    path: `/cases/${id}/events`,
    method: 'POST',
    body: { type: 'recordPatientChoice', facts: {} },
  }),
  ({ id = '' }) => ({ path: `/cases/${id}/events/available`, method: 'GET' }),
  ({ county = '' }) => ({ path: `/cases?ruleset=${county}&unit=${unit}&limit=20`, method: 'GET' }),
]

/**
 * A made-up province on one server with its embedded store: how long it takes to start, how large it is, and what it
 * answers while referrals come at a steady rate, whoever is served or not.
 */
export async function benchProvince(): Promise<void> {
  const filled = new FilledStore()
  try {
    await filled.begin()
    const rulesets = await filled.fill({ counties, cases, active: cases / 5 })
    const key = await filled.key()
    const size = statSync(path.join(filled.folder, 'jieli.sqlite')).size
    const started = performance.now()
    const server = await new ServerProcess(filled.folder, await freePort(), {
      JIELI_REQUESTS_PER_CALLER: 'off',
      JIELI_REQUESTS_PER_ADDRESS: 'off',
    }).ready()
    const ready = (performance.now() - started) / 1000
    console.log(
      `\nA made-up province: ${counties} counties, ${cases.toLocaleString('en')} cases stored, ${Math.round(size / 1e6)} MB on the disk (${Math.round(size / cases)} bytes a case), ${ready.toFixed(1)} s to start`,
    )
    console.log(
      `  referrals/s   requests/s   p50 ms   p97.5 ms   p99 ms   refused   CPU ms a referral   memory MB`,
    )
    try {
      // Every county's version is opened once, and the program has run warm.
      await level(server, { rate: levels[0] ?? 1, key, rulesets })
      for (const rate of levels) console.log(await level(server, { rate, key, rulesets }))
    } finally {
      await server.kill('SIGTERM')
    }
  } finally {
    filled.remove()
  }
}

async function level(
  server: ServerProcess,
  { rate, key, rulesets }: { rate: number; key: string; rulesets: readonly FilledCounty[] },
): Promise<string> {
  const before = processorSeconds(server.child.pid)
  let begun = 0
  const { latency, requests, non2xx, errors } = await autocannon({
    url: server.url,
    connections,
    duration: seconds,
    overallRate: rate * flow.length,
    requests: flow.map((ask, at) => ({
      setupRequest: (request, context) => {
        const found = context as Flow
        if (at === 0) found.county = rulesets[begun++ % rulesets.length]?.ruleset ?? ruleset
        const { path: address, method, body } = ask(found)
        return {
          ...request,
          path: `/api/v1${address}`,
          method,
          headers: {
            ...request.headers,
            authorization: `Bearer ${key}`,
            ...(body && { 'content-type': 'application/json' }),
          },
          ...(body && { body: JSON.stringify(body) }),
        }
      },
      onResponse: (status, body, context) => {
        if (at === 1 && status === 201) (context as Flow).id = (JSON.parse(body) as Flow).id ?? ''
      },
    })),
  })
  const used = processorSeconds(server.child.pid) - before
  const referrals = requests.total / flow.length
  return [
    String(rate).padStart(13),
    (requests.total / seconds).toFixed(0).padStart(12),
    latency.p50.toFixed(1).padStart(8),
    latency.p97_5.toFixed(1).padStart(10),
    latency.p99.toFixed(1).padStart(8),
    String(non2xx + errors).padStart(9),
    ((used / referrals) * 1000).toFixed(1).padStart(19),
    String(memoryOf(server.child.pid)).padStart(11),
  ].join(' ')
}

/** What a process holds of the machine's memory, in megabytes. */
function memoryOf(pid: number | undefined): number {
  const [, kilobytes = '0'] =
    /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Math.round(Number(kilobytes) / 1024)
}
