import { dayOf, type Month } from './calendar-days.ts'
import { type County, type Tier, tiers, type UnitProfile } from './county.ts'
import type { Draws } from './draws.ts'

const diagnoses = ['J18.9', 'I63.9', 'K35.8', 'E11.9', 'I10.x', 'J44.1', 'S72.0', 'M51.2'] as const

/** A tertiary hospital outside the county that has an agreement with it. */
export const partner = { id: 'P01', kind: 'municipal-tertiary-hospital', tier: 'tertiary' } as const

/**
 * The facts of one made-up referral, as a table writes them, begun in the month given. Of a hundred, some eighty go
 * down, as where a county hospital sends the recovering back to their townships; a few go out of the county.
 */
export function makeReferral(
  county: County,
  sender: UnitProfile,
  { month, draws }: { readonly month: Month; readonly draws: Draws },
): Record<string, string> {
  const direction = directionFrom(sender.unit.tier, draws)
  const to = receiverOf(county, sender, { direction, draws })
  const compliant = draws.chance(sender.compliance)
  const closed = draws.chance(9500)
  const begun = draws.whole(1, month.days)
  const emergency = direction !== 'down' && draws.chance(600)
  const down = direction === 'down'
  const kept = (perTenThousand: number) => String(draws.chance(perTenThousand))
  const available = kept(down ? 9200 : 9900)
  const facts: Record<string, string> = {
    'referral.direction': direction,
    'referral.initiator': draws.chance(300) ? 'patient' : 'institution',
    'referral.emergencyCritical': String(emergency),
    'referral.retroactive': String(emergency && draws.chance(5000)),
    'referral.compliant': String(compliant),
    'referral.accepted': 'true',
    'fromUnit.id': sender.unit.id,
    'fromUnit.kind': sender.unit.kind,
    'fromUnit.tier': sender.unit.tier,
    'fromUnit.areaRelation': 'in-area',
    'toUnit.id': to.id,
    'toUnit.kind': to.kind,
    'toUnit.tier': to.tier,
    'toUnit.areaRelation': to.tier === 'tertiary' ? 'partner' : 'in-area',
    'toUnit.partnerAgreement': String(to.tier === 'tertiary'),
    'patient.id': `sample-patient-${draws.whole(1, 400_000)}`,
    'patient.contracted': kept(3834),
    'patient.insuranceScheme': draws.chance(8000) ? 'resident' : 'employee',
    'consent.status': 'given',
    'consent.optionsPresented': String(draws.whole(1, 3)),
    'clinical.primaryDiagnosis': draws.pick(diagnoses),
    'clinical.diagnosisEstablished': kept(down ? 9900 : 7000),
    'clinical.stable': String(down || !emergency),
    'clinical.phase': down ? draws.pick(['stable', 'recovery', 'chronic']) : 'acute',
    'clinical.complexCareCompleted': String(down),
    'clinical.category': down ? draws.pick(['recovery', 'chronic', 'geriatric']) : 'other',
    'priority.reception': kept(9600),
    'priority.examination': kept(9300),
    'priority.admission': kept(9000),
    'medication.availableAtDestination': available,
    'followUp.trackingPhysicianAssigned': kept(9500),
    'followUp.done': kept(8800),
    'priority.given': kept(9100),
    'log.startedOn': dayOf(month, begun),
    ...redistribution(down && available === 'false', draws),
    // An emergency is received at once and registered afterwards, most of them in time.
    'log.submit': emergency ? '0' : '1',
    'log.emergencyArrival': emergency ? '1' : '0',
    'referral.retroactiveRegistered': emergency ? kept(9000) : '',
    'log.refusals': compliant ? '0' : '1',
    // Of those that broke no rule, a few left something unsaid.
    'log.unanswered': compliant && draws.chance(300) ? '1' : '0',
  }
  return Object.assign(facts, closed ? closing(month, begun, draws) : stillOpen(draws))
}

/** Medicines that are missing where a patient is stepped down to are redistributed, most of them in time. */
function redistribution(due: boolean, draws: Draws): Record<string, string> {
  const onTime = due && draws.chance(8500)
  return {
    'log.duty.redistributeMedicines.due': due ? '1' : '0',
    'log.duty.redistributeMedicines.onTime': onTime ? '1' : '0',
  }
}

function closing(month: Month, begun: number, draws: Draws): Record<string, string> {
  return {
    'log.endedOn': dayOf(month, begun + draws.whole(1, 12)),
    'log.finished': 'true',
    'log.state': 'completed',
    'log.claim': '1',
    'log.accept': '1',
    'log.schedule': '1',
    'log.arrive': '1',
    'log.startCare': '1',
    'log.reportOutcome': '1',
    'log.confirmFeedback': '1',
    'log.close': '1',
    'log.decline': draws.chance(200) ? '1' : '0',
    'log.redirect': '0',
    'log.markNoShow': draws.chance(150) ? '1' : '0',
    'feedback.diagnosis': 'sample',
    'feedback.treatment': 'sample',
  }
}

function stillOpen(draws: Draws): Record<string, string> {
  const accepted = draws.chance(6000)
  return {
    'log.finished': 'false',
    'log.state': accepted ? 'handover.accepted' : 'review.submitted',
    'log.accept': accepted ? '1' : '0',
    'log.arrive': '0',
    'log.close': '0',
    'log.confirmFeedback': '0',
  }
}

type Direction = 'up' | 'down' | 'outward'

function directionFrom(tier: Tier, draws: Draws): Direction {
  if (tier === 'county') return draws.chance(9700) ? 'down' : 'outward'
  if (tier === 'township') return draws.chance(8800) ? 'up' : 'down'
  return 'up'
}

function receiverOf(
  county: County,
  sender: UnitProfile,
  { direction, draws }: { readonly direction: Direction; readonly draws: Draws },
): { readonly id: string; readonly kind: string; readonly tier: Tier } {
  if (direction === 'outward') return partner
  const tier = tiers[tiers.indexOf(sender.unit.tier) + (direction === 'up' ? 1 : -1)]
  const above = county.units.find(({ unit }) => unit.id === sender.unit.parent)
  if (direction === 'up' && tier === 'township' && above !== undefined) return above.unit
  const others = tier === undefined ? undefined : county.byTier.get(tier)
  return draws.pick(others ?? [sender]).unit
}
