import type { CatalogueEntry } from './catalogue-entry.ts'
import type { Issue } from './issue.ts'
import { issueCatalogue } from './issue-catalogue.ts'

/** True when an issue is an error that a ruleset written in a format was judged by when it was signed. Pure. */
export function wasErrorIn({ code, severity }: Issue, format: number): boolean {
  const { since = 1 }: CatalogueEntry = issueCatalogue[code]
  return severity === 'error' && since <= format
}
