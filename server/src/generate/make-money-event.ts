import { dayOf, type Month } from './calendar-days.ts'
import type { County, UnitProfile } from './county.ts'
import type { Draws } from './draws.ts'
import { yuan } from './make-episode.ts'

/** Events that no case of the county tells of: services that units do for each other. */
export const serviceEvents = [
  'teleconsultDone',
  'sharedServiceDone',
  'postingDay',
  'chronicServiceDone',
] as const

/** What a referral that came to its end is to those who pay for it: one event, or two where it went down. */
export function referralEvents(referral: Readonly<Record<string, string>>): readonly string[] {
  if (referral['log.finished'] !== 'true') return []
  return referral['referral.direction'] === 'down'
    ? ['referralCompleted', 'stepDownReceived']
    : ['referralCompleted']
}

/** A moment of the working day in the county's time. Pure but for the draw. */
export function momentOn(day: string, draws: Draws): string {
  const hour = String(draws.whole(8, 17)).padStart(2, '0')
  return `${day}T${hour}:${String(draws.whole(0, 59)).padStart(2, '0')}:00+08:00`
}

/** The facts of one made-up service a hospital does for a township or village. */
export function makeService(
  county: County,
  event: (typeof serviceEvents)[number],
  { month, draws }: { readonly month: Month; readonly draws: Draws },
): Record<string, string> {
  const hospital = draws.pick(county.byTier.get('county') ?? [])
  const below: UnitProfile = draws.pick(
    county.byTier.get(draws.chance(8000) ? 'township' : 'village') ?? [],
  )
  return {
    at: momentOn(dayOf(month, draws.whole(1, month.days)), draws),
    event,
    'service.payerUnit': below.unit.id,
    'service.payeeUnit': event === 'chronicServiceDone' ? below.unit.id : hospital.unit.id,
    'service.cost': yuan(draws.whole(2000, 20_000)),
    'service.hours': `${draws.whole(2, 8)}.${draws.pick(['0', '5'])}`,
    'service.quantity': String(draws.whole(1, 12)),
  }
}
