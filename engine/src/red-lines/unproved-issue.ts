import type { Issue } from '../model/issue.ts'
import { createIssue } from '../model/issue.ts'
import { quotedTitles } from '../model/quoted-titles.ts'
import type { Text } from '../model/text.ts'
import type { RedLineContext } from './red-line-context.ts'

/**
 * Reports a red line that holds only because a parameter has no value yet: nothing is let through before it is supplied,
 * and the line is proved again when it is. Pure.
 */
export function unprovedIssue(
  { ruleset, line }: RedLineContext,
  title: Text,
  open: readonly string[],
): readonly Issue[] {
  if (open.length === 0) return []
  const titles = ruleset.parameters.filter(({ id }) => open.includes(id)).map((one) => one.title)
  const issue = createIssue('RED_LINE_UNPROVED', `/redLines/${line.id}`, {
    redLine: line.id,
    title,
    parameters: quotedTitles(titles),
  })
  // A template is made to be completed by others: what it leaves open is good to know, not a fault.
  const severity = ruleset.manifest.kind === 'county' ? issue.severity : 'info'
  return [{ ...issue, severity, redLine: line.id }]
}
