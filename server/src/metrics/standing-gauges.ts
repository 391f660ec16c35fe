import { Gauge, type Registry } from 'prom-client'
import type { ServerContext } from '../jobs/server-context.ts'
import { countLateCases } from '../operations/cases/count-late-cases.ts'
import { countJobs } from '../operations/jobs/count-jobs.ts'
import { findDamagedVersions } from '../operations/context/damaged-versions.ts'

/** How things stand, read when somebody asks. What cannot be read keeps its last value, and the first gauge says so. */
export function standingGauges(
  registry: Registry,
  context: Pick<ServerContext, 'store' | 'clock' | 'timers' | 'clockWatch' | 'auditWatch'>,
): void {
  const registers = [registry]
  const reachable = new Gauge({
    name: 'jieli_store_reachable',
    help: '1 when the store answered just now',
    registers,
    collect: async () => {
      reachable.set((await succeeds(() => context.store.ping())) ? 1 : 0)
    },
  })
  const overdue = new Gauge({
    name: 'jieli_timer_overdue_seconds',
    help: 'By how long the longest overdue time limit of a case is overdue',
    registers,
    collect: async () => {
      await succeeds(async () => {
        const { oldestOverdueAt } = await context.timers.read()
        overdue.set(secondsSince(oldestOverdueAt, context.clock.now()))
      })
    },
  })
  const stuck = new Gauge({
    name: 'jieli_timers_stuck',
    help: 'Time limits that could not be fired (counted up to 1000): parked, or tried again by themselves',
    labelNames: ['state'],
    registers,
    collect: async () => {
      await succeeds(async () => {
        const { parked, retrying } = await context.timers.read()
        stuck.set({ state: 'parked' }, parked)
        stuck.set({ state: 'retrying' }, retrying)
      })
    },
  })
  const late = new Gauge({
    name: 'jieli_duties_late',
    help: 'Cases in which somebody is late with a duty (counted up to 1000)',
    registers,
    collect: async () => {
      await succeeds(async () => {
        late.set(await countLateCases(context))
      })
    },
  })
  const waiting = new Gauge({
    name: 'jieli_event_waiting_seconds',
    help: 'How long the longest waiting event has been stored without a place in the feed',
    registers,
    collect: async () => {
      await succeeds(async () => {
        const [first] = await context.store.find('events', {
          sort: { field: 'waitingSince', direction: 'ascending' },
          limit: 1,
          only: ['waitingSince'],
        })
        waiting.set(secondsSince(first?.waitingSince ?? null, context.clock.now()))
      })
    },
  })
  const jobs = new Gauge({
    name: 'jieli_jobs',
    help: 'Jobs (counted up to 100): waiting, running, or failed within the last day',
    labelNames: ['state'],
    registers,
    collect: async () => {
      await succeeds(async () => {
        for (const [state, count] of Object.entries(await countJobs(context)))
          jobs.set({ state }, count)
      })
    },
  })
  const damaged = new Gauge({
    name: 'jieli_damaged_versions',
    help: 'Published versions that do not open',
    registers,
    collect: async () => {
      await succeeds(async () => {
        damaged.set((await findDamagedVersions(context.store)).size)
      })
    },
  })
  const clock = new Gauge({
    name: 'jieli_clock_agrees',
    help: '1 when the clock agrees with what was written, 0 when it is behind or ahead',
    registers,
    collect: () => {
      clock.set(context.clockWatch.look() === 'agrees' ? 1 : 0)
    },
  })
  const audit = new Gauge({
    name: 'jieli_audit_damaged',
    help: '1 when verifying found something stored that is not as it was written',
    registers,
    collect: () => {
      audit.set(context.auditWatch.state === 'damaged' ? 1 : 0)
    },
  })
}

async function succeeds(work: () => Promise<void>): Promise<boolean> {
  try {
    await work()
    return true
  } catch {
    // The store's own metrics, and the log, say what failed.
    return false
  }
}

function secondsSince(moment: string | null, now: string): number {
  return moment === null ? 0 : Math.max(0, (Date.parse(now) - Date.parse(moment)) / 1000)
}
