import { named, subject } from '../../audit/audited-kinds.ts'
import type { CaseDocument } from '../../documents/case-document.ts'
import { caseContent, checkCase } from './case-check.ts'
import { isErased } from './case-seal.ts'

/** How cases are audited: how many steps one took, and when its timers are looked at, are the server's own marks. */
export const auditedCases = subject<CaseDocument>({
  content: caseContent,
  check: checkCase,
  names: ({ refusals }) =>
    named(
      'refusals',
      refusals.flatMap((each) => (each.traces === undefined || isErased(each) ? [] : each.traces)),
    ),
  files: ({ history }) =>
    history.flatMap((entry) =>
      isErased(entry) ? [] : (entry.attachments ?? []).map(({ sha256 }) => sha256),
    ),
  erased: ({ erased, archived }) =>
    erased ?? (archived && { ...archived, ground: archived.source }),
  // A timer that cannot be fired is marked on its case, which is no step; steps are counted for lists.
  marks: ['nextTimerAt', 'stuckTimer', 'stuckTimerAt', 'steps'],
})
