import {
  dateOf,
  describeChange,
  describeChangedOutcomes,
  diffRulesets,
  findChangedOutcomes,
} from '@jieli/engine'
import { systemClock } from '../adapters/index.ts'
import { type ExitCode, exitCodes } from './command-outcome.ts'
import { loadForCommand } from './load-for-command.ts'
import { printChangedOutcomes } from './print-changed-outcomes.ts'
import type { Terminal } from './terminal.ts'

/** `diff <a> <b>`: what differs between two rulesets, item by item, and which cases they decide otherwise today. */
export async function diffCommand(
  terminal: Terminal,
  first: string,
  second: string,
): Promise<ExitCode> {
  const before = await loadForCommand(terminal, first)
  const after = await loadForCommand(terminal, second)
  if (before === undefined || after === undefined) return exitCodes.problems
  const rulesets = { before: before.bundle.ruleset, after: after.bundle.ruleset }
  const changes = diffRulesets(rulesets.before, rulesets.after)
  const asOf = dateOf(systemClock.now(), rulesets.after.manifest.calendar)
  const { changed, undecided } = findChangedOutcomes(rulesets.before, rulesets.after, asOf)
  const outcomes = describeChangedOutcomes({ ...rulesets, asOf }, changed)
  if (terminal.json)
    terminal.value({
      before: before.bundle.hash,
      after: after.bundle.hash,
      changes,
      asOf,
      outcomes,
      undecided,
    })
  for (const change of changes)
    terminal.line(
      `${marks[change.kind]} ${describeChange(rulesets, change, terminal.language)} (${change.path})`,
    )
  terminal.line(
    terminal.say(
      changes.length === 0
        ? { zh: '两者相同。', en: 'They are the same.' }
        : { zh: `共 ${changes.length} 处不同。`, en: `${changes.length} difference(s).` },
    ),
  )
  printChangedOutcomes(terminal, outcomes, { ruleset: rulesets.after, asOf, undecided })
  return exitCodes.good
}

const marks = { added: '+', removed: '-', changed: '~', moved: '↕' } as const
