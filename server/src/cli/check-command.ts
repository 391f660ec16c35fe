import { checkRuleset, checkScenarios, hasErrors, type Jurisdiction } from '@jieli/engine'
import { systemClock } from '../adapters/system-clock.ts'
import { dayAt } from '../ports/time.ts'
import { loadBinding } from '../rulesets/find-ruleset.ts'
import { loadJurisdictions } from '../rulesets/load-jurisdictions.ts'
import { describePlace, RulesetFolderError } from '../rulesets/ruleset-folder-error.ts'
import { type ExitCode, exitCodes, WrongUseError } from './command-outcome.ts'
import { loadForCommand } from './load-for-command.ts'
import type { Terminal } from './terminal.ts'

/**
 * `check <ruleset>`: everything that is wrong with a ruleset, its scenarios included, as publishing would find it.
 * @param flags.jurisdiction a file that says what binds which county; the one that comes with the program when absent
 */
export async function checkCommand(
  terminal: Terminal,
  ruleset: string,
  flags: { readonly jurisdiction?: string },
): Promise<ExitCode> {
  const nodes = await readJurisdictions(terminal, flags.jurisdiction)
  const loaded = await loadForCommand(terminal, ruleset)
  if (loaded === undefined) return exitCodes.problems
  const asOf = dayAt(systemClock.now())
  const said = [
    ...loaded.issues,
    ...checkRuleset(loaded.bundle.ruleset, {
      publishing: true,
      parent: loaded.parent,
      base: loaded.base,
      binding: await loadBinding(loaded.files, nodes, asOf),
      asOf,
    }),
  ]
  // A ruleset that is broken cannot be run to see whether it does what it should.
  const ran = hasErrors(said) ? [] : checkScenarios(loaded.bundle, loaded)
  const issues = [...said, ...ran]
  const { id, version } = loaded.bundle.ruleset.manifest
  if (terminal.json) terminal.value({ ruleset: id, version, hash: loaded.bundle.hash, issues })
  for (const issue of issues) terminal.issue(issue)
  const errors = issues.filter((issue) => issue.severity === 'error').length
  const asked = issues.filter(({ severity }) => severity === 'acknowledge').length
  terminal.line(
    terminal.say(
      errors === 0 && asked > 0
        ? {
            zh: `${id} ${version}：发布人书面确认其中 ${asked} 处后可以发布（提示共 ${issues.length} 条）。`,
            en: `${id} ${version}: fit to publish once its publisher has acknowledged ${asked} finding(s) in words (${issues.length} note(s) in all).`,
          }
        : errors === 0
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

/** @throws WrongUseError when the file named is none */
async function readJurisdictions(
  terminal: Terminal,
  file: string | undefined,
): Promise<Jurisdiction[]> {
  try {
    return await loadJurisdictions(file)
  } catch (error) {
    if (file === undefined || !(error instanceof RulesetFolderError)) throw error
    const lines = error.problems.map(
      (problem) => `${describePlace(problem)}  ${terminal.say(problem.message)}`,
    )
    throw new WrongUseError(lines.join('\n'), { cause: error })
  }
}
