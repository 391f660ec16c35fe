import { authorities, type Authority } from '../model/authority.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { checkRoles } from './charts/check-roles.ts'
import { checkFactsSet } from './check-facts-set.ts'
import { checkOne, keepsCheck } from './red-line-kinds.ts'

/**
 * Red lines that are crossed, and red lines of the parent that were taken away or loosened. Pure.
 * @param lines `inherited` looks at the parent's alone: the others are read where they were set
 */
export function checkRedLines(
  ruleset: Ruleset,
  parent: Ruleset | undefined,
  lines: 'all' | 'inherited' = 'all',
): readonly Issue[] {
  const own = new Map(ruleset.redLines.map((line) => [line.id, line]))
  const lost = (parent?.redLines ?? []).filter((line) => {
    const kept = own.get(line.id)
    if (kept === undefined || !atLeast(kept.authority, line.authority)) return true
    // A child may demand more, never less.
    return line.checks.some(
      (check) => !kept.checks.some((ours) => keepsCheck(ruleset, check, ours)),
    )
  })
  const inherited = new Set((parent?.redLines ?? []).map(({ id }) => id))
  const kept = ruleset.redLines.filter(
    (line) =>
      !lost.some((other) => other.id === line.id) && (lines === 'all' || inherited.has(line.id)),
  )
  return [
    ...lost.map((line) => {
      const values = { redLine: line.id, title: line.title }
      return {
        ...createIssue('RED_LINE_REMOVED', `/redLines/${line.id}`, values),
        redLine: line.id,
      }
    }),
    // What the parent demands holds even where the child has struck it out.
    ...[...lost, ...kept].flatMap((line) =>
      line.checks.flatMap((check) => checkOne({ ruleset, parent, line }, check)),
    ),
    ...checkFactsSet(ruleset, parent),
    ...checkRoles(ruleset, parent),
  ]
}

/** True when the first stands as high as the second, or higher. */
function atLeast(first: Authority, second: Authority): boolean {
  return authorities.indexOf(first) <= authorities.indexOf(second)
}
