import { clauseOf } from '../model/citation.ts'
import type { Issue, IssueValue } from '../model/issue.ts'
import { createIssue } from '../model/issue.ts'
import type { IssueCode } from '../model/issue-catalogue.ts'
import type { RedLine } from '../model/red-line.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { authorityTitles } from '../model/authority-titles.ts'

/** What a red line's check looks at. */
export interface RedLineContext {
  readonly ruleset: Ruleset
  /** What the ruleset is laid over, if anything. */
  readonly parent: Ruleset | undefined
  readonly line: RedLine
}

/** An issue that names the red line, its clauses and who set it. Pure. */
export function redLineIssue(
  { line }: RedLineContext,
  code: IssueCode,
  path: string,
  values: Readonly<Record<string, IssueValue>>,
): Issue {
  const issue = createIssue(code, path, {
    redLine: line.id,
    cites: line.cites.map(clauseOf).join(', '),
    authority: authorityTitles[line.authority],
    ...values,
  })
  return { ...issue, redLine: line.id }
}
