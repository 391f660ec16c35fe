import { checkRuleset } from '@jieli/engine'
import { expect, it } from 'vitest'
import { chartBundle, soundChart } from './sound-chart.ts'
import { seeded } from './sound-table.ts'

const charts = 300

it('RL21 VE12 of charts on which nothing is wrong, nothing is said', () => {
  const told: string[] = []
  for (let seed = 0; seed < charts; seed++) {
    const { ruleset } = chartBundle(soundChart(seeded(seed * 7919 + 17)))
    for (const { code, path } of checkRuleset(ruleset, { publishing: true }))
      told.push(`${seed} ${code} ${path}`)
  }
  console.log(`${charts} sound charts, ${told.length} findings`)
  expect(told).toEqual([])
})
