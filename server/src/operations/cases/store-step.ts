import type { AuditDetails } from '../../audit/audit-entry.ts'
import type { CaseDocument } from '../../documents/case-document.ts'
import type { RecordedActor } from '../../documents/recorded-actor.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { eventsOfStep } from './events-of-step.ts'
import { replaceCase } from './replace-case.ts'
import type { DocumentWrite } from '../../documents/document-store.ts'

/** Writes a case's next document with what it asks to be done and its audit entry; false when somebody else was faster. */
export async function storeStep(
  context: OperationContext,
  step: {
    before: CaseDocument
    next: CaseDocument
    /** What it is in the log: an event, unless something else is said. */
    action?: 'case.correct' | 'case.migrate' | 'case.migrateBack' | 'case.handOver'
    actor: RecordedActor
    detail: AuditDetails
    /** What is kept beside the case. */
    beside?: readonly DocumentWrite[]
  },
): Promise<boolean> {
  const { before, next, action = 'case.event', actor, detail, beside = [] } = step
  const result = await context.commit(
    [replaceCase(before, next), ...eventsOfStep(next, before.outbox.length, before), ...beside],
    {
      action,
      actor,
      target: next.id,
      county: next.county,
      detail: { ...detail, state: next.state, hash: next.history.at(-1)?.hash ?? '' },
    },
  )
  return result.committed
}
