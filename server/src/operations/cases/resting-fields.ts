import { type Bundle, type CaseSnapshot, statePath } from '@jieli/engine'
import type { CaseDocument, HistoryEntry } from '../../documents/case-document.ts'
import { draftOf } from './draft-of-case.ts'
import { type DutyFields, dutyFields } from './duty-fields.ts'
import { nextDue } from './next-due.ts'
import { type ProcedureFields, procedureFields } from './procedure-fields.ts'

/** What a step says of where it left the case. Pure. */
export function standingOf(
  snapshot: CaseSnapshot,
): Pick<HistoryEntry, 'to' | 'value' | 'status' | 'timers' | 'untimed' | 'duties' | 'successors'> {
  const { value, status, timers, untimed, duties, successors } = snapshot
  return {
    to: statePath(value),
    value,
    status,
    timers,
    ...(untimed !== undefined && { untimed }),
    ...(duties !== undefined && { duties }),
    ...(successors !== undefined && { successors }),
  }
}

type RestingFields = Pick<
  CaseDocument,
  'state' | 'status' | 'updatedAt' | 'nextTimerAt' | 'steps' | 'snapshot' | 'history'
> &
  DutyFields &
  ProcedureFields

/** The fields of a case that follow from where its last step left it. Pure. */
export function restingFields(
  bundle: Bundle,
  snapshot: CaseSnapshot,
  history: readonly HistoryEntry[],
): RestingFields {
  const now = history.at(-1)?.recordedAt ?? snapshot.at
  return {
    state: statePath(snapshot.value),
    status: snapshot.status,
    updatedAt: now,
    nextTimerAt: nextDue(snapshot.timers),
    ...dutyFields(bundle, snapshot),
    ...procedureFields(bundle, snapshot, now, draftOf(history)),
    steps: history.length,
    snapshot,
    history,
  }
}
