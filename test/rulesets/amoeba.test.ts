import { checkRuleset, hasErrors, runScenario } from '@jieli/engine'
import { loadRuleset } from '@jieli/server/rulesets'
import { describe, expect, it } from 'vitest'
import { ownScenarios } from './own-scenarios.ts'
import { bundleOf } from './resolve-folder.ts'

const { resolved } = await loadRuleset('amoeba')
const bundle = await bundleOf('amoeba')
const { ruleset } = bundle

describe('the amoeba overlay', () => {
  it('rests on nothing and has no fault but the figures a county supplies', () => {
    expect(resolved.issues).toEqual([])
    expect(resolved.parent).toBeUndefined()
    const found = checkRuleset(ruleset, { publishing: true })
    const faults = found.filter(
      (issue) => hasErrors([issue]) && issue.code !== 'PARAMETER_REQUIRED',
    )
    expect(faults).toEqual([])
  })

  it.each(ownScenarios(bundle))('holds %s', (_, scenario) => {
    expect(runScenario(bundle, scenario).details).toEqual([])
  })

  it('says facts it shares with the district plan in the same words', async () => {
    const template = await bundleOf('district-plan')
    const shared = ruleset.facts.filter(({ id }) =>
      template.ruleset.facts.some((fact) => fact.id === id),
    )
    expect(shared.map(({ id }) => id)).toEqual([
      'referral.direction',
      'fromUnit.tier',
      'contracted.people',
      'referrals.compliant',
      'referrals.sent',
      'unit.tier',
      'fromUnit.id',
      'toUnit.id',
      'unit.score',
      'office.council',
    ])
    // Each cites its own document.
    const words = ({ cites: _cites, ...fact }: (typeof shared)[number]) => fact
    for (const fact of shared) {
      const theirs = template.ruleset.facts.find(({ id }) => id === fact.id)
      expect(theirs && words(theirs)).toEqual(words(fact))
    }
  })

  it('weighs public benefit and operation half and half', () => {
    const weight = (id: string) =>
      ruleset.parameters.find((parameter) => parameter.id === id)?.values[0]?.value
    expect(weight('publicBenefitWeight')).toEqual({ numerator: 50, denominator: 100 })
    expect(weight('operatingWeight')).toEqual({ numerator: 50, denominator: 100 })
  })
})
