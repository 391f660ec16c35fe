import type { Severity } from './severity.ts'

/** A problem the engine can report. `{name}` stands for a value given with the issue. */
export interface CatalogueEntry {
  readonly severity: Severity
  /** The format of rulesets with which it became an error: what was signed in an earlier one was judged without it. */
  readonly since?: number
  readonly zh: string
  readonly en: string
}
