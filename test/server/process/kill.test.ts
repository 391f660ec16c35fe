import { expect, it } from 'vitest'
import { expectKept } from './expect-kept.ts'

it(
  'nothing acknowledged is lost over 6 kills under load, and nothing is half written',
  { timeout: 300_000 },
  async () => {
    expect(await expectKept(6)).toBeGreaterThan(12)
  },
)
