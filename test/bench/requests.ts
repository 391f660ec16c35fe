import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import autocannon from 'autocannon'
import { freePort } from '../server/process/free-port.ts'
import { ServerProcess } from '../server/process/server-process.ts'
import { median } from './measure.ts'
import { processorSeconds } from './processor-seconds.ts'

/** Connections that each wait for their answer before they ask again. */
const connections = 16
const rounds = 3
/** Requests of a round: enough of each for a hundredth of a second, the unit of processor time, not to matter. */
const many = 30_000
const some = 4000

const ruleset = 'district-plan-demo'

const facts = { 'patient.id': 'bench', 'fromUnit.id': 'T01', 'toUnit.id': 'D01' }
const step = { type: 'recordPatientChoice', facts: {} }
const matrixFacts = {
  'referral.direction': 'up',
  'referral.initiator': 'institution',
  'referral.emergencyCritical': false,
  'fromUnit.tier': 'township',
  'fromUnit.areaRelation': 'in-area',
  'toUnit.tier': 'county',
  'toUnit.areaRelation': 'in-area',
}

interface Asked {
  readonly path: string
  readonly method: 'GET' | 'POST'
  readonly body?: object
}

interface Contender {
  readonly name: string
  /** Whose processor time is counted. */
  readonly process: ChildProcess
  readonly url: string
  /** What each next request asks. */
  readonly next: () => Asked
  readonly requests: number
  /** What must be there before so many requests are made: each step is the second of a case of its own. */
  readonly prepare?: (requests: number) => Promise<void>
}

interface Round {
  readonly perSecond: number
  readonly half: number
  readonly most: number
  /** Microseconds of processor time a request. */
  readonly processor: number
}

/**
 * What one request costs over HTTP with the durable store: processor time of the server, all its threads, in units of
 * a bare Fastify that answers what it is sent and of one that reads, replaces and logs a document in our store. The
 * client is autocannon, in a process of its own.
 */
