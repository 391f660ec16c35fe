import { removeLeftFiles } from './attachments/remove-left-files.ts'
import type { ServerContext } from './jobs/server-context.ts'
import { JobScan } from './jobs/stored/job-scan.ts'
import { watchRulesets } from './jobs/watch-rulesets.ts'
import type { ClockStatus } from './contracts/health.ts'
import type { TimerContext } from './operations/timers/timer-context.ts'
import type { TimerFailed } from './operations/timers/timer-scan.ts'
import { forgetUploads } from './operations/cases/attachments/forget-uploads.ts'
import { numberEvents } from './operations/events/number-events.ts'
import { countUntimedCases } from './operations/timers/count-untimed-cases.ts'
import { TimerScan } from './operations/timers/timer-scan.ts'
import { WebhookDelivery } from './operations/webhooks/deliver-webhooks.ts'
import { VersionWatch } from './operations/timers/version-watch.ts'
import { beginPurges } from './operations/retention/begin-purges.ts'
import { removeExpired } from './people/remove-expired.ts'
import { RepeatedScan, type ScanRun } from './repeated-scan.ts'
import type { TroubleLog } from './trouble-log.ts'

/** In milliseconds. */
const second = 1000
const minute = 60_000
const hour = 3_600_000

/** Starts everything the server does again and again, whoever asks it something. */
/** @param alone true where no other process can have the store open */
export function startScans(
  context: ServerContext,
  log: TroubleLog,
  alone = false,
): readonly RepeatedScan[] {
  const timers = new TimerScan(context, timerFailed(log))
  const versions = new VersionWatch(context)
  let end = 0
  const numbering = new RepeatedScan({
    name: 'events',
    failed: 'events could not be given their places in the feed',
    period: second,
    log,
    work: async (signal) => {
      const numbered = await numberEvents(context, signal)
      if (numbered.end !== end) context.eventSignals.numbered.give()
      end = numbered.end
      return numbered
    },
  })
  context.eventSignals.written.listen(() => {
    numbering.wake()
  })
  const webhooks = new WebhookDelivery(
    context,
    (error, { id, county, url }) => {
      log.met(`webhook ${id}`, 'events could not be sent', { err: error, webhook: id, county, url })
    },
    { alone },
  )
  const delivery = new RepeatedScan({
    name: 'webhooks',
    failed: 'webhooks could not be looked at',
    period: second,
    log,
    work: async (signal) => {
      await webhooks.run(signal)
    },
    ended: async () => {
      await webhooks.settled()
    },
  })
  context.eventSignals.numbered.listen(() => {
    delivery.wake()
  })
  const jobs = startedJobs(context, log, alone)
  const scans = [
    numbering,
    delivery,
    jobs,
    new RepeatedScan({
      name: 'timers',
      failed: 'timers could not be looked at',
      period: second,
      log,
      work: async (signal) => await fireUnlessDoubted(context, log, () => timers.run(signal)),
    }),
    new RepeatedScan({
      name: 'versions',
      failed: 'stored versions could not be looked at',
      period: 10 * second,
      log,
      work: async () => {
        await versions.run()
        await settleTimers(context, log)
      },
    }),
    new RepeatedScan({
      name: 'calendar',
      failed: 'what waits for a notice of holidays could not be looked at',
      period: 30 * second,
      log,
      work: async () => {
        const failed = new Set<string>()
        await countUntimedCases(context, (error, { id, ruleset }) => {
          const cause = `calendar of ${ruleset}`
          failed.add(cause)
          log.met(cause, 'a case could not be counted', { err: error, case: id, ruleset })
        })
        log.resolve('calendar', failed)
      },
    }),
    new RepeatedScan({
      name: 'thresholds',
      failed: 'thresholds could not be looked at',
      period: minute,
      log,
      work: async () => {
        await watchAll(context, log, thresholds)
      },
    }),
    new RepeatedScan({
      name: 'duties',
      failed: 'scheduled duties could not be looked at',
      period: 10 * minute,
      log,
      // By a clock that may have run away everything would be late.
      work: async () => {
        if (context.clockWatch.look() !== 'ahead') await watchAll(context, log, scheduledDuties)
      },
    }),
    new RepeatedScan({
      name: 'heartbeat',
      failed: 'the store could not be written to',
      period: minute,
      log,
      work: async () => {
        await context.clockWatch.beat()
      },
    }),
    new RepeatedScan({
      name: 'key uses',
      failed: 'when keys were last used could not be noted',
      period: minute,
      log,
      work: async () => {
        await context.lastUses.flush()
      },
    }),
    new RepeatedScan({
      name: 'attachments',
      failed: 'documents that no step filed could not be removed',
      period: hour,
      log,
      work: async (signal) => {
        await removeLeftFiles(context)
        return await forgetUploads(context, signal)
      },
    }),
    new RepeatedScan({
      name: 'retention',
      failed: 'what is past its time could not be looked at',
      period: hour,
      log,
      // By a clock that may have run away everything would be past its time.
      work: async (signal) => {
        if (context.clockWatch.look() === 'ahead') return
        if ((await beginPurges(context, signal)) > 0) context.jobSignal.give()
      },
    }),
    new RepeatedScan({
      name: 'sessions',
      failed: 'sessions that ran out could not be removed',
      period: hour,
      log,
      work: async () => {
        for (const kept of [
          'jobFiles',
          'sessions',
          'signInPlaces',
          'lastUses',
          'usedTokens',
        ] as const)
          await removeExpired(context, kept)
      },
    }),
  ]
  for (const scan of scans) scan.start()
  return scans
}

