import { it } from 'vitest'
import { expectKept } from '../server/process/expect-kept.ts'

it(
  'nothing acknowledged is lost over 65 kills under load, and nothing is half written',
  { timeout: 1_200_000 },
  async () => {
    await expectKept(65)
  },
)
