import type { OrgUnit, Period } from '@jieli/engine'
import type { OperationContext } from './operation-context.ts'

/** The units of a community, and the revision a change must rest on (0 before the first). */
export interface KnownUnits {
  readonly revision: number
  readonly units: readonly OrgUnit[]
}

/** The units as stored. */
export async function knownUnits(context: OperationContext, ruleset: string): Promise<KnownUnits> {
  const stored = await context.store.get('units', ruleset)
  return { revision: stored?.revision ?? 0, units: stored?.units ?? [] }
}

/** The units that are assessed and share in the money of a period, see {@link isAssessed}. */
export async function assessedUnits(
  context: OperationContext,
  ruleset: string,
  { start }: Pick<Period, 'start'>,
): Promise<readonly OrgUnit[]> {
  return (await knownUnits(context, ruleset)).units.filter((unit) => isAssessed(unit, start))
}

/** The units that fill an office of the community now. Pure. */
export function unitsFilling(units: readonly OrgUnit[], office: string): readonly OrgUnit[] {
  return units.filter(({ offices, ended }) => ended === undefined && offices?.includes(office))
}

/**
 * True for all units but bodies that are in the list for an office alone, such as a finance bureau or the council, which
 * have neither a kind nor a tier, and those that had ended by the first day that is assessed. Pure.
 */
export function isAssessed({ offices = [], kind, tier, ended }: OrgUnit, start?: string): boolean {
  if (ended !== undefined && start !== undefined && ended.on <= start) return false
  return offices.length === 0 || kind !== undefined || tier !== undefined
}
