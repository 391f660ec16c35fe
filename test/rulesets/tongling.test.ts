import { checkRuleset, computeFund, hasErrors, runScenario } from '@jieli/engine'
import { loadRuleset } from '@jieli/server/rulesets'
import { describe, expect, it } from 'vitest'
import { ownScenarios } from './own-scenarios.ts'
import { bundleOf } from './resolve-folder.ts'

const { resolved } = await loadRuleset('tongling')
const bundle = await bundleOf('tongling')

describe('tongling', () => {
  it('resolves and passes every check', { timeout: 120_000 }, () => {
    expect(resolved.issues).toEqual([])
    const found = checkRuleset(bundle.ruleset, { parent: resolved.parent, publishing: true })
    expect(found.filter((issue) => hasErrors([issue]))).toEqual([])
  })

  it.each(ownScenarios(bundle))('holds %s', { timeout: 120_000 }, (_, scenario) => {
    expect(runScenario(bundle, scenario).details).toEqual([])
  })

  it('has no figure of another district: no budget, no surplus and no split until its county says so', () => {
    const facts = {
      'fund.raised': 10_000_000_000,
      'fund.insuredCount': 120_000,
      'fund.spent': 9_000_000_000,
      'fund.policyFactorAmount': 0,
      'fund.assessmentFinal': true,
    }
    const result = computeFund(bundle, 'residentFund', { facts, asOf: '2026-03-02' })
    expect([result.budget, result.surplus, result.distribution]).toEqual([null, null, null])
    expect(result.missingParameters).toContain('fundBudgetRate')
    const open = bundle.ruleset.parameters.filter(({ values }) => values.length === 0)
    expect(open.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'fundBudgetRate',
        'policyFactorPayer',
        'surplusWeightDistrict',
        'surplusWeightTownship',
        'surplusWeightVillage',
      ]),
    )
  })
})
