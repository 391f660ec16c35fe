import { type ExitCode, exitCodes } from './command-outcome.ts'
import { loadForCommand } from './load-for-command.ts'
import type { Terminal } from './terminal.ts'

/** `bundle <ruleset>`: the resolved ruleset with where each item comes from, and its hash. */
export async function bundleCommand(terminal: Terminal, ruleset: string): Promise<ExitCode> {
  const loaded = await loadForCommand(terminal, ruleset)
  if (loaded === undefined) return exitCodes.problems
  const { hash, origin, ruleset: content } = loaded.bundle
  if (terminal.json) terminal.value({ hash, ruleset: content, origin })
  else terminal.line(JSON.stringify({ hash, ruleset: content, origin }, null, 2))
  return exitCodes.good
}
