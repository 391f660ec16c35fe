import { expect, it } from 'vitest'
import { expectKept } from '../server/process/expect-kept.ts'

it(
  'nothing acknowledged is lost over 65 kills under load, and nothing is half written',
  { timeout: 1_200_000 },
  async () => {
    expect(await expectKept(65)).toBeGreaterThan(130)
  },
)
