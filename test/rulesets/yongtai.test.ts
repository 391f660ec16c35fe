import { evaluateDecision, type Facts, runScenario } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { ownScenarios } from './own-scenarios.ts'
import { publishingErrors } from './publishing-errors.ts'
import { bundleOf } from './resolve-folder.ts'

const bundle = await bundleOf('yongtai')

describe('the Yongtai model', () => {
  it('is fit to publish as a template', async () => {
    expect(await publishingErrors('yongtai')).toEqual([])
  })

  it.each(ownScenarios(bundle))('holds its scenario %s', (_, scenario) => {
    expect(runScenario(bundle, scenario).details).toEqual([])
  })

  it.each([0, 3, undefined])('opens the emergency lane with %s reserved beds free', (free) => {
    const facts: Facts = {
      'referral.emergencyCritical': true,
      'toUnit.kind': 'county-general-hospital',
      ...(free === undefined ? {} : { 'resource.reservedEmergencyBedsFree': free }),
    }
    expect(evaluateDecision(bundle, 'emergencyLane', facts, '2025-03-03').outcome).toBe('allow')
  })
})
