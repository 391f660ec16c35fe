import { setImmediate } from 'node:timers/promises'
import {
  createMutationTester,
  type TestedMutation,
  mutateRuleset,
  summariseMutations,
} from '@jieli/engine/mutations'
import { type ExitCode, exitCodes, WrongUseError } from './command-outcome.ts'
import { loadForCommand } from './load-for-command.ts'
import type { Terminal } from './terminal.ts'

export interface MutateFlags {
  readonly seed: string
  readonly count: string
}

/** More variants than this are not made at once. */
const maxCount = 20_000

/** `mutate <ruleset>`: tries weakened and harmless variants against the ruleset's own guards. */
export async function mutateCommand(
  terminal: Terminal,
  ruleset: string,
  flags: MutateFlags,
): Promise<ExitCode> {
  const options = {
    seed: wholeNumber(terminal, 'seed', flags.seed),
    count: wholeNumber(terminal, 'count', flags.count),
  }
  const loaded = await loadForCommand(terminal, ruleset)
  if (loaded === undefined) return exitCodes.problems
  const original = loaded.bundle.ruleset
  const test = createMutationTester(original)
  const mutations = mutateRuleset(original, options)
  const tested: TestedMutation[] = []
  for (const mutation of mutations) {
    tested.push(test(mutation))
    terminal.progress(tested.length, mutations.length, { zh: '个变体', en: 'variants' })
    // Lets Ctrl-C through between two variants.
    await setImmediate()
  }
  const { survivors, falseAlarms } = summariseMutations(tested)
  const { id, version } = original.manifest
  if (terminal.json)
    terminal.value({ ruleset: id, version, ...options, tested, survivors, falseAlarms })
  printKinds(terminal, tested)
  for (const one of survivors)
    terminal.line(`✗ ${one.id} ${one.kind}  ${terminal.say(one.description)}`)
  for (const one of falseAlarms) {
    terminal.line(`✗ ${one.id} ${one.kind}  ${terminal.say(one.description)}`)
    if (one.issue !== undefined) terminal.issue(one.issue)
  }
  const weakened = tested.filter((one) => one.weakened).length
  terminal.line(
    terminal.say({
      zh: `${id} ${version}：放宽 ${weakened} 个，漏过 ${survivors.length} 个；无害 ${tested.length - weakened} 个，误拒 ${falseAlarms.length} 个。`,
      en: `${id} ${version}: ${weakened} weakened, ${survivors.length} let through; ${tested.length - weakened} harmless, ${falseAlarms.length} wrongly refused.`,
    }),
  )
  return survivors.length + falseAlarms.length === 0 ? exitCodes.good : exitCodes.problems
}

function printKinds(terminal: Terminal, tested: readonly TestedMutation[]): void {
  const kinds = new Map<string, { weakened: boolean; refused: number; accepted: number }>()
  for (const { kind, weakened, refused } of tested) {
    const counts = kinds.get(kind) ?? { weakened, refused: 0, accepted: 0 }
    if (refused) counts.refused++
    else counts.accepted++
    kinds.set(kind, counts)
  }
  for (const [kind, { weakened, refused, accepted }] of [...kinds].toSorted(byName)) {
    const good = weakened ? accepted === 0 : refused === 0
    const word = terminal.say(
      weakened ? { zh: '放宽', en: 'weakened' } : { zh: '无害', en: 'harmless' },
    )
    terminal.line(
      `${good ? '✓' : '✗'} ${word} ${kind}  ${terminal.say({
        zh: `拒绝 ${refused}，接受 ${accepted}`,
        en: `${refused} refused, ${accepted} accepted`,
      })}`,
    )
  }
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1
}

function wholeNumber(terminal: Terminal, name: string, given: string): number {
  const number = Number(given)
  if (/^\d+$/.test(given) && number <= (name === 'count' ? maxCount : 0xff_ff_ff_ff)) return number
  throw new WrongUseError(
    terminal.say({
      zh: `--${name} 须是合适的整数，收到的是“${given}”。`,
      en: `--${name} must be a fitting whole number, not "${given}".`,
    }),
  )
}
