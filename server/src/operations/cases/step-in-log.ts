import type { RecordedStep } from '../../audit/audit-entry.ts'
import type { CaseDocument } from '../../documents/case-document.ts'

/**
 * The last step of a case as the log names it. What it did stands in the history, which the seal in the log covers: the log does not
 * say it again. Pure.
 */
export function stepInLog({ history }: Pick<CaseDocument, 'history'>): {
  readonly step?: RecordedStep
} {
  const last = history.at(-1)
  return last === undefined ? {} : { step: { seq: last.seq, event: last.event } }
}
