import {
  checkRuleset,
  checkScenarios,
  hasErrors,
  type Jurisdiction,
  severities,
  type Text,
} from '@jieli/engine'
import { systemClock } from '../adapters/system-clock.ts'
import { dayAt } from '../ports/time.ts'
import { loadBinding } from '../rulesets/find-ruleset.ts'
import { loadJurisdictions } from '../rulesets/load-jurisdictions.ts'
import { describePlace, RulesetFolderError } from '../rulesets/ruleset-folder-error.ts'
import { type ExitCode, exitCodes, WrongUseError } from './command-outcome.ts'
import { loadForCommand } from './load-for-command.ts'
import type { Terminal } from './terminal.ts'

/**
 * `check <ruleset>`: everything that is wrong with a ruleset, its scenarios included, as publishing would find it. What has
 * to be acknowledged in words is told and counted; it is no problem, for publishing is where the words are given.
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
  // What weighs most stands last, beside what it comes to.
  for (const severity of severities.toReversed())
    for (const issue of issues) if (issue.severity === severity) terminal.issue(issue)
  const errors = issues.filter((issue) => issue.severity === 'error').length
  const asked = issues.filter(({ severity }) => severity === 'acknowledge').length
  const name = `${id} ${version}`
  terminal.line(
    terminal.say(
      errors === 0
        ? {
            zh: `${name}：可以发布（提示 ${issues.length} 条）。`,
            en: `${name}: fit to publish (${issues.length} note(s)).`,
          }
        : {
            zh: `${name}：有 ${errors} 个问题，不能发布。`,
            en: `${name}: ${errors} problem(s), not fit to publish.`,
          },
    ),
  )
  if (asked > 0) terminal.line(terminal.say(askedFor(asked)))
  return hasErrors(issues) ? exitCodes.problems : exitCodes.good
}

/** Nothing is published from here: who has to write the words, and where they can. */
function askedFor(count: number): Text {
  return {
    zh: `其中 ${count} 处（标 ? 的）须在发布时由编辑者以外的人逐一书面写明理由：在设计器的“发布”窗口填写，或随发布请求的 acknowledgements 提交。`,
    en: `${count} of the notes (marked ?) have to be acknowledged in words by somebody other than the editor when it is published: in the designer's Publish dialog, or as acknowledgements of the request that publishes.`,
  }
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
