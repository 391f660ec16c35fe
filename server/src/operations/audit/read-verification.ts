import type { AuditProblem } from '../../audit/audit-problem.ts'
import { assertEverywhere } from '../context/assert-everywhere.ts'
import type { AuditState } from '../../contracts/audit.ts'
import type { AuditWatch, Verification, VerifiedPart } from './audit-watch.ts'
import type { Caller } from '../context/caller.ts'

/** What verifying the log came to, for whoever may read all of it. */
export interface VerificationReading {
  readonly state: AuditState
  readonly running: VerifiedPart | null
  readonly newest: PresentedVerification | null
  readonly everything: PresentedVerification | null
}

interface PresentedVerification {
  readonly startedAt: string
  readonly finishedAt: string
  readonly sound: boolean
  readonly entries: number
  readonly chains: number
  readonly documents: number
  readonly checkpoints: number
  readonly problemCount: number
  readonly counts: Readonly<Record<string, number>>
  readonly problems: readonly AuditProblem[]
}

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

function present(verified: Verification | undefined): PresentedVerification | null {
  if (verified === undefined) return null
  const { startedAt, finishedAt, report } = verified
  const { lines: _lines, ...told } = report
  return { startedAt, finishedAt, ...told }
}
