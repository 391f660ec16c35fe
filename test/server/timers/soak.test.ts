import { expect, it } from 'vitest'
import { minute } from '../harness/turnable-clock.ts'
import { soakTimers } from './soak.ts'

it.each([1, 2, 3])(
  'whatever fails of versions and of the store, every timer fires once and no healthy one waits for another (schedule %i)',
  { timeout: 240_000 },
  async (seed) => {
    const cases = 120
    const { fired, damages, storeFailures, latest } = await soakTimers({
      seed,
      counties: 6,
      cases,
      minutes: 60,
    })
    expect(fired).toBe(cases)
    expect(latest).toBeLessThanOrEqual(minute)
    expect(damages).toBeGreaterThan(3)
    expect(storeFailures).toBeGreaterThan(10)
  },
)
