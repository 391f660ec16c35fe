import { type Bundle, createBundle, hasErrors, type Issue, type Ruleset } from '@jieli/engine'
import { type FolderProblem, RulesetFolderError } from '../rulesets/ruleset-folder-error.ts'
import { findRulesetFolder, type LoadedRuleset, loadRuleset } from '../rulesets/find-ruleset.ts'
import { WrongUseError } from './command-outcome.ts'
import type { Terminal } from './terminal.ts'

export interface LoadedForCommand {
  readonly bundle: Bundle
  readonly parent: Ruleset | undefined
  /** The parent without its overlays, where there are any. */
  readonly base: Ruleset | undefined
  readonly issues: readonly Issue[]
  /** Its own files, and what it rests on. */
  readonly files: Omit<LoadedRuleset, 'resolved'>
}

/**
 * Loads a ruleset for a command, or prints what is wrong with its files and gives nothing.
 * @throws WrongUseError when there is no such ruleset
 */
export async function loadForCommand(
  terminal: Terminal,
  idOrFolder: string,
): Promise<LoadedForCommand | undefined> {
  await assertExists(terminal, idOrFolder)
  try {
    const { resolved, ...files } = await loadRuleset(idOrFolder)
    if (resolved.ruleset === undefined || hasErrors(resolved.issues)) {
      report(terminal, idOrFolder, { issues: resolved.issues })
      return undefined
    }
    return {
      bundle: createBundle(resolved.ruleset, resolved.origin),
      parent: resolved.parent,
      base: resolved.base,
      issues: resolved.issues,
      files,
    }
  } catch (error) {
    if (!(error instanceof RulesetFolderError)) throw error
    report(terminal, idOrFolder, { files: error.problems })
    return undefined
  }
}

async function assertExists(terminal: Terminal, idOrFolder: string): Promise<void> {
  try {
    await findRulesetFolder(idOrFolder)
  } catch (error) {
    if (!(error instanceof RulesetFolderError)) throw error
    throw new WrongUseError(
      error.problems.map((problem) => terminal.say(problem.message)).join('\n'),
      { cause: error },
    )
  }
}

function report(
  terminal: Terminal,
  ruleset: string,
  found: { issues?: readonly Issue[]; files?: readonly FolderProblem[] },
): void {
  const { issues = [], files = [] } = found
  if (terminal.json) terminal.value({ ruleset, issues, files })
  for (const issue of issues) terminal.issue(issue)
  for (const { file, line, column, message } of files) {
    const place = [file, line, column].filter((part) => part !== undefined).join(':')
    terminal.line(`✗ ${place}  ${terminal.say(message)}`)
  }
}
