import { formats } from '@jieli/engine'
import type { IssueReply } from '@jieli/server/contracts'

/** An issue that has to be acknowledged in words. */
export interface Finding extends IssueReply {
  readonly key: string
}

/** What has to be acknowledged, each once. Pure. */
export function findingsOf(issues: readonly IssueReply[]): readonly Finding[] {
  const found = new Map<string, Finding>()
  for (const issue of issues)
    if (issue.severity === 'acknowledge' && issue.key !== undefined)
      found.set(issue.key, { ...issue, key: issue.key })
  return [...found.values()]
}

/** Findings by kind, in the order the first of each is told. Pure. */
export function byKind(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const kinds = new Map<string, Finding[]>()
  for (const finding of findings) {
    const others = kinds.get(finding.code)
    if (others === undefined) kinds.set(finding.code, [finding])
    else others.push(finding)
  }
  return [...kinds.values()]
}

/** Whether words say enough for the server to take them. Pure. */
export function isStatement(words: string | undefined): boolean {
  return words !== undefined && formats.statement.pattern.test(words)
}
