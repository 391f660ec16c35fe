import { setTimeout as pause } from 'node:timers/promises'
import { statSync } from 'node:fs'
import path from 'node:path'
import { FilledStore, ruleset } from '../long/filled-store.ts'
import { freePort, ServerProcess } from '../server/process/server-process.ts'
import { type ApiDescription, getAddresses } from '../setup/bulk/get-addresses.ts'
import { median } from './measure.ts'
import { processorSeconds } from './processor-seconds.ts'

/** How many cases the stores hold, one after another: JIELI_BENCH_SIZES. */
const sizes = (process.env['JIELI_BENCH_SIZES'] ?? '1000,100000,1000000').split(',').map(Number)
const counties = 10
const rounds = 9
/** Cases that are begun and stepped one after another. */
const steps = 60
const watched = 65_000

const begun = {
  ruleset,
  pathway: 'referral',
  facts: { 'patient.id': 'bench', 'fromUnit.id': 'T01', 'toUnit.id': 'D01' },
}
const step = { type: 'recordPatientChoice', facts: {} }

/** Figures of one size by what was asked: milliseconds, and megabytes and seconds where the name says so. */
type Figures = ReadonlyMap<string, number>

/**
 * How the cost of everything asked of a server grows with the cases it stores: to start, each GET route of the API, a
 * case begun and stepped, and the watch of a minute. Each is asked alone, so that what is read is its own time.
 */
export async function benchGrowth(): Promise<void> {
  const columns: Figures[] = []
  for (const cases of sizes) columns.push(await figuresOf(cases))
  console.log(
    `\nMilliseconds by the number of stored cases, ${counties} counties, a fifth under way`,
  )
  const head = sizes.map((size) => size.toLocaleString('en').padStart(12)).join('')
  console.log(`  ${''.padEnd(74)}${head}   last / first`)
  for (const name of columns[0]?.keys() ?? []) {
    const row = columns.map((column) => column.get(name) ?? Number.NaN)
    const cells = row.map((figure) => figure.toFixed(1).padStart(12)).join('')
    const times = (row.at(-1) ?? 0) / (row[0] ?? 1)
    console.log(`  ${name.slice(0, 74).padEnd(74)}${cells}   ${times.toFixed(1).padStart(11)}×`)
  }
}

async function figuresOf(cases: number): Promise<Figures> {
  const filled = new FilledStore()
  const figures = new Map<string, number>()
  try {
    await filled.begin()
    const filling = performance.now()
    await filled.fill({ counties, cases, active: cases / 5 })
    const took = (performance.now() - filling) / 1000
    console.log(`  ${cases.toLocaleString('en')} cases stored in ${took.toFixed(0)} s`)
    const key = await filled.key()
    const names = await filled.names()
    const size = statSync(path.join(filled.folder, 'jieli.sqlite')).size
    figures.set('bytes a case on the disk', size / cases)
    figures.set('seconds to start', await secondsToStart(filled.folder))
    const server = await open(filled.folder)
    try {
      const api = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as ApiDescription
      for (const address of getAddresses(api, names)) {
        const ask = async () => await read(server, address, key)
        const name = `GET ${address.replace(/^\/api\/v1/, '')}`
        // What this county has none of is told so, and costs nothing.
        if (await ask()) figures.set(name, await middleOf(rounds, ask))
        else console.log(`  not measured: ${name}`)
      }
      const ids: string[] = []
      const begin = async () => {
        const reply = await server.ask('/cases', key, begun)
        ids.push(((await reply.json()) as { id: string }).id)
      }
      for (let warm = 0; warm < 10; warm++) await begin()
      figures.set('POST /cases', await middleOf(steps, begin))
      const next = async () =>
        await (await server.ask(`/cases/${ids.pop() ?? ''}/events`, key, step)).text()
      for (let warm = 0; warm < 10; warm++) await next()
      figures.set('POST /cases/{id}/events', await middleOf(steps, next))
      const before = processorSeconds(server.child.pid)
      await pause(watched)
      const used = processorSeconds(server.child.pid) - before
      figures.set('processor time of a minute in which nothing is asked', used * 1000)
    } finally {
      await server.kill('SIGTERM')
    }
    return figures
  } finally {
    filled.remove()
  }
}

/** The middle of three starts over a store that the machine has just written. */
async function secondsToStart(folder: string): Promise<number> {
  const seconds: number[] = []
  for (let round = 0; round < 3; round++) {
    const started = performance.now()
    const server = await open(folder)
    seconds.push((performance.now() - started) / 1000)
    await server.kill('SIGTERM')
  }
  return median(seconds)
}

async function open(folder: string): Promise<ServerProcess> {
  return await new ServerProcess(folder, await freePort(), {
    JIELI_REQUESTS_PER_CALLER: 'off',
    JIELI_REQUESTS_PER_ADDRESS: 'off',
  }).ready()
}

/** Whether there is an answer to it. @throws Error where the server has failed */
async function read(server: ServerProcess, address: string, key: string): Promise<boolean> {
  const reply = await fetch(`${server.url}${address}`, {
    headers: { authorization: `Bearer ${key}` },
  })
  const text = await reply.text()
  if (reply.status >= 500) throw new Error(`${address}: ${reply.status} ${text.slice(0, 300)}`)
  return reply.ok
}

async function middleOf(times: number, work: () => Promise<unknown>): Promise<number> {
  const taken: number[] = []
  for (let time = 0; time < times; time++) {
    const started = performance.now()
    await work()
    taken.push(performance.now() - started)
  }
  return median(taken)
}
