import { setImmediate } from 'node:timers/promises'
import {
  type Bundle,
  changedScenarios,
  describeGroupCause,
  runScenario,
  type Ruleset,
  scenariosOf,
} from '@jieli/engine'
import { listRulesetFolders } from '../rulesets/find-ruleset.ts'
import { type ExitCode, exitCodes } from './command-outcome.ts'
import { loadForCommand } from './load-for-command.ts'
import type { Terminal } from './terminal.ts'

/** `test [ruleset]`: runs the scenarios of a ruleset, or of every bundled one. */
export async function testCommand(
  terminal: Terminal,
  ruleset: string | undefined,
): Promise<ExitCode> {
  const names = ruleset === undefined ? await listRulesetFolders() : [ruleset]
  let passed = 0
  let failed = 0
  for (const name of names) {
    const loaded = await loadForCommand(terminal, name)
    if (loaded === undefined) {
      failed++
      continue
    }
    const { manifest } = loaded.bundle.ruleset
    const scenarios = scenariosOf(loaded.bundle)
    const before = failed
    for (const [index, scenario] of scenarios.entries()) {
      terminal.progress(index + 1, scenarios.length, {
        zh: `个情景（${manifest.id}）`,
        en: `scenarios (${manifest.id})`,
      })
      const result = runScenario(loaded.bundle, scenario)
      if (result.passed) passed++
      else failed++
      if (terminal.json) terminal.value({ ruleset: manifest.id, ...result })
      terminal.clearProgress()
      terminal.line(
        `${result.passed ? '✓' : '✗'} ${manifest.id} ${result.id}  ${terminal.say(result.title)}`,
      )
      for (const detail of result.details) terminal.line(`    ${terminal.say(detail)}`)
      // Lets Ctrl-C through between two scenarios.
      await setImmediate()
    }
    if (failed > before) printGroups(terminal, loaded)
  }
  terminal.line(
    terminal.say({
      zh: `${passed} 个情景通过，${failed} 个未通过。`,
      en: `${passed} scenario(s) passed, ${failed} failed.`,
    }),
  )
  return failed === 0 ? exitCodes.good : exitCodes.problems
}

/** The inherited scenarios that came out otherwise, by what makes them do so. */
function printGroups(
  terminal: Terminal,
  {
    bundle,
    ...below
  }: { readonly bundle: Bundle; parent: Ruleset | undefined; base: Ruleset | undefined },
): void {
  for (const group of changedScenarios(bundle, below)) {
    const cause = describeGroupCause(group)
    const count = group.scenarios.length
    terminal.line(
      terminal.say({
        zh: `${cause.zh}，${count} 个沿用的情景结果与原来不同：`,
        en: `${count} inherited scenario(s) differ ${cause.en}:`,
      }),
    )
    for (const { title } of group.scenarios) terminal.line(`    ${terminal.say(title)}`)
  }
}
