import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openSqliteStore, systemClock } from '@jieli/server/adapters'
import type { Grant } from '../../server/src/contracts/roles.ts'
import type { Caller } from '../../server/src/operations/context/caller.ts'
import { writeCursor } from '../../server/src/operations/context/cursor.ts'
import { readAudit } from '../../server/src/operations/audit/read-audit.ts'
import { type DutiesAsked, listDuties } from '../../server/src/operations/cases/list-duties.ts'
import { type CaseSearch, searchCases } from '../../server/src/operations/cases/search-cases.ts'
import { collections } from '../../server/src/ports/collections.ts'
import type { Store } from '../../server/src/ports/store.ts'
import { percentile } from './measure.ts'
import { fillPages, momentOf, pageWorld } from './pages-world.ts'

const sizes = [1_000, 100_000, 1_000_000]
const rounds = 100
const warmUps = 10
const limit = 50

const { counties, unitsOf, states } = pageWorld
const [first = '', second = ''] = counties

const worker = (county: string, units: readonly string[]): Grant => ({
  role: 'caseWorker',
  county,
  units,
})
const integrator = (county: string): Grant => ({ role: 'integrator', county, units: '*' })
const auditor = (county: string): Grant => ({ role: 'auditor', county, units: '*' })

const callers = {
  county: [integrator(first)],
  twoCounties: [
    worker(first, unitsOf(first).slice(0, 3)),
    worker(second, unitsOf(second).slice(3, 8)),
  ],
  pairs: counties.map((county) => worker(county, unitsOf(county).slice(0, 10))),
  all: [integrator('*')],
} as const satisfies Record<string, readonly Grant[]>

interface Question {
  readonly name: string
  readonly ask: (store: Store, page: { limit: number; cursor?: string }) => Promise<unknown>
}

const [unit = '', otherUnit = ''] = unitsOf(first)
const day = momentOf(0.4).slice(0, 10)
const later = momentOf(0.6).slice(0, 10)

/** Who reads for the bench is nobody: nothing is noted. */
const readingOver = (store: Store) => ({
  store,
  clock: systemClock,
  newId: randomUUID,
  commit: () => Promise.reject(new Error('a page of the bench writes nothing')),
})

/** A search for cases by a caller with these grants. */
function cases(
  name: string,
  grants: readonly Grant[],
  search: Omit<CaseSearch, 'limit' | 'cursor'> = {},
): Question {
  const caller: Caller = { kind: 'system', id: 'bench', title: 'bench', grants }
  return {
    name: `cases: ${name}`,
    ask: (store, page) => searchCases(readingOver(store), caller, { ...search, ...page }),
  }
}

function audit(
  name: string,
  grants: readonly Grant[],
  search: { action?: string; target?: string } = {},
): Question {
  const caller: Caller = { kind: 'user', id: 'bench', title: 'bench', grants }
  return {
    name: `audit: ${name}`,
    ask: (store, page) => readAudit({ store }, caller, { ...search, ...page }),
  }
}

/** What a caller with these grants owes, half way through the time. */
function duties(
  name: string,
  grants: readonly Grant[],
  asked: Omit<DutiesAsked, 'limit' | 'cursor'> = {},
): Question {
  const caller: Caller = { kind: 'user', id: 'bench', title: 'bench', grants }
  const clock = { now: () => momentOf(0.5) }
  return {
    name: `duties: ${name}`,
    ask: (store, page) => listDuties({ store, clock }, caller, { ...asked, ...page }),
  }
}

const questions: readonly Question[] = [
  cases('one county', callers.county),
  cases('two counties, other units in each', callers.twoCounties),
  cases('200 pairs of county and unit', callers.pairs),
  cases('every county', callers.all),
  cases('by unit', callers.county, { unit }),
  cases('by state', callers.county, { state: states[3] }),
  cases('by patient', callers.county, { patient: 'patient-7' }),
  cases('by ruleset', callers.county, { ruleset: `${first}-rules` }),
  cases('by first day', callers.county, { from: day }),
  cases('by first and last day', callers.county, { from: day, to: later }),
  cases('by unit, state and days', callers.county, {
    unit,
    state: states[3],
    from: day,
    to: later,
  }),
  cases('by a unit not one’s own', [worker(first, [unit])], { unit: otherUnit }),
  cases('200 pairs, by first day', callers.pairs, { from: day }),
  duties('one county', callers.county),
  duties('every county, late', callers.all, { late: true }),
  duties('by unit', callers.county, { unit }),
  duties('200 pairs of county and unit', callers.pairs),
  duties('200 pairs, late', callers.pairs, { late: true }),
  audit('one county', [auditor(first)]),
  audit('two counties', [auditor(first), auditor(second)]),
  audit('every county', [auditor('*')]),
  audit('a county without entries', [auditor('quiet')]),
  audit('one county, by action', [auditor(first)], { action: 'case.start' }),
  audit('every county, by action', [auditor('*')], { action: 'case.start' }),
  audit('every county, by target', [auditor('*')], { target: 'case-7' }),
]

/** What a page of cases, of duties and of the audit log takes in one growing store: first pages, and pages from its middle. */
export async function benchPages(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'jieli-bench-'))
  const file = path.join(folder, 'jieli.sqlite')
  const open = () => openSqliteStore({ file, collections })
  let store = open()
  try {
    console.log(
      `\nA page of ${limit}, in milliseconds: half the pages and 99 of 100 took no longer`,
    )
    let stored = 0
    for (const size of sizes) {
      const started = performance.now()
      await fillPages(store, file, { from: stored, to: size })
      await store.close()
      const filled = performance.now()
      store = open()
      const opened = performance.now()
      console.log(
        `\n  ${size.toLocaleString('en')} cases and as many audit entries: ${(size - stored).toLocaleString('en')} stored in ${seconds(filled - started)}, indexes made in ${seconds(opened - filled)}`,
      )
      console.log(
        `  ${''.padEnd(40)} first page: p50     p99  processor   from the middle: p50     p99  processor`,
      )
      stored = size
      const cursor = writeCursor({ value: momentOf(0.5), id: '~' })
      for (const question of questions) {
        const front = await timesOf(store, question)
        const middle = await timesOf(store, question, cursor)
        console.log(`  ${question.name.padEnd(40)} ${shown(front, 15)} ${shown(middle, 22)}`)
      }
    }
  } finally {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(0)} s`
}

interface Times {
  readonly waited: readonly number[]
  /** What one page took of a processor, on average: the same on a busy machine. */
  readonly processor: number
}

async function timesOf(store: Store, { ask }: Question, cursor?: string): Promise<Times> {
  const page = { limit, ...(cursor !== undefined && { cursor }) }
  for (let round = 0; round < warmUps; round++) await ask(store, page)
  const waited: number[] = []
  const before = process.cpuUsage()
  for (let round = 0; round < rounds; round++) {
    const started = performance.now()
    await ask(store, page)
    waited.push(performance.now() - started)
  }
  const { user, system } = process.cpuUsage(before)
  return { waited, processor: (user + system) / rounds / 1000 }
}

function shown({ waited, processor }: Times, width: number): string {
  const [half = 0, most = 0] = [0.5, 0.99].map((share) => percentile(waited, share))
  return `${half.toFixed(2).padStart(width)} ${most.toFixed(2).padStart(7)} ${processor.toFixed(2).padStart(10)}`
}
