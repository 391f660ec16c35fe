import { expect, it } from 'vitest'
import { minute } from '../server/harness/turnable-clock.ts'
import { soakTimers } from '../server/timers/soak.ts'
import { catchUpAfterStandstill } from '../server/timers/standstill.ts'

it(
  'ten thousand timers due at once after a standstill all fire while requests are answered',
  { timeout: 600_000 },
  async () => {
    const { seconds, latencies } = await catchUpAfterStandstill(10_000)
    const median = latencies[Math.floor(latencies.length / 2)] ?? 0
    const longest = latencies.at(-1) ?? 0
    console.log(
      `10 000 timers in ${seconds.toFixed(1)} s; ${latencies.length} requests meanwhile, ` +
        `median ${median.toFixed(0)} ms, longest ${longest.toFixed(0)} ms`,
    )
    expect(median).toBeLessThan(100)
  },
)

it.each(Array.from({ length: 20 }, (_, index) => 100 + index))(
  'over four hours of damages and failures every timer of two thousand cases fires once (schedule %i)',
  { timeout: 1_200_000 },
  async (seed) => {
    const cases = 2000
    const soaked = await soakTimers({ seed, counties: 20, cases, minutes: 240 })
    expect(soaked.fired).toBe(cases)
    expect(soaked.latest).toBeLessThanOrEqual(minute)
  },
)
