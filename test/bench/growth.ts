import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { systemClock } from '@jieli/server/adapters'
import { FilledStore, ruleset } from '../long/filled-store.ts'
import { MeasuredServer } from '../long/monitored-process.ts'
import { freePort } from '../server/process/free-port.ts'
import { ServerProcess } from '../server/process/server-process.ts'
import { type ApiDescription, getAddresses } from '../setup/bulk/get-addresses.ts'
import { median } from './measure.ts'
import { processorSeconds } from './processor-seconds.ts'

/** How many cases the stores hold, one after another: JIELI_BENCH_SIZES. */
const sizes = (process.env['JIELI_BENCH_SIZES'] ?? '1000,100000,1000000').split(',').map(Number)
/** Where filled stores are kept to be measured again, a folder for each size; without it they are thrown away. */
const kept = process.env['JIELI_BENCH_STORES']
const counties = 10
const rounds = 9
/** Cases that are begun and stepped one after another. */
const steps = 60
const watched = 65_000
/** Timers that are due at one moment. */
const due = 10_000

/** A machine that others use, too, holds a server up through no fault of its own. */
const patient = { JIELI_MAX_DELAY: 'off' }

const begun = {
  ruleset,
  pathway: 'referral',
  facts: { 'patient.id': 'bench', 'fromUnit.id': 'T01', 'toUnit.id': 'D01' },
}
const step = { type: 'recordPatientChoice', facts: {} }

/** A figure: milliseconds where the name says nothing else, and what of a processor it took, on a busy machine too. */
interface Figure {
  readonly waited: number
  readonly processor?: number
}

type Note = (name: string, waited: number, processor?: number) => void

/** Figures of one size by what was asked. */
type Figures = ReadonlyMap<string, Figure>

/**
 * How the cost of everything asked of a server grows with the cases it stores: to start, each GET route of the API at
 * first and then, a case begun and stepped, the watch of a minute, and ten thousand timers that are due at once. Each is
 * asked alone, so that what is read is its own time, and printed as it is known.
 */
export async function benchGrowth(): Promise<void> {
  const columns: Figures[] = []
  for (const cases of sizes) columns.push(await figuresOf(cases))
  console.log(
    `\nMilliseconds by the number of stored cases, ${counties} counties, a fifth under way`,
  )
  const head = sizes.map((size) => `${size.toLocaleString('en')} (processor)`.padStart(24)).join('')
  console.log(`  ${''.padEnd(74)}${head}`)
  for (const name of columns[0]?.keys() ?? [])
    console.log(
      `  ${name.slice(0, 74).padEnd(74)}${columns.map((column) => shown(column.get(name))).join('')}`,
    )
}

function shown({ waited, processor }: Figure = { waited: Number.NaN }): string {
  const taken = processor === undefined ? '' : ` (${processor.toFixed(1)})`
  return `${waited.toFixed(1).padStart(14)}${taken.padEnd(10)}`
}

async function figuresOf(cases: number): Promise<Figures> {
  const filled = await storeOf(cases)
  const figures = new Map<string, Figure>()
  const note: Note = (name, waited, processor) => {
    const figure = { waited, ...(processor !== undefined && { processor }) }
    figures.set(name, figure)
    console.log(`  ${name.slice(0, 90).padEnd(90)}${shown(figure)}`)
  }
  try {
    const key = await filled.key()
    const names = await filled.names()
    note('bytes a case on the disk', statSync(fileOf(filled)).size / cases)
    const start = await timeToStart(filled.folder)
    note('to start', start.waited, start.processor)
    const server = await MeasuredServer.start(filled.folder, patient)
    try {
      const { pid } = server.server.child
      const measured = async <Done>(name: string, work: () => Promise<Done>): Promise<Done> => {
        const { done, held } = await server.measure(work)
        if (held > 100) note(`  longest stall, beyond an idle process: ${name}`, held)
        return done
      }
      /** The middle of some rounds, and what one took of a processor. */
      const repeated = async (name: string, times: number, work: () => Promise<unknown>) => {
        const before = processorSeconds(pid)
        const middle = await measured(name, async () => middleOf(times, work))
        note(name, middle, ((processorSeconds(pid) - before) / times) * 1000)
      }
      const api = JSON.parse((await server.ask('/api/openapi.json', key)).text) as ApiDescription
      for (const address of getAddresses(api, names)) {
        const ask = async () => await read(server, address, key)
        const name = `GET ${address.replace(/^\/api\/v1/, '')}`
        // What this county has none of is told so, and costs nothing.
        const before = processorSeconds(pid)
        const first = await measured(name, async () => timeOf(ask))
        const used = (processorSeconds(pid) - before) * 1000
        if (!first.done) {
          console.log(`  not measured: ${name}`)
          continue
        }
        if (used > 500) note(`  at first: ${name}`, first.took, used)
        await repeated(name, rounds, ask)
      }
      const ids: string[] = []
      const begin = async () => {
        const { text } = await server.ask('/api/v1/cases', key, { body: begun })
        ids.push((JSON.parse(text) as { id: string }).id)
      }
      const next = async () =>
        await server.ask(`/api/v1/cases/${ids.pop() ?? ''}/events`, key, { body: step })
      for (const [name, work] of [
        ['POST /cases', begin],
        ['POST /cases/{id}/events', next],
      ] as const) {
        for (let warm = 0; warm < 10; warm++) await work()
        await repeated(name, steps, work)
      }
      const before = processorSeconds(pid)
      await measured('a minute in which nothing is asked', async () => pause(watched))
      note('a minute in which nothing is asked', watched, (processorSeconds(pid) - before) * 1000)
    } finally {
      await server.end()
    }
    await catchUp(filled, note)
    return figures
  } finally {
    if (kept === undefined) filled.remove()
  }
}

