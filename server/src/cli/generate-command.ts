import { generateCounty } from '../generate/generate-county.ts'
import { fewestUnits } from '../generate/county.ts'
import { type ExitCode, exitCodes } from './command-outcome.ts'
import { loadForCommand } from './load-for-command.ts'
import type { Terminal } from './terminal.ts'
import { wholeNumber } from './whole-number.ts'

export interface GenerateFlags {
  readonly seed: string
  readonly units: string
  readonly months: string
  readonly cases: string
  readonly out: string
  readonly ruleset: string
}

/** `generate --seed N --units N --months N --cases N --out DIR`: writes a made-up county, the same for the same seed. */
export async function generateCommand(terminal: Terminal, flags: GenerateFlags): Promise<ExitCode> {
  const number = (name: 'seed' | 'units' | 'months' | 'cases', low: number, high: number) =>
    wholeNumber(terminal, flags[name], { name, low, high })
  const options = {
    seed: number('seed', 0, 0xff_ff_ff_ff),
    units: number('units', fewestUnits, 500),
    months: number('months', 1, 120),
    cases: number('cases', 0, 20_000_000),
  }
  const loaded = await loadForCommand(terminal, flags.ruleset)
  if (loaded === undefined) return exitCodes.problems
  const made = await generateCounty(loaded.bundle, {
    ...options,
    folder: flags.out,
    onProgress: (done) => {
      terminal.progress(done, options.cases, { zh: '个样例个案', en: 'sample cases' })
    },
  })
  if (terminal.json)
    terminal.value({ ...made, ...options, ruleset: loaded.bundle.ruleset.manifest.id })
  for (const { file, rows } of made.files) terminal.line(`${file}  ${rows.toLocaleString('en')}`)
  terminal.line(
    terminal.say({
      zh: `样例县数据已写入 ${flags.out}（规则集 ${loaded.bundle.ruleset.manifest.id}，种子 ${options.seed}）。数据均为虚构。`,
      en: `A sample county was written to ${flags.out} (ruleset ${loaded.bundle.ruleset.manifest.id}, seed ${options.seed}). All of it is made up.`,
    }),
  )
  return exitCodes.good
}
