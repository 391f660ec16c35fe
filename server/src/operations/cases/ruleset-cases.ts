import type { FieldValues } from '../../ports/store.ts'
import type { DocumentStore } from '../../documents/document-store.ts'
import { type CaseDocument, caseStatuses } from '../../documents/case-document.ts'

/** The ranges of the cases of a ruleset or of all, of one status or all, by when they were changed. */
export async function rangesByStatus(
  store: DocumentStore,
  { ruleset, status }: { readonly ruleset?: string; readonly status?: CaseDocument['status'] } = {},
): Promise<readonly FieldValues[]> {
  // A ruleset belongs to one county, but may have belonged to another.
  const places = await store.distinct('cases', ['county', 'ruleset'])
  return places
    .filter(([, each]) => ruleset === undefined || each === ruleset)
    .flatMap(([county = null, each = null]) =>
      (status === undefined ? caseStatuses : [status]).map((one) => ({
        county,
        ruleset: each,
        status: one,
      })),
    )
}

/** The ranges of all of a ruleset's cases, wherever it was. */
export async function rangesOfRuleset(
  store: DocumentStore,
  ruleset: string,
): Promise<readonly FieldValues[]> {
  const places = await store.distinct('cases', ['county', 'ruleset'])
  return places
    .filter(([, each]) => each === ruleset)
    .map(([county = null]) => ({ county, ruleset }))
}

/** The ranges of all of a ruleset's cases, state by state, by when they were started. */
export async function rangesByState(
  store: DocumentStore,
  ruleset: string,
): Promise<readonly FieldValues[]> {
  const places = await store.distinct('cases', ['county', 'ruleset', 'state'])
  return places
    .filter(([, each]) => each === ruleset)
    .map(([county = null, , state = null]) => ({ county, ruleset, state }))
}
