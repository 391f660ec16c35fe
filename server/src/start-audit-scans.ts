import type { ServerContext } from './jobs/server-context.ts'
import type { AuditedStore } from './audit/audited-store.ts'
import { RepeatedScan } from './repeated-scan.ts'
import type { TroubleLog } from './trouble-log.ts'
import type { VerifiedPart } from './contracts/audit.ts'

/** In milliseconds. */
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const checkpointPeriod = 5 * minute

/** So many problems are told in the log of the server; `jieli audit verify` tells all. */
const maxLogged = 10

/** Writes checkpoints, and verifies the newest part of the log at the start and everything once a day. */
export function startAuditScans(
  { auditWatch }: Pick<ServerContext, 'auditWatch'>,
  store: Pick<AuditedStore, 'writeCheckpoint'>,
  log: TroubleLog,
): readonly RepeatedScan[] {
  let begun = performance.now()
  const verify = async (part: VerifiedPart, signal: AbortSignal) => {
    const { report } = await auditWatch.verify(part, signal)
    const { sound, counts, problems } = report
    if (sound && auditWatch.state === 'sound') log.over('audit')
    if (sound) return
    log.met(
      'audit',
      'what is stored is not as it was written; jieli audit verify tells all of it',
      { counts, problems: problems.slice(0, maxLogged) },
    )
  }
  const scans = [
    new RepeatedScan({
      name: 'verifying',
      failed: 'the audit log could not be verified',
      period: minute,
      log,
      work: async (signal) => {
        try {
          if (auditWatch.state === 'pending') return await verify('newest', signal)
          const due = auditWatch.last('everything') === undefined ? hour : day
          if (performance.now() - begun < due) return
          begun = performance.now()
          await verify('everything', signal)
        } catch (error) {
          if (!signal.aborted) throw error
        }
      },
    }),
    new RepeatedScan({
      name: 'checkpoints',
      failed: 'a checkpoint of the audit log could not be written',
      period: checkpointPeriod,
      log,
      work: store.writeCheckpoint,
    }),
  ]
  for (const scan of scans) scan.start()
  return scans
}
