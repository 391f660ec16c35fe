import { nextAuditWrite } from '../audit/append-audit.ts'
import type { AuditDetails } from '../audit/audit-entry.ts'
import type { InsertWrite } from '../ports/store.ts'
import type { RecordedActor } from './documents.ts'
import type { OperationContext } from './operation-context.ts'

/** Something that was done or decided, for the log that is only ever added to. */
export interface AuditedDeed {
  /** Dotted and in the present: `case.start`. */
  readonly action: string
  readonly actor: RecordedActor
  /** What it was done to: a case, a ruleset, an account. */
  readonly target: string
  /** The county it concerns; empty or absent when it concerns none. */
  readonly county?: string | undefined
  readonly detail?: AuditDetails
}

/** The write that adds a deed to the audit log, to be committed together with what it records. */
export function auditWriteOf(context: OperationContext, deed: AuditedDeed): InsertWrite {
  const { county, ...rest } = deed
  return nextAuditWrite({
    at: context.clock.now(),
    ...rest,
    ...(county !== undefined && county !== '' && { county }),
  })
}

/** Adds a deed that stands by itself. */
export async function recordAudit(context: OperationContext, deed: AuditedDeed): Promise<void> {
  await context.store.commit([auditWriteOf(context, deed)])
}
