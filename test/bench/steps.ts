import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort, ServerProcess } from '../server/process/server-process.ts'
import { median } from './measure.ts'

/** Clients that each wait for their answer before they ask again. */
const clients = 16
const rounds = 3
const roundMilliseconds = 4000

const facts = { 'patient.id': 'bench', 'fromUnit.id': 'T01', 'toUnit.id': 'D01' }

/** Steps per second over HTTP with the durable store, beside a bare Fastify echo; then what a stored case takes. */
export async function benchSteps(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'jieli-bench-'))
  // What a machine can do is asked here, not what one key should.
  const unlimited = { JIELI_REQUESTS_PER_CALLER: 'off', JIELI_REQUESTS_PER_ADDRESS: 'off' }
  const server = await new ServerProcess(folder, await freePort(), unlimited).ready()
  const echoPort = await freePort()
  const echo = spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'echo-server.ts'), String(echoPort)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  await once(echo.stdout, 'data')
  try {
    const key = server.firstStart.apiKey ?? ''
    const ask = async (url: string, body: object): Promise<{ id?: string }> => {
      const reply = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: JSON.stringify(body),
      })
      if (!reply.ok) throw new Error(`${reply.status} ${await reply.text()}`)
      return (await reply.json()) as { id?: string }
    }
    const api = `${server.url}/api/v1`
    let cases = 0
    /** A case from start to end: three durable steps. */
    const walk = async () => {
      const started = await ask(`${api}/cases`, {
        ruleset: 'district-plan-demo',
        pathway: 'referral',
        facts,
      })
      await ask(`${api}/cases/${started.id}/events`, { type: 'recordPatientChoice' })
      await ask(`${api}/cases/${started.id}/events`, { type: 'close' })
      cases += 1
      return 3
    }
    const decide = async () => {
      await ask(`${api}/rulesets/district-plan-demo/decisions/relationMatrix?trace=false`, {
        facts: matrixFacts,
      })
      return 1
    }
    const echoed = async () => {
      await ask(`http://127.0.0.1:${echoPort}/echo`, { type: 'recordPatientChoice', facts })
      return 1
    }
    const size = () => statSync(path.join(folder, 'jieli.sqlite')).size
    await flood(walk, 1500)
    await flood(echoed, 1000)
    const before = { bytes: size(), memory: residentBytes(server.child.pid), cases }
    const figures = { echo: [] as number[], steps: [] as number[], decisions: [] as number[] }
    for (let round = 0; round < rounds; round++) {
      figures.echo.push(await flood(echoed, roundMilliseconds))
      figures.steps.push(await flood(walk, roundMilliseconds))
      figures.decisions.push(await flood(decide, roundMilliseconds))
    }
    const base = median(figures.echo)
    console.log(
      `\nOver HTTP, ${clients} clients on the same two cores, every answer durable before it is given`,
    )
    for (const [name, values] of [
      ['bare Fastify echo of the same body', figures.echo],
      ['Jieli: steps of a case (audited, hash-chained, fsynced)', figures.steps],
      ['Jieli: decisions without a case (audited)', figures.decisions],
    ] as const)
      console.log(
        `  ${name.padEnd(58)} ${Math.round(median(values)).toLocaleString('en').padStart(12)} /s  ${(median(values) / base).toFixed(2)}×`,
      )
    const stored = cases - before.cases
    const one = await fetch(`${api}/cases?limit=1`, { headers: { authorization: `Bearer ${key}` } })
    const { items } = (await one.json()) as { items: { id: string }[] }
    const whole = await fetch(`${api}/cases/${items[0]?.id}`, {
      headers: { authorization: `Bearer ${key}` },
    })
    const text = await whole.text()
    const { value, facts: held, timers } = JSON.parse(text) as Record<string, unknown>
    console.log(
      `\nA stored case of three steps (${stored.toLocaleString('en')} stored while measuring)`,
    )
    const rows = [
      [
        'on disk, with its history, explanations and audit entries',
        (size() - before.bytes) / stored,
      ],
      ['as the server answers it', text.length],
      [
        'its snapshot alone (state, facts, timers)',
        JSON.stringify({ value, facts: held, timers }).length,
      ],
      ['growth of the server’s memory', (residentBytes(server.child.pid) - before.memory) / stored],
    ] as const
    for (const [name, bytes] of rows)
      console.log(
        `  ${name.padEnd(58)} ${Math.round(bytes).toLocaleString('en').padStart(12)} bytes`,
      )
  } finally {
    echo.kill('SIGTERM')
    await server.kill('SIGTERM')
    rmSync(folder, { recursive: true, force: true })
  }
}

const matrixFacts = {
  'referral.direction': 'up',
  'referral.initiator': 'institution',
  'referral.emergencyCritical': false,
  'fromUnit.tier': 'township',
  'fromUnit.areaRelation': 'in-area',
  'toUnit.tier': 'county',
  'toUnit.areaRelation': 'in-area',
}

/** Pieces of work per second while every client is kept busy. */
async function flood(work: () => Promise<number>, milliseconds: number): Promise<number> {
  const started = performance.now()
  let done = 0
  const client = async () => {
    while (performance.now() - started < milliseconds) {
      // Not `done += await …`: that would read the count before the wait and lose what others added meanwhile.
      const pieces = await work()
      done += pieces
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  return (done / (performance.now() - started)) * 1000
}

/** What the process holds in memory, by Linux's own count; 0 elsewhere. */
function residentBytes(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}
