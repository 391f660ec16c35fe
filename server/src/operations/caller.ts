import { type Bundle, type CaseEvent, type Facts, factValue } from '@jieli/engine'
import { ServerError } from '../errors/server-error.ts'
import { type Grant, grantsWith, type Permission } from '../people/permissions.ts'
import type { CaseDocument, RecordedActor } from './documents.ts'

/** Who asks, and what they may do where. */
export interface Caller {
  readonly kind: 'user' | 'key' | 'system'
  readonly id: string
  readonly title: string
  readonly grants: readonly Grant[]
}

/** The caller as kept with what they did. Pure. */
export function recordedActor(caller: Caller): RecordedActor {
  return { kind: caller.kind, id: caller.id, title: caller.title }
}

interface OwnedRuleset {
  readonly id: string
  readonly county?: string | undefined
}

/**
 * A template belongs to no county: whoever may read rulesets anywhere may read it, while changing it takes a grant
 * for every county. Pure.
 */
export function maySeeRuleset(
  caller: Caller,
  permission: Permission,
  ruleset: OwnedRuleset,
): boolean {
  const readable = permission === 'rulesets.read' || permission === 'decide'
  return grantsWith(caller.grants, permission).some(
    ({ county }) =>
      county === '*' || (ruleset.county === undefined ? readable : county === ruleset.county),
  )
}

/** @throws ServerError SCOPE_MISSING when the ruleset is outside the counties the caller has the permission for */
export function assertRulesetScope(
  caller: Caller,
  permission: Permission,
  ruleset: OwnedRuleset,
): void {
  if (maySeeRuleset(caller, permission, ruleset)) return
  throw new ServerError('SCOPE_MISSING', { ruleset: ruleset.id })
}

interface CasePlace {
  readonly county: string
  readonly fromUnit: string | null
  readonly toUnit: string | null
}

/** True when one grant covers the case's county and one of its two units. Pure. */
export function maySeeCase(caller: Caller, permission: Permission, place: CasePlace): boolean {
  return grantsWith(caller.grants, permission).some(
    ({ county, units }) =>
      (county === '*' || county === place.county) &&
      (units === '*' ||
        [place.fromUnit, place.toUnit].some((unit) => unit !== null && units.includes(unit))),
  )
}

/** @throws ServerError UNIT_SCOPE_MISSING when neither unit of a new case is the caller's */
export function assertUnitScope(
  caller: Caller,
  permission: Permission,
  place: { county: string; fromUnit: string | null; toUnit: string | null },
): void {
  if (maySeeCase(caller, permission, place)) return
  throw new ServerError('UNIT_SCOPE_MISSING', {
    fromUnit: place.fromUnit ?? '—',
    toUnit: place.toUnit ?? '—',
  })
}

/** The widest reach of the caller's grants, to narrow a search by. Each case is still checked by itself. Pure. */
export function caseScope(
  caller: Caller,
  permission: Permission,
): { counties: '*' | readonly string[]; units: '*' | readonly string[] } {
  const grants = grantsWith(caller.grants, permission)
  const counties = grants.map((grant) => grant.county)
  const units = grants.map((grant) => grant.units)
  return {
    counties: counties.includes('*') ? '*' : [...new Set(counties)],
    units: units.includes('*') ? '*' : [...new Set(units.flat())],
  }
}

/**
 * Which party the caller is to a case when sending an event: the unit of theirs that may send it, by what the case
 * says already. What the event brings along counts only where the case says nothing: nobody becomes a party by
 * claiming it. Pure.
 */
export function engineActor(
  caller: Caller,
  bundle: Bundle,
  document: CaseDocument,
  event: { readonly type: string; readonly facts: Facts },
): EngineActor {
  const mine = stepUnits(caller, document)
  if (mine === '*') return { everyUnit: true }
  const pathway = bundle.ruleset.pathways.find((each) => each.id === document.pathway)
  const actors = pathway?.events.find((each) => each.id === event.type)?.actors ?? []
  const unit = (pathway?.parties ?? [])
    .filter((party) => actors.includes(party.id))
    .map(
      ({ unitFact }) =>
        factValue(document.snapshot.facts, unitFact) ?? factValue(event.facts, unitFact),
    )
    .find((each) => typeof each === 'string' && mine.has(each))
  return typeof unit === 'string' ? { unit } : {}
}

/** Every party the caller is to a case; one that is nobody where they are none. Pure. */
export function engineActors(
  caller: Caller,
  bundle: Bundle,
  document: CaseDocument,
): readonly EngineActor[] {
  const mine = stepUnits(caller, document)
  if (mine === '*') return [{ everyUnit: true }]
  const pathway = bundle.ruleset.pathways.find((each) => each.id === document.pathway)
  const units = new Set(
    (pathway?.parties ?? []).map(({ unitFact }) => factValue(document.snapshot.facts, unitFact)),
  )
  const found = [...units].filter((unit) => typeof unit === 'string' && mine.has(unit))
  return found.length === 0 ? [{}] : found.map((unit) => ({ unit: unit as string }))
}

type EngineActor = NonNullable<CaseEvent['actor']>

/** The units the caller may step this case for. */
function stepUnits(caller: Caller, document: CaseDocument): '*' | ReadonlySet<string> {
  const grants = grantsWith(caller.grants, 'cases.step').filter(
    ({ county }) => county === '*' || county === document.county,
  )
  return grants.some(({ units }) => units === '*')
    ? '*'
    : new Set(grants.flatMap(({ units }) => units))
}