export async function benchRequests(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'jieli-bench-'))
  // What a machine can do is asked here, not what one key should.
  const unlimited = { JIELI_REQUESTS_PER_CALLER: 'off', JIELI_REQUESTS_PER_ADDRESS: 'off' }
  const server = await new ServerProcess(folder, await freePort(), unlimited).ready()
  const bare = await beside('echo-server.ts', folder)
  const floor = await beside('store-server.ts', folder)
  const key = server.firstStart.apiKey ?? ''
  const waiting: string[] = []
  const beginCases = async (count: number) => {
    const ids: string[] = []
    while (waiting.length + ids.length < count) {
      const begun = await Promise.all(
        Array.from({ length: connections }, async () => {
          const reply = await server.ask('/cases', key, { ruleset, pathway: 'referral', facts })
          if (!reply.ok) throw new Error(`${reply.status} ${await reply.text()}`)
          return ((await reply.json()) as { id: string }).id
        }),
      )
      ids.push(...begun)
    }
    waiting.push(...ids)
  }
  const ours = { process: server.child, url: server.url }
  const decide = (query: string) => () => ({
    path: `/api/v1/rulesets/${ruleset}/decisions/relationMatrix${query}`,
    method: 'POST' as const,
    body: { facts: matrixFacts },
  })
  const contenders: readonly Contender[] = [
    {
      name: 'bare Fastify, an echo',
      requests: many,
      ...bare,
      next: () => ({ path: '/echo', method: 'POST', body: step }),
    },
    {
      name: 'Fastify and our store alone: read, replace, one entry',
      requests: many,
      ...floor,
      next: () => ({ path: '/step', method: 'POST', body: step }),
    },
    {
      name: 'ours, next to nothing: who am I',
      requests: many,
      ...ours,
      next: () => ({ path: '/api/v1/me', method: 'GET' }),
    },
    {
      name: 'ours, a decision without its trace',
      requests: some,
      ...ours,
      next: decide('?trace=false'),
    },
    { name: 'ours, a decision with its trace', requests: some, ...ours, next: decide('') },
    {
      name: 'ours, a case begun',
      requests: some,
      ...ours,
      next: () => ({
        path: '/api/v1/cases',
        method: 'POST',
        body: { ruleset, pathway: 'referral', facts },
      }),
    },
    {
      name: 'ours, a durable step',
      requests: some,
      ...ours,
      prepare: beginCases,
      next: () => ({
        path: `/api/v1/cases/${waiting.pop() ?? 'none'}/events`,
        method: 'POST',
        body: step,
      }),
    },
  ]
  try {
    for (const contender of contenders) {
      await contender.prepare?.(contender.requests + connections)
      await roundOf(contender, key)
    }
    const figures = new Map<string, Round[]>()
    const file = path.join(folder, 'jieli.sqlite')
    const grown = new Map<string, number>()
    for (let round = 0; round < rounds; round++)
      for (const contender of contenders) {
        const { name, requests } = contender
        await contender.prepare?.(requests + connections)
        const size = statSync(file).size
        figures.set(name, [...(figures.get(name) ?? []), await roundOf(contender, key)])
        grown.set(name, (grown.get(name) ?? 0) + statSync(file).size - size)
      }
    console.log(
      `\nOver HTTP, ${connections} connections of autocannon, every answer durable before it is given; medians of ${rounds} rounds`,
    )
    console.log(`  ${''.padEnd(56)}     /s   p50 ms   p99 ms   CPU µs   × the echo`)
    const base = middle(figures.get(contenders[0]?.name ?? '') ?? [], 'processor')
    for (const [name, all] of figures) {
      const shown = [
        Math.round(middle(all, 'perSecond')).toLocaleString('en').padStart(7),
        middle(all, 'half').toFixed(1).padStart(8),
        middle(all, 'most').toFixed(1).padStart(8),
        Math.round(middle(all, 'processor')).toLocaleString('en').padStart(8),
        (middle(all, 'processor') / base).toFixed(1).padStart(11),
      ]
      console.log(`  ${name.padEnd(56)} ${shown.join(' ')}`)
    }
    console.log('\n  what the data file grows by, history, entries of the log and indexes included')
    for (const { name, requests } of contenders.slice(-2))
      console.log(
        `  ${name.padEnd(56)} ${Math.round((grown.get(name) ?? 0) / rounds / requests).toLocaleString('en')} bytes`,
      )
  } finally {
    for (const { process: child } of [bare, floor]) child.kill('SIGTERM')
    await server.kill('SIGTERM')
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A peer in a process of its own, listening. */
async function beside(file: string, folder: string) {
  const port = await freePort()
  const child = spawn(
    process.execPath,
    [path.join(import.meta.dirname, file), String(port), folder],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  await once(child.stdout, 'data')
  return { process: child, url: `http://127.0.0.1:${port}` }
}

async function roundOf(
  { process: child, url, next, name, requests: amount }: Contender,
  key: string,
): Promise<Round> {
  const before = processorSeconds(child.pid)
  const started = performance.now()
  const result = await autocannon({
    url,
    connections,
    amount,
    requests: [
      {
        setupRequest: (request) => {
          const { path: address, method, body } = next()
          return {
            ...request,
            path: address,
            method,
            headers: {
              ...request.headers,
              authorization: `Bearer ${key}`,
              ...(body && { 'content-type': 'application/json' }),
            },
            ...(body && { body: JSON.stringify(body) }),
          }
        },
      },
    ],
  })
  const seconds = (performance.now() - started) / 1000
  const { non2xx, errors, latency } = result
  if (non2xx > 0 || errors > 0) throw new Error(`${name}: ${non2xx} refused, ${errors} failed`)
  return {
    perSecond: amount / seconds,
    half: latency.p50,
    most: latency.p99,
    processor: ((processorSeconds(child.pid) - before) / amount) * 1e6,
  }
}

function middle(rounds: readonly Round[], field: keyof Round): number {
  return median(rounds.map((round) => round[field]))
}
