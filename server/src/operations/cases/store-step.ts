import type { AuditDetails } from '../../audit/audit-entry.ts'
import type { CaseDocument } from '../../documents/case-document.ts'
import type { RecordedActor } from '../../documents/recorded-actor.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { eventsOfStep } from './events-of-step.ts'
import { replaceCase } from './replace-case.ts'
import { stepInLog } from './step-in-log.ts'
import type { DocumentWrite } from '../../documents/document-store.ts'

/**
 * Writes a case's next document with what it asks to be done and its audit entry; false when somebody else was faster. Of an event
 * that was not taken the log says where the case stayed; of a step, which it was.
 */
export async function storeStep(
  context: OperationContext,
  step: {
    before: CaseDocument
    next: CaseDocument
    /** What it is in the log: an event, unless something else is said. */
    action?: 'case.correct' | 'case.migrate' | 'case.migrateBack' | 'case.handOver'
    actor: RecordedActor
    /** What the history does not say. */
    detail?: AuditDetails | undefined
    /** What is kept beside the case. */
    beside?: readonly DocumentWrite[]
  },
): Promise<boolean> {
  const { before, next, action = 'case.event', actor, detail, beside = [] } = step
  const isTaken = next.history.length > before.history.length
  const stayed = { ...detail, taken: false, state: next.state }
  const result = await context.commit(
    [replaceCase(before, next), ...eventsOfStep(next, before.outbox.length, before), ...beside],
    {
      action,
      actor,
      target: next.id,
      county: next.county,
      ...(isTaken ? { ...stepInLog(next), ...(detail && { detail }) } : { detail: stayed }),
    },
  )
  return result.committed
}
