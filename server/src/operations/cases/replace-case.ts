import type { CaseDocument } from '../../documents/case-document.ts'
import { growthOf } from '../../documents/growth-of.ts'
import { listsOfCases } from '../../ports/collections.ts'

/** The write of a case's next document, of which the store writes only what is new. Pure. */
export function replaceCase(before: CaseDocument, next: CaseDocument) {
  return {
    kind: 'replace',
    collection: 'cases',
    document: next,
    expectedRevision: before.revision,
    grown: growthOf(before, next, listsOfCases),
  } as const
}
