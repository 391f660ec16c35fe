import { setImmediate } from 'node:timers/promises'
import {
  countMutationKinds,
  createMutationTester,
  type MutationKindCount,
  type TestedMutation,
  mutateRuleset,
  summariseMutations,
} from '@jieli/engine/mutations'
import { type BindingSet, type Json, jsonEqual, type Manifest, type Ruleset } from '@jieli/engine'
import { systemClock } from '../adapters/system-clock.ts'
import { dayAt } from '../ports/time.ts'
import { loadBinding } from '../rulesets/find-ruleset.ts'
import { loadJurisdictions } from '../rulesets/load-jurisdictions.ts'
import { type ExitCode, exitCodes, WrongUseError } from './command-outcome.ts'
import { type LoadedForCommand, loadForCommand } from './load-for-command.ts'
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
  const bindingOf = await bindingFor(loaded)
  const binding = await bindingOf(original)
  const test = createMutationTester(original, binding)
  const bound = binding.packs.length > 0
  const mutations = mutateRuleset(original, { ...options, bound })
  const tested: TestedMutation[] = []
  for (const mutation of mutations) {
    const same = jsonEqual(mutation.ruleset.manifest.basedOn, original.manifest.basedOn)
    tested.push(test(mutation, same ? binding : await bindingOf(mutation.ruleset)))
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

/** How what binds a county stands to a variant of its ruleset, by what the variant says it rests on. */
async function bindingFor({
  files,
}: LoadedForCommand): Promise<(variant: Ruleset) => Promise<BindingSet>> {
  const nodes = await loadJurisdictions()
  const asOf = dayAt(systemClock.now())
  return async ({ manifest: { basedOn, overlays } }) => {
    const own = files.layer['manifest'] as unknown as Manifest
    // What is left out is no part of a layer.
    const manifest = JSON.parse(JSON.stringify({ ...own, basedOn, overlays })) as Json
    return loadBinding({ ...files, layer: { ...files.layer, manifest } }, nodes, asOf)
  }
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
