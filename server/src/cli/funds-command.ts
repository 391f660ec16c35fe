import { contentHash, settle } from '@jieli/engine'
import { settlementInput } from '../data-folder/folder-figures.ts'
import { type ExitCode, exitCodes } from './command-outcome.ts'
import { loadForCommand } from './load-for-command.ts'
import { printSettlement } from './print-settlement.ts'
import { periodForCommand, readFolderForCommand } from './read-folder-for-command.ts'
import type { Terminal } from './terminal.ts'

export interface FundsFlags {
  readonly period: string
  readonly data: string
}

/** `funds <ruleset> --period P --data DIR`: a period's money, from what was raised to what each unit gets and owes. */
export async function fundsCommand(
  terminal: Terminal,
  ruleset: string,
  flags: FundsFlags,
): Promise<ExitCode> {
  const period = periodForCommand(terminal, flags.period)
  const loaded = await loadForCommand(terminal, ruleset)
  if (loaded === undefined) return exitCodes.problems
  const { bundle } = loaded
  const data = await readFolderForCommand(terminal, bundle, {
    folder: flags.data,
    periods: [period],
    eventsOf: period,
  })
  if (data === undefined) return exitCodes.problems
  const input = settlementInput(data, period)
  const settlement = settle(bundle, input)
  const { id, version } = bundle.ruleset.manifest
  if (terminal.json)
    terminal.value({ ruleset: id, version, inputHash: contentHash(input), settlement })
  printSettlement(terminal, bundle, settlement)
  // What does not reconcile, or rests on figures that contradict each other, is not money anybody may pay.
  const sound =
    settlement.reconciles && settlement.issues.every(({ severity }) => severity !== 'error')
  return sound ? exitCodes.good : exitCodes.problems
}
