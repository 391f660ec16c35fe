import { actingUnit, type Bundle, type CaseEvent, type Facts, factValue } from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import { may, mayRuleset, unitsOf } from '../../contracts/policy.ts'
import type { Grant, Permission } from '../../contracts/roles.ts'
import type { CaseDocument } from '../../documents/case-document.ts'
import type { PasswordChangeReason } from '../../people/password-age.ts'
import type { RecordedActor } from '../../documents/recorded-actor.ts'

/** Who asks, and what they may do where. */
export interface Caller {
  readonly kind: 'user' | 'key' | 'system'
  readonly id: string
  readonly title: string
  readonly grants: readonly Grant[]
  /** Why the person has to choose another password before anything else; absent where they have not. */
  readonly passwordChange?: PasswordChangeReason
  /** Set while the site asks for a second factor that the person has not set up. */
  readonly secondFactorMissing?: true
  /** Set on somebody who signs in by the site's provider, and has no password here. */
  readonly provider?: true
  /** Set on the demonstration's accounts and key. */
  readonly demo?: true
  /** The account that made the key. */
  readonly owner?: string | null
}

/** The caller as kept with what they did. Pure. */
export function recordedActor(caller: Caller): RecordedActor {
  return { kind: caller.kind, id: caller.id, title: caller.title }
}

/** The person behind a caller: whoever signed in, or made the key; null where nobody did. Pure. */
export function personOf(caller: Caller): string | null {
  return caller.kind === 'user' ? caller.id : (caller.owner ?? null)
}

/** @throws ServerError SCOPE_MISSING when the ruleset is outside the counties the caller has the permission for */
export function assertRulesetScope(
  caller: Caller,
  permission: Permission,
  ruleset: { readonly id: string; readonly county?: string | undefined },
): void {
  if (mayRuleset(caller, permission, ruleset)) return
  const { id, county } = ruleset
  throw new ServerError('SCOPE_MISSING', { ruleset: id }, { refused: { target: id, county } })
}

interface CasePlace {
  readonly county: string
  readonly fromUnit: string | null
  readonly toUnit: string | null
  /** Set on a case of the community: the units of its parties. */
  readonly procedure?: { readonly units: readonly string[] }
}

/** True when one grant covers the case's county and one of its units: the two of a referral, or those of a procedure. Pure. */
export function maySeeCase(caller: Caller, permission: Permission, place: CasePlace): boolean {
  const { fromUnit, toUnit, procedure } = place
  const units = [...[fromUnit, toUnit].filter((unit) => unit !== null), ...(procedure?.units ?? [])]
  return may(caller, permission, { county: place.county, units })
}

/**
 * @param ruleset whose case it would be
 * @throws ServerError UNIT_SCOPE_MISSING when neither unit of a new case is the caller's
 */
export function assertMayStart(
  caller: Caller,
  ruleset: string,
  place: CasePlace,
  permission: 'cases.start' | 'cases.correct' = 'cases.start',
): void {
  if (maySeeCase(caller, permission, place)) return
  throw new ServerError(
    'UNIT_SCOPE_MISSING',
    { fromUnit: place.fromUnit ?? '—', toUnit: place.toUnit ?? '—' },
    { refused: { target: ruleset, county: place.county } },
  )
}

/**
 * Which party the caller is to a case when sending an event: the unit of theirs that may send it, by what the case
 * says already. What the event brings along counts only where the case says nothing: nobody becomes a party by
 * claiming it. Pure.
 */
export function engineActor(
  caller: Caller,
  bundle: Bundle,
  document: Pick<CaseDocument, 'pathway' | 'county'> & {
    readonly snapshot: Pick<CaseDocument['snapshot'], 'facts' | 'successors'>
  },
  event: {
    readonly type: string
    readonly facts: Facts
    /** By which right; that to send events, where it does not say. */
    readonly permission?: 'cases.correct'
  },
): EngineActor {
  const { permission = 'cases.step' } = event
  const mine = unitsOf(caller, permission, document.county)
  if (mine === '*') return { everyUnit: true }
  const pathway = bundle.ruleset.pathways.find((each) => each.id === document.pathway)
  const actors = pathway?.events.find((each) => each.id === event.type)?.actors ?? []
  const unit = (pathway?.parties ?? [])
    .filter((party) => actors.includes(party.id))
    .map(
      ({ unitFact }) => actingUnit(document.snapshot, unitFact) ?? factValue(event.facts, unitFact),
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
  const mine = unitsOf(caller, 'cases.step', document.county)
  if (mine === '*') return [{ everyUnit: true }]
  const pathway = bundle.ruleset.pathways.find((each) => each.id === document.pathway)
  const units = new Set(
    (pathway?.parties ?? []).map(({ unitFact }) => actingUnit(document.snapshot, unitFact)),
  )
  const found = [...units].filter((unit) => unit !== undefined && mine.has(unit))
  return found.length === 0 ? [{}] : found.map((unit) => ({ unit }) as EngineActor)
}

type EngineActor = NonNullable<CaseEvent['actor']>
