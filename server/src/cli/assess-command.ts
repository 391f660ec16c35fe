import {
  assess,
  type AssessmentResult,
  type Bundle,
  contentHash,
  type Period,
  ratesByGroup,
  suggest,
  type TallySlice,
} from '@jieli/engine'
import { inputWithGrades, periodsNeeded } from '../data-folder/grade-history.ts'
import { type ExitCode, exitCodes, WrongUseError } from './command-outcome.ts'
import { loadForCommand } from './load-for-command.ts'
import { printAssessment } from './print-assessment.ts'
import { printRates } from './print-rates.ts'
import type { RateTable } from './rate-table.ts'
import { periodForCommand, readFolderForCommand } from './read-folder-for-command.ts'
import type { Terminal } from './terminal.ts'

export interface AssessFlags {
  readonly period: string
  readonly data: string
  readonly scheme?: string
  readonly unit?: string
}

/** `assess <ruleset> --period P --data DIR`: the whole period, from the county down to each figure. */
export async function assessCommand(
  terminal: Terminal,
  ruleset: string,
  flags: AssessFlags,
): Promise<ExitCode> {
  const period = periodForCommand(terminal, flags.period)
  const loaded = await loadForCommand(terminal, ruleset)
  if (loaded === undefined) return exitCodes.problems
  const { bundle } = loaded
  const schemes = schemesOf(terminal, bundle, period, flags.scheme)
  const data = await readFolderForCommand(terminal, bundle, {
    folder: flags.data,
    periods: periodsNeeded(bundle, schemes, period),
  })
  if (data === undefined) return exitCodes.problems
  const { unit } = flags
  if (unit !== undefined && !data.units.some(({ id }) => id === unit)) {
    const hint = suggest(
      unit,
      data.units.map(({ id }) => id),
    )
    throw new WrongUseError(
      terminal.say({
        zh: `没有编号为“${unit}”的单位。${hint.zh}`,
        en: `There is no unit "${unit}". ${hint.en}`,
      }),
    )
  }
  const inputs = schemes.map((scheme) => ({
    scheme,
    input: inputWithGrades(bundle, data, { period, scheme }),
  }))
  const results = inputs
    .map(({ scheme, input }) => assess(bundle, input, scheme))
    .map((result) => (unit === undefined ? result : onlyUnit(result, unit)))
  const slices = data.tally.slices(period)
  const own = unit === undefined ? slices : slices.filter((slice) => slice.unit === unit)
  const rates = rateTables(bundle, own, period)
  if (terminal.json) {
    const { id, version } = bundle.ruleset.manifest
    terminal.value({
      ruleset: id,
      version,
      bundle: bundle.hash,
      period: period.text,
      inputHashes: inputs.map(({ input }) => contentHash(input)),
      units: data.units.length,
      cases: data.cases,
      undated: data.tally.undated(),
      results,
      rates,
      notes: data.notes,
    })
  }
  printAssessment(terminal, { bundle, period, data, results })
  printRates(terminal, bundle, rates)
  return exitCodes.good
}

/** The scheme asked for; else every scheme of that kind of period; else none, and indicators are only reported. */
function schemesOf(
  terminal: Terminal,
  bundle: Bundle,
  period: Period,
  asked: string | undefined,
): readonly (string | undefined)[] {
  const all = bundle.ruleset.assessmentSchemes
  if (asked === undefined) {
    const fitting = all.filter((scheme) => scheme.period === period.type).map(({ id }) => id)
    return fitting.length === 0 ? [undefined] : fitting
  }
  if (all.some(({ id }) => id === asked)) return [asked]
  const hint = suggest(
    asked,
    all.map(({ id }) => id),
  )
  throw new WrongUseError(
    terminal.say({
      zh: `规则集没有考核方案“${asked}”。${hint.zh}`,
      en: `The ruleset has no assessment scheme "${asked}". ${hint.en}`,
    }),
  )
}

function onlyUnit(result: AssessmentResult, unit: string): AssessmentResult {
  return { ...result, cards: result.cards.filter((card) => card.unit?.id === unit) }
}

function rateTables(
  bundle: Bundle,
  slices: readonly TallySlice[],
  { end }: Period,
): readonly RateTable[] {
  const { pathwayRates, measures } = bundle.ruleset
  const counted = new Set(
    pathwayRates.flatMap(({ numerator, denominator }) => [numerator, denominator]),
  )
  const told = measures.filter(({ id }) => counted.has(id)).flatMap(({ by }) => by ?? [])
  if (pathwayRates.length === 0 || slices.length === 0) return []
  return [null, 'unit', ...new Set(told)].map((fact) => ({
    fact,
    groups: ratesByGroup(bundle, slices, { facts: fact === null ? [] : [fact], asOf: end }),
  }))
}
