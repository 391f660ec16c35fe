import {
  dateOf,
  dateSchema,
  evaluateDecision,
  explainDecision,
  hasErrors,
  parseFacts,
  suggest,
} from '@jieli/engine'
import { systemClock } from '../adapters/index.ts'
import { type ExitCode, exitCodes, WrongUseError } from './command-outcome.ts'
import { loadForCommand } from './load-for-command.ts'
import { readJsonFile } from './read-json-file.ts'
import type { Terminal } from './terminal.ts'

/** `decide <ruleset> <decision> --facts FILE [--as-of DATE]`: the outcome, and why. `-` is the standard input. */
export async function decideCommand(
  terminal: Terminal,
  ruleset: string,
  decision: string,
  options: { facts: string; asOf?: string },
): Promise<ExitCode> {
  if (options.asOf !== undefined && !dateSchema.safeParse(options.asOf).success) {
    throw new WrongUseError(
      terminal.say({
        zh: `--as-of 须为日期 YYYY-MM-DD，收到的是“${options.asOf}”。`,
        en: `--as-of must be a date YYYY-MM-DD, not "${options.asOf}".`,
      }),
    )
  }
  const given = await readJsonFile(terminal, options.facts)
  const loaded = await loadForCommand(terminal, ruleset)
  if (loaded === undefined) return exitCodes.problems
  const { bundle } = loaded
  const known = bundle.ruleset.decisions.map((each) => each.id)
  if (!known.includes(decision)) {
    const hint = suggest(decision, known)
    throw new WrongUseError(
      terminal.say({
        zh: `规则集没有名为“${decision}”的决策。${hint.zh}`,
        en: `The ruleset has no decision named "${decision}". ${hint.en}`,
      }),
    )
  }
  const { facts, issues } = parseFacts(bundle.ruleset, given, '')
  if (hasErrors(issues)) {
    if (terminal.json) terminal.value({ issues })
    for (const issue of issues) terminal.issue(issue)
    return exitCodes.problems
  }
  const asOf = options.asOf ?? dateOf(systemClock.now(), bundle.ruleset.manifest.calendar)
  const result = evaluateDecision(bundle, decision, facts, asOf)
  if (terminal.json) {
    const explanation = {
      zh: explainDecision(bundle, result, 'zh'),
      en: explainDecision(bundle, result, 'en'),
    }
    terminal.value({ ...result, bundle: bundle.hash, explanation })
  }
  for (const line of explainDecision(bundle, result, terminal.language)) terminal.line(line)
  return exitCodes.good
}
