import { compareValues, hasOrder } from '../decisions/compare-values.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import { fitsType } from '../decisions/fits-type.ts'
import { jsonEqual } from '../model/json.ts'
import type { RedLineCheck } from '../model/red-line.ts'
import type { Ruleset } from '../model/ruleset.ts'

/** True when a check demands at least what another demands: the same, or more of the same kind. Pure. */
export function keepsCheck(ruleset: Ruleset, theirs: RedLineCheck, ours: RedLineCheck): boolean {
  if (jsonEqual(theirs, ours)) return true
  const { kind } = theirs
  switch (kind) {
    case 'floor':
    case 'ceiling': {
      if (ours.kind !== kind || ours.parameter !== theirs.parameter) return false
      const type = indexRuleset(ruleset).parameters.get(theirs.parameter)?.type
      if (type === undefined || !hasOrder(type)) return false
      if (!fitsType(type, ours.bound) || !fitsType(type, theirs.bound)) return false
      const milder = kind === 'floor' ? 'lessThan' : 'greaterThan'
      return !compareValues(type, milder, ours.bound, theirs.bound)
    }
    case 'requiredRules':
      return (
        ours.kind === kind && ours.decision === theirs.decision && covers(ours.rules, theirs.rules)
      )
    case 'implication':
      return (
        ours.kind === kind &&
        ours.decision === theirs.decision &&
        jsonEqual(ours.implies, theirs.implies) &&
        covers(ours.outcomes, theirs.outcomes)
      )
    case 'guardedPath':
      return (
        ours.kind === kind &&
        ours.pathway === theirs.pathway &&
        ours.from === theirs.from &&
        covers(ours.to, theirs.to) &&
        covers(theirs.decisions, ours.decisions) &&
        covers(theirs.events, ours.events)
      )
    case 'openEvent':
      return (
        ours.kind === kind &&
        ours.pathway === theirs.pathway &&
        ours.event === theirs.event &&
        ours.decision === theirs.decision &&
        opensAsMuch(ours, theirs)
      )
    case 'appliesOnlyWhere':
      return (
        ours.kind === kind &&
        jsonEqual(ours.implies, theirs.implies) &&
        covers(ours.effects, theirs.effects)
      )
    case 'allowedFacts':
      return (
        ours.kind === kind && covers(theirs.facts, ours.facts) && covers(ours.lists, theirs.lists)
      )
    case 'barredFacts':
      return (
        ours.kind === kind && covers(ours.facts, theirs.facts) && covers(ours.lists, theirs.lists)
      )
    case 'requiredApprovals':
      return (
        ours.kind === kind &&
        ours.procedure === theirs.procedure &&
        covers(ours.stages, theirs.stages) &&
        covers(ours.approvals, theirs.approvals) &&
        (ours.filing || !theirs.filing)
      )
    case 'fundRequires':
      return (
        ours.kind === kind && ours.fund === theirs.fund && covers(ours.decisions, theirs.decisions)
      )
    case 'paired':
      return ours.kind === kind && ours.tag === theirs.tag && covers(theirs.with, ours.with)
    case 'wholeSplit':
    case 'requiredItems':
      return ours.kind === kind && covers(ours.items, theirs.items)
    case 'descending':
      // A step may be asked for where none was.
      return (
        ours.kind === kind &&
        jsonEqual(ours.parameters, theirs.parameters) &&
        theirs.step === undefined
      )
    case 'monotone':
      return (
        ours.kind === kind &&
        covers(ours.items, theirs.items) &&
        (theirs.parameters.length === 0 || jsonEqual(ours.parameters, theirs.parameters))
      )
    case 'groupExcludes':
      return false
  }
}

type OpenEvent = Extract<RedLineCheck, { kind: 'openEvent' }>

/** An event without states named is open everywhere but for what is excepted. */
function opensAsMuch(ours: OpenEvent, theirs: OpenEvent): boolean {
  const excepted = ours.except ?? []
  if (theirs.states === undefined)
    return ours.states === undefined && covers(theirs.except ?? [], excepted)
  if (ours.states !== undefined) return covers(ours.states, theirs.states)
  return !theirs.states.some((state) => excepted.includes(state))
}

function covers(items: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((item) => items.includes(item))
}
