import type { AuditState } from '../../contracts/audit.ts'
import type { ClockStatus } from '../timers/clock-watch.ts'
import { findDamagedVersions } from '../context/damaged-versions.ts'
import type { TimerContext } from '../timers/timer-context.ts'

/** What is told beside being ready: things to look at, by which the server's work as a whole does not stop. */
export interface ToldReadiness {
  /** Timers of cases that wait until somebody has looked at them; more when `atLeast` is true. */
  readonly parkedTimers: number
  readonly atLeast: boolean
  /** When the timer that is overdue for longest was due. */
  readonly oldestOverdueAt: string | null
  /** Published versions that do not open. */
  readonly damagedVersions: number
  readonly clock: ClockStatus
  /** What verifying what is stored came to last. */
  readonly audit: AuditState
}

/**
 * Whether the server can do its work: the store answers and can be written to. All else is only told, without naming a
 * case, a ruleset or a county, for anybody may ask.
 * @throws {StoreError} when it cannot
 */
export async function readReadiness(
  context: TimerContext & { readonly auditWatch: { readonly state: AuditState } },
): Promise<ToldReadiness> {
  await context.store.ping()
  await context.clockWatch.beat()
  const { parked, atLeast, oldestOverdueAt } = await context.timers.read()
  const damaged = await findDamagedVersions(context.store)
  return {
    parkedTimers: parked,
    atLeast,
    oldestOverdueAt,
    damagedVersions: damaged.size,
    clock: context.clockWatch.look(),
    audit: context.auditWatch.state,
  }
}
