import { factValue } from '../decisions/facts.ts'
import type { Pathway } from '../model/pathway.ts'
import type { CaseSnapshot, Successors } from './case-snapshot.ts'

interface Named {
  readonly facts: CaseSnapshot['facts']
  readonly successors?: Successors | undefined
}

/** The unit that acts as a party: the one its fact names or, where that has ended, the one that acts for it. Pure. */
export function actingUnit({ facts, successors }: Named, unitFact: string): string | undefined {
  const named = factValue(facts, unitFact)
  return typeof named === 'string' ? (successorIn(successors, named) ?? named) : undefined
}

/** True for the unit that a party's fact names, and for the one that acts for it. Pure. */
export function isParty(named: Named, unitFact: string, unit: string): boolean {
  return factValue(named.facts, unitFact) === unit || actingUnit(named, unitFact) === unit
}

/**
 * A case in which others act for the units that have ended, of those its parties name (LD1); the very same where nothing
 * changes. Its facts, timers and duties stay. Pure.
 * @param successorOf the unit that acts for one from now on, or that one itself
 */
export function handOver<Case extends Named>(
  pathway: Pathway,
  snapshot: Case,
  successorOf: (unit: string) => string,
): Case {
  const before = snapshot.successors ?? {}
  const after: Record<string, string> = {}
  for (const [unit, acting] of Object.entries(before)) after[unit] = successorOf(acting)
  for (const { unitFact } of pathway.parties) {
    const named = factValue(snapshot.facts, unitFact)
    if (typeof named !== 'string' || Object.hasOwn(before, named)) continue
    const acting = successorOf(named)
    if (acting !== named) after[named] = acting
  }
  const same =
    Object.keys(after).length === Object.keys(before).length &&
    Object.entries(after).every(([unit, acting]) => successorIn(before, unit) === acting)
  return same ? snapshot : { ...snapshot, successors: after }
}

function successorIn(successors: Successors | undefined, unit: string): string | undefined {
  return successors !== undefined && Object.hasOwn(successors, unit) ? successors[unit] : undefined
}
