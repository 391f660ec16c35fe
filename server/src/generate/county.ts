import type { OrgUnit } from '@jieli/engine'
import type { Draws } from './draws.ts'

/** The tiers of a made-up county, from low to high. */
export const tiers = ['village', 'township', 'county', 'tertiary'] as const
export type Tier = (typeof tiers)[number]

/** How a made-up unit works. Rates are per ten thousand. */
export interface UnitProfile {
  readonly unit: OrgUnit & { readonly kind: string; readonly tier: Tier }
  /** How much of the county's work falls to it. */
  readonly size: number
  readonly entry: number
  readonly completion: number
  readonly variance: number
  readonly compliance: number
  /** How well it does otherwise, around 0, per ten thousand: moves the shares of its figures. */
  readonly bent: number
}

/** True for a unit below the county hospitals. Pure. */
export function isPrimary({ unit }: UnitProfile): boolean {
  return tiers.indexOf(unit.tier) < tiers.indexOf('county')
}

/** The units of a made-up county: a lead, other county hospitals, townships, village clinics. */
export interface County {
  readonly units: readonly UnitProfile[]
  readonly byTier: ReadonlyMap<Tier, readonly UnitProfile[]>
}

const kinds = [
  { tier: 'county', kind: 'county-general-hospital', letter: 'D', zh: '县人民医院', size: 400 },
  { tier: 'county', kind: 'county-tcm-hospital', letter: 'D', zh: '县中医院', size: 180 },
  { tier: 'township', kind: 'township-health-centre', letter: 'T', zh: '镇卫生院', size: 40 },
  { tier: 'village', kind: 'village-clinic', letter: 'V', zh: '村卫生室', size: 4 },
] as const

/** The fewest units a county can consist of: a lead, another hospital, a township and a village. */
export const fewestUnits = 4

/**
 * Makes up a county of so many units. About a third are townships and the rest villages; the pathway rates of its
 * hospitals lie on both sides of 70, 70 and 15 per cent, the provincial thresholds.
 */
export function makeCounty(count: number, draws: Draws): County {
  const townships = Math.max(1, Math.round((count - 2) / 3))
  const villages = Math.max(1, count - 2 - townships)
  const amounts = [1, 1, townships, villages]
  const units: UnitProfile[] = []
  let hospitals = 0
  for (const [at, { tier, kind, letter, zh, size }] of kinds.entries())
    for (let number = 1; number <= (amounts[at] ?? 0); number++) {
      const order = letter === 'D' ? ++hospitals : number
      const id = `${letter}${String(order).padStart(2, '0')}`
      const title = letter === 'D' ? `${zh}（样例）` : `样例${String(number).padStart(2, '0')}${zh}`
      const parent = parentOf(tier, number, { townships, id })
      units.push({
        unit: {
          id,
          title,
          kind,
          tier,
          level: Math.max(1, 3 - tiers.indexOf(tier)),
          ...(parent === undefined ? {} : { parent }),
        },
        size: size + draws.whole(0, size),
        entry: draws.whole(6400, 8000),
        completion: draws.whole(6600, 8000),
        variance: draws.whole(900, 1900),
        compliance: draws.whole(8600, 9900),
        bent: draws.whole(-600, 600),
      })
    }
  const byTier = new Map(
    tiers.map((tier) => [tier, units.filter(({ unit }) => unit.tier === tier)]),
  )
  return { units, byTier }
}

/** The lead has nobody above it; a village belongs to a township, everybody else to the lead. */
function parentOf(
  tier: Tier,
  number: number,
  { townships, id }: { readonly townships: number; readonly id: string },
): string | undefined {
  if (id === 'D01') return undefined
  return tier === 'village' ? `T${String(1 + ((number - 1) % townships)).padStart(2, '0')}` : 'D01'
}
