import { expect, it } from 'vitest'
import { expectKept } from '../server/process/expect-kept.ts'

/** How often one server is killed; JIELI_TEST_KILLS says otherwise. With those behind the proxy it makes a thousand. */
const kills = Number(process.env['JIELI_TEST_KILLS'] ?? 970)

it(
  `nothing acknowledged is lost over ${kills} kills under load, and nothing is half written`,
  { timeout: 10_000 * kills },
  async () => {
    const acknowledged = await expectKept(kills)
    console.log(`${kills} kills of one server: ${acknowledged} cases acknowledged, none lost`)
    expect(acknowledged).toBeGreaterThan(2 * kills)
  },
)