/** A store with so many cases: one that was filled before, or a new one. */
async function storeOf(cases: number): Promise<FilledStore> {
  const folder = kept && path.join(kept, String(cases))
  const filled = new FilledStore(folder)
  const mark = path.join(filled.folder, 'filled')
  if (existsSync(mark)) return filled
  if (folder !== undefined) mkdirSync(folder, { recursive: true })
  await filled.begin()
  const filling = performance.now()
  await filled.fill({ counties, cases, active: cases / 5 })
  writeFileSync(mark, '')
  const took = (performance.now() - filling) / 1000
  console.log(`\n  ${cases.toLocaleString('en')} cases stored in ${took.toFixed(0)} s`)
  return filled
}

function fileOf({ folder }: FilledStore): string {
  return path.join(folder, 'jieli.sqlite')
}

/** Ten thousand timers that are due when the server starts: until all have fired, and how long its event loop stood. */
async function catchUp(filled: FilledStore, note: Note): Promise<void> {
  await filled.addDue(due)
  const now = systemClock.now()
  const store = new DatabaseSync(fileOf(filled), { readOnly: true })
  const waiting = store.prepare('SELECT 1 FROM cases WHERE nextTimerAt <= ? LIMIT 1')
  const server = await MeasuredServer.start(filled.folder, patient)
  try {
    const before = processorSeconds(server.server.child.pid)
    const { took, held } = await server.measure(async () => {
      while (waiting.get(now) !== undefined) await pause(100)
    })
    const used = processorSeconds(server.server.child.pid) - before
    note('ten thousand timers due at once, until all have fired', took, used * 1000)
    note('longest stall meanwhile, beyond an idle process', held)
  } finally {
    store.close()
    await server.end()
  }
}

/** The middle of three starts over a store that the machine has just written. */
async function timeToStart(folder: string): Promise<Figure> {
  const waited: number[] = []
  const used: number[] = []
  for (let round = 0; round < 3; round++) {
    const started = performance.now()
    const server = await new ServerProcess(folder, await freePort()).ready()
    waited.push(performance.now() - started)
    used.push(processorSeconds(server.child.pid) * 1000)
    await server.kill('SIGTERM')
  }
  return { waited: median(waited), processor: median(used) }
}

/** Whether there is an answer to it. @throws Error where the server has failed */
async function read(server: MeasuredServer, address: string, key: string): Promise<boolean> {
  const { status, text } = await server.ask(address, key)
  if (status >= 500) throw new Error(`${address}: ${status} ${text.slice(0, 300)}`)
  return status < 400
}

async function timeOf<Done>(
  work: () => Promise<Done>,
): Promise<{ readonly done: Done; readonly took: number }> {
  const started = performance.now()
  const done = await work()
  return { done, took: performance.now() - started }
}

async function middleOf(times: number, work: () => Promise<unknown>): Promise<number> {
  const taken: number[] = []
  for (let time = 0; time < times; time++) taken.push((await timeOf(work)).took)
  return median(taken)
}
