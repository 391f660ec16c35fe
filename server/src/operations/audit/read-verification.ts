import { assertEverywhere } from '../context/assert-everywhere.ts'
import type { VerificationReading, Verification } from '../../contracts/audit.ts'
import type { AuditWatch, Verification as Verified } from './audit-watch.ts'
import type { Caller } from '../context/caller.ts'

/**
 * What the last verifications came to. It names documents of every county.
 * @throws ServerError PERMISSION_MISSING
 */
export function readVerification(watch: AuditWatch, caller: Caller): VerificationReading {
  assertEverywhere(caller, 'audit.read')
  return {
    state: watch.state,
    running: watch.running,
    newest: present(watch.last('newest')),
    everything: present(watch.last('everything')),
  }
}

function present(verified: Verified | undefined): Verification | null {
  if (verified === undefined) return null
  const { startedAt, finishedAt, report } = verified
  const { lines: _lines, ...found } = report
  return { startedAt, finishedAt, ...found }
}
