import type { RulesetSummary } from '@jieli/server/contracts'

/** The versions of a ruleset after the one in force for all units, latest first: all of them where none is. Pure. */
export function newerThanInForce({
  versions,
  inForce,
}: Pick<RulesetSummary, 'versions' | 'inForce'>): RulesetSummary['versions'] {
  const applying = versions.findIndex(({ version }) => version === inForce)
  return versions.slice(0, applying < 0 ? undefined : applying)
}
