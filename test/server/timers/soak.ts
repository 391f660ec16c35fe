import { expect } from 'vitest'
import { openAuditedStore } from '../../../server/src/audit/audited-store.ts'
import { auditedCollections } from '../../../server/src/audited-collections.ts'
import { checkCase } from '../../../server/src/operations/cases/case-check.ts'
import { createContext } from '../../../server/src/jobs/create-context.ts'
import type { CaseDocument } from '../../../server/src/documents/case-document.ts'
import { TimerScan } from '../../../server/src/operations/timers/timer-scan.ts'
import { VersionWatch } from '../../../server/src/operations/timers/version-watch.ts'
import { StoreError } from '../../../server/src/ports/store-error.ts'
import { openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { smallRuleset } from '../harness/small-ruleset.ts'
import { hour, minute } from '../harness/turnable-clock.ts'
import { damageVersion, type DamageKind, type Restore } from './damage.ts'
import { FaultyStore } from './faulty-store.ts'
import { storeWaitingCases } from './many-cases.ts'

/** How much is let go wrong, and for how long. */
export interface SoakOptions {
  /** Draws the same schedule again. */
  readonly seed: number
  readonly counties: number
  readonly cases: number
  /** Minutes that pass, one by one. */
  readonly minutes: number
}

/** What came of it. */
export interface Soaked {
  readonly fired: number
  readonly damages: number
  readonly storeFailures: number
  /** The longest a timer of a healthy case was late, in milliseconds. */
  readonly latest: number
}

const counties = (count: number) => Array.from({ length: count }, (_, at) => `c${at}`)
const kinds: readonly DamageKind[] = ['missing', 'changed', 'emptied']

/**
 * Lets versions be damaged and restored and the store fail at random, while two servers fire the timers of many cases.
 * Every timer fires once, none of a healthy version is late by more than the minute the servers look at, and in the
 * end, once all is mended, none is left.
 */
export async function soakTimers(
  options: SoakOptions,
  open: () => Promise<TestServer> = openTestServer,
): Promise<Soaked> {
  const server = await open()
  try {
    return await soak(server, options)
  } finally {
    await server.close()
  }
}

async function soak(
  server: TestServer,
  { seed, counties: count, cases, minutes }: SoakOptions,
): Promise<Soaked> {
  const draw = drawer(seed)
  const rulesets = counties(count)
  for (const id of rulesets) await server.publish(smallRuleset({ id, county: id }))
  const moment = (at: number) =>
    new Date(Date.parse(server.clock.now()) + at * minute + 8 * hour)
      .toISOString()
      .replace('Z', '+08:00')
  for (const id of rulesets) {
    const moments = Array.from({ length: Math.ceil(cases / count) }, () =>
      // Two hours later they are due, spread over the time of the soak.
      moment(Math.floor(draw() * minutes * 0.6) - 120),
    )
    await storeWaitingCases(server, id, moments)
  }
  let failing = false
  let storeFailures = 0
  const faulty = new FaultyStore(server.raw, () => {
    const fails = failing && draw() < 0.03
    if (fails) storeFailures++
    return fails
  })
  // A new context remembers no version: as if each server was started again now and then.
  const startServer = async () => {
    const { clock, signingKey } = server.context
    const opened = { store: faulty, clock, signingKey, collections: auditedCollections }
    const store = await openAuditedStore(opened)
    const context = createContext({ ...server.context, store })
    const failures: string[] = []
    return {
      scan: new TimerScan(context, ({ code }) => failures.push(code)),
      watch: new VersionWatch(context),
      failures,
    }
  }
  let servers = [await startServer(), await startServer()]
  const damaged = new Map<string, Restore>()
  const lastDamaged = new Map<string, string>()
  let damages = 0
  let latest = 0
  const quietly = async (work: Promise<unknown>) => {
    await work.catch((error: unknown) => {
      if (!(error instanceof StoreError)) throw error
    })
  }
  for (let passed = 0; passed < minutes; passed++) {
    server.clock.advance(minute)
    failing = false
    for (const id of rulesets) {
      const restore = damaged.get(id)
      if (restore === undefined && draw() < 0.03) {
        damaged.set(
          id,
          await damageVersion(server, `${id}@1.0.0`, kinds[Math.floor(draw() * 3)] ?? 'missing'),
        )
        damages++
      } else if (restore !== undefined && draw() < 0.1) {
        await restore(server)
        damaged.delete(id)
        lastDamaged.set(id, server.clock.now())
      }
    }
    if (draw() < 0.2) servers = [await startServer(), await startServer()]
    failing = true
    await Promise.all(servers.map(({ scan }) => quietly(scan.run())))
    if (draw() < 0.3) await Promise.all(servers.map(({ watch }) => quietly(watch.run())))
    failing = false
    // What the failures of the store kept from this look is met by the next.
    await Promise.all(servers.map(({ scan }) => scan.run()))
    for (const id of damaged.keys()) lastDamaged.set(id, server.clock.now())
    latest = Math.max(latest, await longestOverdue(server, lastDamaged))
  }
  for (const restore of damaged.values()) await restore(server)
  const [last = await startServer()] = servers
  for (;;) {
    await last.watch.run()
    const { fired } = await last.scan.run()
    if (fired === 0 && (await server.store.find('damagedVersions', { limit: 1 })).length === 0)
      break
  }
  return { fired: await expectOnce(server), damages, storeFailures, latest }
}

/**
 * How long the timers of healthy cases are overdue that have not fired: of those whose version has been whole ever since
 * they were due.
 */
async function longestOverdue(
  server: TestServer,
  lastDamaged: ReadonlyMap<string, string>,
): Promise<number> {
  const now = Date.parse(server.clock.now())
  const all = await server.store.find<CaseDocument>('cases', { limit: 100_000 })
  const waiting = all.filter(({ state }) => state === 'waiting')
  const late = waiting.flatMap(({ ruleset, snapshot }) => {
    const due = Date.parse(snapshot.timers[0]?.dueAt ?? '')
    const damaged = lastDamaged.get(ruleset)
    return due > now || (damaged !== undefined && Date.parse(damaged) >= due) ? [] : [now - due]
  })
  return Math.max(0, ...late)
}

/** Every case went once through its one timer, and its history is whole; how many there are. */
async function expectOnce(server: TestServer): Promise<number> {
  const all = await server.store.find<CaseDocument>('cases', { limit: 1_000_000 })
  for (const document of all) {
    const { history, stuckTimer, snapshot } = document
    expect(history.map(({ to }) => to)).toEqual(['draft', 'waiting', 'overdue'])
    expect(checkCase(document, server.context.sealer)).toEqual([])
    expect(stuckTimer).toBeUndefined()
    // As of the moment it was due, however late it was fired.
    expect(Date.parse(snapshot.at)).toBe(Date.parse(history[1]?.at ?? '') + 2 * hour)
  }
  return all.length
}

/** The same numbers from 0 to 1 for the same seed (mulberry32). */
function drawer(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d_2b_79_f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
