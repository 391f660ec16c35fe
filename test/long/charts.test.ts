import { expect, it } from 'vitest'
import { defects, missedOf, saidOfSound } from '../engine/proof/planted-charts.ts'

const from = 1000
const planted = 500
const sound = 3000
const seedsFrom = (count: number) => Array.from({ length: count }, (_, at) => from + at)

it.each(Object.keys(defects))('RL21 VE12 a planted %s is found in each of many charts', (name) => {
  const missed = missedOf(name, seedsFrom(planted))
  console.log(`${name}: ${planted - missed.length} of ${planted} planted found and played`)
  expect(missed).toEqual([])
})

it('RL21 VE12 of many charts on which nothing is wrong, nothing is said', () => {
  const said = saidOfSound(seedsFrom(sound))
  console.log(`${sound} sound charts, ${said.length} findings`)
  expect(said).toEqual([])
})
