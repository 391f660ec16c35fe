import { checkRuleset } from '@jieli/engine'
import { seededRandom } from '@jieli/engine/agreement'
import { type ChartParts, chartBundle, soundChart } from '../engine/proof/sound-chart.ts'
import { median } from './measure.ts'

const sizes = [25, 50, 100, 200]
/** The states that a chart has beside those of being handed over and of care. */
const others = 6
const rounds = 7

/** Proving what red lines say of a chart, by its number of states: each kind alone, all together, and what is told before publishing. */
export function benchCharts(): Promise<void> {
  const charts = sizes.map((size) => chartOf(size))
  for (const chart of charts) timed(chart, () => true, true)
  const kinds = new Set(charts.flatMap(({ redLines }) => redLines.flatMap(checksOf)))
  console.log(
    `\nProving a referral chart of ${sizes.join(', ')} states, nothing known before, in ms`,
  )
  const base = charts.map((chart) => timed(chart, () => false))
  show('everything else that is checked', base)
  for (const kind of kinds)
    show(
      kind,
      beside(
        base,
        charts.map((chart) => timed(chart, (one) => one === kind)),
      ),
    )
  const all = charts.map((chart) => timed(chart, () => true))
  show('all eight kinds', beside(base, all))
  show(
    'what is told before publishing',
    beside(
      all,
      charts.map((chart) => timed(chart, () => true, true)),
    ),
  )
  return Promise.resolve()
}

const checksOf = ({ checks }: ChartParts['redLines'][number]) => checks.map(({ kind }) => kind)

function chartOf(size: number): ChartParts {
  const long = size - others
  return soundChart(seededRandom(1), { move: Math.floor(long / 2), care: Math.ceil(long / 2) })
}

const beside = (base: readonly number[], figures: readonly number[]) =>
  figures.map((figure, at) => Math.max(0, figure - (base[at] ?? 0)))

function show(name: string, figures: readonly number[]): void {
  console.log(
    `  ${name.padEnd(34)}${figures.map((figure) => figure.toFixed(0).padStart(9)).join('')}`,
  )
}

/** The median of some checks of a chart, each with decisions that were never proved before. */
function timed(chart: ChartParts, wanted: (kind: string) => boolean, publishing = false): number {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const parts = structuredClone(chart)
    for (const decision of parts.decisions) decision.title = { zh: `${++drawn}`, en: `${drawn}` }
    for (const line of parts.redLines) line.checks = line.checks.filter(({ kind }) => wanted(kind))
    parts.redLines = parts.redLines.filter(({ checks }) => checks.length > 0)
    const { ruleset } = chartBundle(parts)
    const started = performance.now()
    const issues = checkRuleset(ruleset, { publishing })
    times.push(performance.now() - started)
    if (issues.length > 0) throw new Error(`A sound chart is found wanting: ${issues[0]?.code}`)
  }
  return median(times)
}

let drawn = 0
