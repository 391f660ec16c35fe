import {
  formatFraction,
  parameterAsOf,
  type Ratio,
  runScenario,
  splitMoney,
  type Value,
} from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { ownScenarios } from './own-scenarios.ts'
import { publishingErrors } from './publishing-errors.ts'
import { bundleOf } from './resolve-folder.ts'

const bundle = await bundleOf('youxi')
const { ruleset } = bundle

function valueOf(id: string): Value | undefined {
  const parameter = ruleset.parameters.find((known) => known.id === id)
  return parameter === undefined ? undefined : parameterAsOf(parameter, '2025-03-03')?.value
}

describe('the Youxi model', () => {
  it('is fit to publish as a template', async () => {
    expect(await publishingErrors('youxi')).toEqual([])
  })

  it.each(ownScenarios(bundle))('holds its scenario %s', (_, scenario) => {
    expect(runScenario(bundle, scenario).details).toEqual([])
  })

  it.each([
    ['fundShareCounty', 560_000n, 240_000n],
    ['fundSharePrimary', 640_000n, 160_000n],
  ])('%s parts a payment standard of 8,000.00 yuan to the fen', (share, fund, patient) => {
    const { numerator, denominator } = valueOf(share) as Ratio
    const parts = splitMoney(800_000n, [BigInt(numerator), BigInt(denominator - numerator)])
    expect(parts).toEqual([fund, patient])
  })

  it('splits a pay pool of a million yuan 5-4-1', () => {
    const split = ruleset.incentives.find(({ id }) => id === 'townshipPayPool')?.split ?? []
    const weights = split.map(({ weight }) => BigInt(valueOf(weight.parameter) as number))
    expect(splitMoney(100_000_000n, weights)).toEqual([50_000_000n, 40_000_000n, 10_000_000n])
  })

  it('saved 2.84 % of the contracted fund, as it reports', () => {
    const scenario = ruleset.scenarios.find(({ id }) => id === 'GV-36')
    if (scenario?.kind !== 'fund') throw new TypeError('GV-36 is a fund scenario')
    const { surplus, budget } = scenario.expect
    expect(formatFraction({ n: BigInt(surplus ?? 0) * 100n, d: BigInt(budget ?? 0) }, 2)).toBe(
      '2.84',
    )
  })
})
