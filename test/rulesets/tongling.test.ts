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

  it('distributes nothing by the ratio of the template it adapts', () => {
    const facts = {
      'fund.raised': 10_000_000_000,
      'fund.insuredCount': 120_000,
      'fund.spent': 9_000_000_000,
      'fund.policyFactorAmount': 0,
      'fund.assessmentFinal': true,
      'fund.planDiscussedByCouncil': true,
      'fund.planApprovals': ['finance', 'human-resources', 'health'],
      'fund.planFiled': true,
    }
    const result = computeFund(bundle, 'residentFund', { facts, asOf: '2026-03-02' })
    expect(result.surplus).toBe(300_000_000)
    expect(result.distribution).toBeNull()
    expect(result.missingParameters).toEqual([
      'surplusWeightDistrict',
      'surplusWeightTownship',
      'surplusWeightVillage',
    ])
  })
})
