import { type Facts, type RequestedAction, startCase, step, type StepResult } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { bundleOf } from './resolve-folder.ts'

const demo = await bundleOf('district-plan-demo')

const between = (from: Facts, to: Facts): Facts => ({
  'referral.initiator': 'institution',
  'consent.status': 'given',
  ...from,
  ...to,
})
const township = (side: string): Facts => unit(side, 'T01', 'township', 'in-area')
const district = (side: string): Facts => unit(side, 'D01', 'county', 'in-area')
const elsewhere = (side: string): Facts => unit(side, 'X01', 'tertiary', 'out-of-area')

function unit(side: string, id: string, tier: string, areaRelation: string): Facts {
  return { [`${side}.id`]: id, [`${side}.tier`]: tier, [`${side}.areaRelation`]: areaRelation }
}

function send(facts: Facts, event: string, at: string): StepResult {
  const started = startCase(demo, { pathway: 'referral', facts, at })
  if (!started.taken) throw new TypeError(started.issue.message.en)
  return step(demo, started.snapshot, { type: event, at })
}

function task(result: StepResult, event: string): RequestedAction | undefined {
  return result.taken ? result.actions.find((action) => action.event === event) : undefined
}

describe('tasks of the demonstration county', () => {
  const stepDown: Facts = {
    ...between(district('fromUnit'), township('toUnit')),
    'referral.direction': 'down',
    'clinical.complexCareCompleted': true,
    'clinical.stable': true,
    'clinical.diagnosisEstablished': true,
    'followUp.trackingPhysicianAssigned': true,
    'medication.availableAtDestination': false,
  }
  const emergency: Facts = {
    ...between(township('fromUnit'), elsewhere('toUnit')),
    'referral.emergencyCritical': true,
  }

  it('make missing medicines due one sample day after the step-down is sent', () => {
    const sent = send(stepDown, 'submit', '2025-03-03T09:10:00+08:00')
    expect(task(sent, 'drugRedistributionTask')?.dueAt).toBe('2025-03-04T09:10:00+08:00')
  })

  it('make late registration due three sample days after an emergency is received', () => {
    const received = send(emergency, 'emergencyArrival', '2025-03-03T02:10:00+08:00')
    expect(task(received, 'retroactiveRegistration')?.dueAt).toBe('2025-03-06T02:10:00+08:00')
  })

  it('have no due time the day before the sample limits begin, and one on the first day', () => {
    const before = send(stepDown, 'submit', '2019-05-31T23:59:59+08:00')
    const first = send(stepDown, 'submit', '2019-06-01T00:00:00+08:00')
    expect(task(before, 'drugRedistributionTask')).toMatchObject({ to: 'fromUnit' })
    expect(task(before, 'drugRedistributionTask')?.dueAt).toBeUndefined()
    expect(task(first, 'drugRedistributionTask')?.dueAt).toBe('2019-06-02T00:00:00+08:00')
    const early = send(emergency, 'emergencyArrival', '2019-05-31T23:59:59+08:00')
    const onDay = send(emergency, 'emergencyArrival', '2019-06-01T00:00:00+08:00')
    expect(early.taken).toBe(true)
    expect(task(early, 'retroactiveRegistration')?.dueAt).toBeUndefined()
    expect(task(onDay, 'retroactiveRegistration')?.dueAt).toBe('2019-06-04T00:00:00+08:00')
  })

  it('are addressed to the unit that has to act', () => {
    expect(
      task(
        send(emergency, 'emergencyArrival', '2025-03-03T02:10:00+08:00'),
        'retroactiveRegistration',
      )?.to,
    ).toBe('fromUnit')
  })
})
