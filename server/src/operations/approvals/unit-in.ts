import { actingUnit, type Bundle } from '@jieli/engine'
import { unitsOf } from '../../contracts/policy.ts'
import type { CaseDocument } from '../../documents/case-document.ts'
import { type Caller, engineActors } from '../context/caller.ts'

/** The unit by which somebody takes part in a case; undefined where it is none, or every one. Pure. */
export function unitIn(caller: Caller, bundle: Bundle, document: CaseDocument): string | undefined {
  const [first] = engineActors(caller, bundle, document)
  return first !== undefined && 'unit' in first ? first.unit : undefined
}

/** Whether somebody acts for a unit that drafts: one in charge of the first state of the chart, or that acts in it. Pure. */
export function actsForDrafting(caller: Caller, bundle: Bundle, document: CaseDocument): boolean {
  const mine = unitsOf(caller, 'cases.step', document.county)
  if (mine === '*') return true
  const pathway = bundle.ruleset.pathways.find(({ id }) => id === document.pathway)
  const first = pathway?.machine.states[pathway.machine.initial]
  const acting = (pathway?.events ?? [])
    .filter(({ id }) => first?.on?.[id] !== undefined)
    .flatMap(({ actors }) => actors)
  return (pathway?.parties ?? [])
    .filter(({ id }) => id === first?.meta.owner || acting.includes(id))
    .map(({ unitFact }) => actingUnit(document.snapshot, unitFact))
    .some((unit) => unit !== undefined && mine.has(unit))
}
