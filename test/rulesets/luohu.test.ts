import { type Facts, runScenario, startCase, step } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { ownScenarios } from './own-scenarios.ts'
import { publishingErrors } from './publishing-errors.ts'
import { bundleOf } from './resolve-folder.ts'

const bundle = await bundleOf('luohu')

const withoutMedicines: Facts = {
  'referral.direction': 'down',
  'referral.initiator': 'institution',
  'referral.emergencyCritical': false,
  'consent.status': 'given',
  'fromUnit.id': 'D01',
  'fromUnit.tier': 'county',
  'fromUnit.areaRelation': 'in-area',
  'toUnit.id': 'T01',
  'toUnit.tier': 'township',
  'toUnit.areaRelation': 'in-area',
  'clinical.complexCareCompleted': true,
  'clinical.stable': true,
  'clinical.diagnosisEstablished': true,
  'followUp.trackingPhysicianAssigned': true,
  'medication.availableAtDestination': false,
}

describe('the Luohu model', () => {
  it('is fit to publish as a template', async () => {
    expect(await publishingErrors('luohu')).toEqual([])
  })

  it.each(ownScenarios(bundle))('holds its scenario %s', (_, scenario) => {
    expect(runScenario(bundle, scenario).details).toEqual([])
  })

  it('makes missing medicines due 24 hours after the step-down is sent', () => {
    const at = '2025-03-03T09:10:00+08:00'
    const started = startCase(bundle, { pathway: 'referral', facts: withoutMedicines, at })
    if (!started.taken) throw new TypeError(started.issue.message.en)
    const sent = step(bundle, started.snapshot, { type: 'submit', at })
    const tasks = sent.taken ? sent.actions : []
    expect(tasks.find(({ event }) => event === 'drugRedistributionTask')?.dueAt).toBe(
      '2025-03-04T09:10:00+08:00',
    )
  })
})