/** What works on the jobs that are stored. */
function startedJobs(context: ServerContext, log: TroubleLog, alone: boolean): RepeatedScan {
  const jobs = new JobScan(
    context,
    (error, { id, kind, ruleset }) => {
      log.met(`job ${id}`, 'a job could not be worked on', { err: error, job: id, kind, ruleset })
    },
    { alone },
  )
  const scan = new RepeatedScan({
    name: 'jobs',
    failed: 'jobs could not be looked at',
    period: second,
    log,
    work: async (signal) => {
      await jobs.run(signal)
    },
    ended: async () => {
      await jobs.settled()
    },
  })
  context.jobSignal.listen(() => {
    scan.wake()
  })
  return scan
}

/** By a clock that may have run away every timer would be due: they wait until somebody has looked at it. */
async function fireUnlessDoubted(
  context: TimerContext,
  log: TroubleLog,
  fire: () => Promise<ScanRun>,
): Promise<ScanRun | void> {
  const status = context.clockWatch.look()
  for (const [doubt, message] of clockMessages)
    if (doubt === status) log.met(`clock ${doubt}`, message)
  log.resolve('clock', new Set([`clock ${status}`]))
  return status === 'ahead' ? undefined : await fire()
}

const clockMessages: readonly (readonly [ClockStatus, string])[] = [
  [
    'ahead',
    'the clock has jumped ahead; no timer fires until it is right or the server is started again',
  ],
  ['behind', 'the clock has gone back; cases keep the time they were last written at'],
]

/** One cause for all cases of a version that fail alike, however many they are. */
function timerFailed(log: TroubleLog): TimerFailed {
  return (error, { id, ruleset, version }) => {
    const fields = { err: error, case: id, ruleset, version }
    log.met(timerCause(error.code, { ruleset, version }), 'timers could not be fired', fields)
  }
}

function timerCause(code: string, { ruleset, version }: { ruleset: string; version: string }) {
  return `timers of ${ruleset}@${version}: ${code}`
}

/** A trouble with timers is over when no case has it any more. */
async function settleTimers(context: TimerContext, log: TroubleLog): Promise<void> {
  const asOf = log.now
  context.timers.outdate()
  const { groups, atLeast } = await context.timers.read()
  if (atLeast) return
  const present = groups.map(({ problem, ...version }) => timerCause(problem.code, version))
  log.resolve('timers', new Set(present), asOf)
}

const thresholds = { watch: 'watchRuleset', name: 'thresholds' } as const
const scheduledDuties = { watch: 'noteLateDuties', name: 'scheduled duties' } as const

async function watchAll(
  context: ServerContext,
  log: TroubleLog,
  { watch, name }: typeof thresholds | typeof scheduledDuties,
): Promise<void> {
  const failed = new Set<string>()
  await watchRulesets(context, {
    watch,
    failed: (ruleset, error) => {
      const cause = `${name} of ${ruleset}`
      failed.add(cause)
      log.met(cause, `${name} could not be looked at`, { err: error, ruleset })
    },
  })
  log.resolve(name, failed)
}
