import type { Facts } from '../decisions/facts.ts'
import type { Delay } from '../model/parameter.ts'
import { ownHours } from '../model/office-hours.ts'
import type { Pathway } from '../model/pathway.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import { stateAt } from '../model/state-nodes.ts'

/**
 * The unit by whose own office hours something of a party is counted: the one its fact names, where that unit keeps other
 * hours than the community and the time is counted in them. Nothing otherwise. Pure.
 */
export function hoursOf(
  ruleset: Ruleset,
  pathway: Pathway | undefined,
  asked: {
    readonly party: string | undefined
    readonly facts: Facts
    readonly delays: readonly (Delay | undefined)[]
  },
): { readonly hoursOf?: string } {
  const { party, facts, delays } = asked
  const named = pathway?.parties.find(({ id }) => id === party)
  const unit = named && facts[named.unitFact]
  if (typeof unit !== 'string' || ownHours(ruleset.manifest.calendar, unit) === undefined) return {}
  return delays.some((delay) => isInOfficeHours(ruleset, delay)) ? { hoursOf: unit } : {}
}

/** The party in charge of a state, or of the nearest around it that names one. Pure. */
export function ownerOf(pathway: Pathway, path: readonly string[]): string | undefined {
  for (let depth = path.length; depth > 0; depth--) {
    const owner = stateAt(pathway, path.slice(0, depth))?.meta.owner
    if (owner !== undefined) return owner
  }
  return undefined
}

function isInOfficeHours(ruleset: Ruleset, delay: Delay | undefined): boolean {
  if (delay === undefined || !('parameter' in delay))
    return delay !== undefined && 'workingTime' in delay
  return indexRuleset(ruleset).parameters.get(delay.parameter)?.unit === 'workingTime'
}
