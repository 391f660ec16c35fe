import { checkRuleset } from '@jieli/engine'
import { crossings } from './chart-crossings.ts'
import { slips } from './chart-slips.ts'
import type { Draws } from './planting.ts'
import { chartBundle, soundChart } from './sound-chart.ts'
import { seeded } from './sound-table.ts'

/** What can be wrong with a chart: by the kind of red line that is crossed, or of what is told. */
export const defects = { ...crossings, ...slips }

const drawsOf = (seed: number): Draws => {
  const random = seeded(seed * 7919 + 17)
  return { random, pick: (items) => items[Math.floor(random() * items.length)]! }
}

/** Plants a defect of a kind in charts drawn by their numbers: those in which it is not found, or playing does not show it. */
export function missedOf(name: string, seeds: Iterable<number>): readonly string[] {
  const kinds = defects[name] ?? []
  return [...seeds].flatMap((seed) => {
    const draws = drawsOf(seed)
    const parts = structuredClone(soundChart(draws.random))
    const { code, plant, shows } = kinds[seed % kinds.length]!
    const about = plant(parts, draws)
    for (const line of parts.redLines) line.checks = line.checks.filter(({ kind }) => kind === name)
    parts.redLines = parts.redLines.filter(({ checks }) => checks.length > 0)
    const { ruleset } = chartBundle(parts)
    const issues = checkRuleset(ruleset, { publishing: true })
    const issue = issues.find((one) => one.code === code && one.path.includes(about))
    if (issue !== undefined && shows({ ruleset, issue })) return []
    const told = issue ?? issues.map((one) => `${one.code} ${one.path}`)
    return [`${seed} ${code} ${about}: ${JSON.stringify(told)}`]
  })
}

/** What is said of sound charts drawn by their numbers. */
export function saidOfSound(seeds: Iterable<number>): readonly string[] {
  return [...seeds].flatMap((seed) => {
    const { ruleset } = chartBundle(soundChart(drawsOf(seed).random))
    return checkRuleset(ruleset, { publishing: true }).map(
      ({ code, path }) => `${seed} ${code} ${path}`,
    )
  })
}
