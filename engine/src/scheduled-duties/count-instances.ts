import type { InstanceStanding } from './instance-standing.ts'

/** The facts of a unit that count a scheduled duty. */
export function scheduledFacts(duty: string): { readonly due: string; readonly onTime: string } {
  return { due: `duty.${duty}.due`, onTime: `duty.${duty}.onTime` }
}

/**
 * How many of some instances had to be done, and how many of these were done in time; `undefined` while it is not known
 * of one whether it is owed: what is unknown is never counted as not owed. Pure.
 * @param standings as they stand when all of them were due
 */
export function countInstances(
  standings: readonly Pick<InstanceStanding, 'standing'>[],
): { readonly due: number; readonly onTime: number } | undefined {
  if (standings.some(({ standing }) => standing === 'undetermined')) return undefined
  return {
    due: standings.length,
    onTime: standings.filter(({ standing }) => standing === 'kept').length,
  }
}
