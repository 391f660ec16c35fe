import { checkRuleset, hasErrors } from '@jieli/engine'
import { systemClock } from '../adapters/system-clock.ts'
import { dayAt } from '../operations/time.ts'
import { type ExitCode, exitCodes } from './command-outcome.ts'
import { loadForCommand } from './load-for-command.ts'
import type { Terminal } from './terminal.ts'

/** `check <ruleset>`: everything that can be said of a ruleset without running it, as publishing would ask it. */
export async function checkCommand(terminal: Terminal, ruleset: string): Promise<ExitCode> {
  const loaded = await loadForCommand(terminal, ruleset)
  if (loaded === undefined) return exitCodes.problems
  const issues = [
    ...loaded.issues,
    ...checkRuleset(loaded.bundle.ruleset, {
      publishing: true,
      parent: loaded.parent,
      base: loaded.base,
      asOf: dayAt(systemClock.now()),
    }),
  ]
  const { id, version } = loaded.bundle.ruleset.manifest
  if (terminal.json) terminal.value({ ruleset: id, version, hash: loaded.bundle.hash, issues })
  for (const issue of issues) terminal.issue(issue)
  const errors = issues.filter((issue) => issue.severity === 'error').length
  terminal.line(
    terminal.say(
      errors === 0
        ? {
            zh: `${id} ${version}：可以发布（提示 ${issues.length} 条）。`,
            en: `${id} ${version}: fit to publish (${issues.length} note(s)).`,
          }
        : {
            zh: `${id} ${version}：有 ${errors} 个问题，不能发布。`,
            en: `${id} ${version}: ${errors} problem(s), not fit to publish.`,
          },
    ),
  )
  return hasErrors(issues) ? exitCodes.problems : exitCodes.good
}
