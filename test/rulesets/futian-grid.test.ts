import { checkRuleset, hasErrors, runScenario } from '@jieli/engine'
import { loadRuleset } from '@jieli/server/rulesets'
import { describe, expect, it } from 'vitest'
import { ownScenarios } from './own-scenarios.ts'
import { bundleOf } from './resolve-folder.ts'

const { resolved } = await loadRuleset('futian-grid')
const bundle = await bundleOf('futian-grid')
const { ruleset } = bundle

describe('the county in grids', () => {
  it('resolves and passes every check', { timeout: 120_000 }, () => {
    expect(resolved.issues).toEqual([])
    const found = checkRuleset(ruleset, { parent: resolved.parent, publishing: true })
    expect(found.filter((issue) => hasErrors([issue]))).toEqual([])
  })

  it.each(ownScenarios(bundle))('holds %s', { timeout: 120_000 }, (_, scenario) => {
    expect(runScenario(bundle, scenario).details).toEqual([])
  })

  it('GV-33 never lowers the 65% of the end of 2025 to the 60% of phase two, which comes before', () => {
    const dated = (parameter: string) =>
      ruleset.parameters
        .find(({ id }) => id === parameter)
        ?.values.map(({ from, value }) => [from, value])
    expect(dated('primaryVisitShareTarget')).toEqual([
      ['2025-12-31', { numerator: 65, denominator: 100 }],
    ])
    expect(dated('visitSharePhaseTwoTarget')).toEqual([
      ['2025-01-01', { numerator: 60, denominator: 100 }],
    ])
  })

  it('leaves the parties of 4:4:2 to the county and takes their weights from the source', () => {
    const fund = ruleset.funds.find(({ id }) => id === 'chronicFund')
    const values = (fund?.split.shares ?? []).map(
      ({ weight }) =>
        ruleset.parameters.find(({ id }) => id === weight.parameter)?.values[0]?.value,
    )
    expect(values).toEqual([4, 4, 2])
    const parties = ruleset.parameters.filter(({ id }) => id.startsWith('chronicSurplusParty'))
    expect(parties.map(({ required, values: given }) => [required, given.length])).toEqual([
      [true, 0],
      [true, 0],
      [true, 0],
    ])
  })
})
