import type { DecisionEdit } from './decision-edit.ts'
import { type IssueCode, issueCatalogue } from './issue-catalogue.ts'
import type { IssueExample } from './issue-example.ts'
import { formatMoment } from './moment-words.ts'
import type { Severity } from './severity.ts'
import type { Text } from './text.ts'

/** A problem found: what is wrong, where, why and what to do, in both languages. `path` is a JSON pointer. */
export interface Issue {
  readonly code: IssueCode
  readonly severity: Severity
  readonly path: string
  readonly message: Text
  /** The red line that is crossed, where one is. */
  readonly redLine?: string
  /** A patient who shows it, where one was found. */
  readonly example?: IssueExample
  /** The other places it lies in: of two lines that overlap, the second. */
  readonly also?: readonly string[]
  /** Changes each of which mends it. */
  readonly fixes?: readonly QuickFix[]
  /** Names what has to be acknowledged, see {@link nameFindings}; only of severity `acknowledge`. */
  readonly key?: string
}

/** A change that mends an issue, as data that an editor offers and undoes. */
export interface QuickFix {
  readonly title: Text
  readonly decision: string
  readonly edit: DecisionEdit
}

/** A value to put in a message: one for both languages, or one for each. */
export type IssueValue = string | number | Text

/**
 * Makes an issue from the catalogue, filling `{name}` from `values`. What was given may be cut in the middle of a
 * character, or never was whole: the issue can be kept and hashed all the same. Pure.
 */
export function createIssue(
  code: IssueCode,
  path: string,
  values: Readonly<Record<string, IssueValue>> = {},
): Issue {
  const entry = issueCatalogue[code]
  return {
    code,
    severity: entry.severity,
    path: path.toWellFormed(),
    message: { zh: fill(entry.zh, values, 'zh'), en: fill(entry.en, values, 'en') },
  }
}

function fill(
  template: string,
  values: Readonly<Record<string, IssueValue>>,
  language: 'zh' | 'en',
): string {
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? ''
    return formatMoment(typeof value === 'object' ? value[language] : String(value))
  })
  return filled.trim().toWellFormed()
}

/** True when any issue is an error. Pure. */
export function hasErrors(issues: readonly Issue[]): boolean {
  return issues.some((issue) => issue.severity === 'error')
}
