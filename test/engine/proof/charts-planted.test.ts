import { expect, it } from 'vitest'
import { defects, missedOf, saidOfSound } from './planted-charts.ts'

const planted = 26
const sound = 300

it.each(Object.keys(defects))(
  'RL21 VE12 a planted %s is found in a chart, and playing shows it',
  (name) => {
    const missed = missedOf(name, Array(planted).keys())
    console.log(`${name}: ${planted - missed.length} of ${planted} planted found and played`)
    expect(missed).toEqual([])
  },
)

it('RL21 VE12 of charts on which nothing is wrong, nothing is said', () => {
  const said = saidOfSound(Array(sound).keys())
  console.log(`${sound} sound charts, ${said.length} findings`)
  expect(said).toEqual([])
})
