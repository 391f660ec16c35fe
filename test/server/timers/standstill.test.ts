import { expect, it } from 'vitest'
import { catchUpAfterStandstill } from './standstill.ts'

it('two thousand timers due at once after a standstill all fire, nobody waits for another’s backlog, and requests are answered', async () => {
  const { latencies } = await catchUpAfterStandstill(2000)
  expect(latencies[Math.floor(latencies.length / 2)]).toBeLessThan(200)
})
