import { setImmediate } from 'node:timers/promises'
import {
  countMutationKinds,
  createMutationTester,
  type MutationKindCount,
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
  const { survivors, falseAlarms, needlessQuestions } = summariseMutations(tested)
  const kinds = countMutationKinds(tested)
  const { id, version } = original.manifest
  if (terminal.json)
    terminal.value({
      ruleset: id,
      version,
      ...options,
      kinds,
      tested,
      survivors,
      falseAlarms,
      needlessQuestions,
    })
  for (const line of tableOf(terminal, kinds)) terminal.line(line)
  for (const one of [...survivors, ...falseAlarms, ...needlessQuestions]) {
    terminal.line(`✗ ${one.id} ${one.kind}  ${terminal.say(one.description)}`)
    if (one.issue !== undefined) terminal.issue(one.issue)
  }
  const weakened = tested.filter((one) => one.weakened)
  const [refused, asked] = (['refused', 'acknowledge'] as const).map(
    (fate) => weakened.filter((one) => one.fate === fate).length,
  )
  const harmless = tested.length - weakened.length
  terminal.line(
    terminal.say({
      zh: `${id} ${version}：放宽 ${weakened.length} 个，拒绝 ${refused} 个，须书面确认 ${asked} 个，漏过 ${survivors.length} 个；无害 ${harmless} 个，误拒 ${falseAlarms.length} 个，多问 ${needlessQuestions.length} 个。`,
      en: `${id} ${version}: ${weakened.length} weakened, ${refused} refused, ${asked} to be acknowledged, ${survivors.length} let through; ${harmless} harmless, ${falseAlarms.length} wrongly refused, ${needlessQuestions.length} asked about needlessly.`,
    }),
  )
  return survivors.length + falseAlarms.length === 0 ? exitCodes.good : exitCodes.problems
}

/** One line a kind: how many were tried, refused, to be acknowledged and let through. */
function tableOf(terminal: Terminal, kinds: readonly MutationKindCount[]): readonly string[] {
  const heads = [
    { zh: '试', en: 'tried' },
    { zh: '拒绝', en: 'refused' },
    { zh: '须确认', en: 'to acknowledge' },
    { zh: '放行', en: 'let through' },
  ].map((head) => terminal.say(head))
  return [
    heads.join('  '),
    ...kinds.map(({ kind, weakened, tried, refused, acknowledge, through }) => {
      const good = weakened ? through === 0 : refused + acknowledge === 0
      const word = terminal.say(
        weakened ? { zh: '放宽', en: 'weakened' } : { zh: '无害', en: 'harmless' },
      )
      const figures = [tried, refused, acknowledge, through]
        .map((figure) => String(figure).padStart(5))
        .join('')
      return `${good ? '✓' : '✗'}${figures}  ${word} ${kind}`
    }),
  ]
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
