import type { AuditState } from '../../contracts/audit.ts'
import type { Readiness } from '../../contracts/health.ts'
import { findDamagedVersions } from '../context/damaged-versions.ts'
import type { TimerContext } from '../timers/timer-context.ts'

/**
 * Whether the server can do its work: the store answers and can be written to. All else is only said in its details, without naming a
 * case, a ruleset or a county, for anybody may ask.
 * @throws {StoreError} when it cannot
 */
export async function readReadiness(
  context: TimerContext & { readonly auditWatch: { readonly state: AuditState } },
): Promise<Readiness['details']> {
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
