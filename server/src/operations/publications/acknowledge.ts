import { createIssue, type Issue } from '@jieli/engine'
import type { AuditDetails } from '../../audit/audit-entry.ts'
import type { FindingStatement } from '../../contracts/ruleset.ts'
import type { Acknowledgement } from '../../documents/publication-document.ts'
import { ServerError } from '../../errors/server-error.ts'

/**
 * What the gate found and somebody took on in words, each finding once, as it was shown to them. Nothing is kept that was not
 * asked. Pure.
 * @throws ServerError REQUEST_INVALID for a finding that is named twice; ACKNOWLEDGEMENT_UNKNOWN, PUBLISH_UNACKNOWLEDGED, both with every finding and its key
 */
export function acknowledge(
  issues: readonly Issue[],
  said: readonly FindingStatement[],
  who: Pick<Acknowledgement, 'by' | 'at'>,
): readonly Acknowledgement[] {
  const findings = new Map<string, Issue>()
  for (const issue of issues) if (issue.key !== undefined) findings.set(issue.key, issue)
  const words = new Map(said.map(({ issue, words: given }) => [issue, given]))
  const twice = said.filter(({ issue }, index) =>
    said.slice(0, index).some((one) => one.issue === issue),
  )
  if (twice.length > 0)
    throw new ServerError(
      'REQUEST_INVALID',
      { count: twice.length },
      {
        issues: twice.map(({ issue: id }) =>
          createIssue('ID_DUPLICATE', '/acknowledgements', { id }),
        ),
      },
    )
  const unknown = [...words.keys()].filter((key) => !findings.has(key))
  const open = [...findings.keys()].filter((key) => !words.has(key))
  const listed = { issues: [...findings.values()] }
  if (unknown.length > 0)
    throw new ServerError('ACKNOWLEDGEMENT_UNKNOWN', { count: unknown.length }, listed)
  if (open.length > 0)
    throw new ServerError('PUBLISH_UNACKNOWLEDGED', { count: open.length }, listed)
  return [...findings].map(([key, { code, path, message }]) => ({
    issue: key,
    code,
    path,
    message,
    words: words.get(key)!,
    ...who,
  }))
}

/** What the audit log keeps of one: who and when stand in its entry already. Pure. */
export function auditedWords({ code, path, message, words }: Acknowledgement): AuditDetails {
  return { code, path, message: { zh: message.zh, en: message.en }, words }
}
