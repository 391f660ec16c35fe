import { isJsonObject, type Json, jsonEqual } from '../model/json.ts'
import type { Bundle } from '../model/bundle.ts'
import type { AcceptedResult } from '../model/scenario-base.ts'
import type { Scenario } from '../model/scenario.ts'
import { type ExpectationPath, isFault } from './finding.ts'
import { tryScenario } from './run-scenarios.ts'

/** As many as a scenario may have steps, and one to see that all is settled. */
const maxRounds = 201

/**
 * A scenario that expects what comes out, changed only where that differs. What there is no more is not expected any
 * more. `undefined` where it cannot be tried here, or nothing it expected is left. Pure.
 */
export function acceptScenario(bundle: Bundle, scenario: Scenario): Scenario | undefined {
  let accepted = scenario
  // Steps are tried up to the first that comes out otherwise: each round settles one of them.
  for (let round = 0; round <= maxRounds; round++) {
    const { findings } = tryScenario(bundle, accepted)
    if (findings.length === 0) return expectsSomething(accepted) ? accepted : undefined
    for (const finding of findings) {
      if (isFault(finding)) return undefined
      const { at, found } = finding
      accepted = withSaid(accepted as unknown as Json, at, found) as unknown as Scenario
    }
  }
  return undefined
}

/**
 * What a scenario of the ruleset below becomes once its result here is accepted, with what was expected and why it
 * differs. `undefined` as {@link acceptScenario}. Pure.
 * @param because the items by path whose change here makes it come out so
 */
export function acceptInherited(
  bundle: Bundle,
  theirs: Scenario,
  because: readonly string[],
): Scenario | undefined {
  const { accepted: _accepted, ...before } = theirs
  const accepted = acceptScenario(bundle, before as Scenario)
  if (accepted === undefined) return undefined
  const was: AcceptedResult['was'] = {}
  collect(before, accepted, '', was)
  return { ...accepted, accepted: { because: [...because], was } }
}

/** Where two scenarios of one shape differ, with what the first says there. */
function collect(before: unknown, after: unknown, at: string, was: AcceptedResult['was']): void {
  if (jsonEqual(before, after)) return
  if (!isPlace(before) || !isPlace(after) || isSaid(at)) {
    was[at] = before === undefined ? null : before
    return
  }
  const keys = new Set([...Object.keys(before), ...Object.keys(after)])
  for (const key of keys) collect(before[key], after[key], `${at}/${key}`, was)
}

/** Deep enough for what one member of an expectation says: it is told whole. */
function isSaid(at: string): boolean {
  return /\/expect\/[^/]+$/.test(at) && !/\/(indicators|consequences|facts|timers)$/.test(at)
}

type Place = Readonly<Record<string | number, unknown>>

function isPlace(value: unknown): value is Place {
  return typeof value === 'object' && value !== null
}

/** The scenario with what is found in one place of it; nothing there takes the member away, and what then holds nothing. */
function withSaid(value: Json, at: ExpectationPath, found: Json | undefined): Json | undefined {
  const [key, ...rest] = at
  if (key === undefined) return found
  if (Array.isArray(value))
    return value.map((item, index) =>
      index === key ? (withSaid(item, rest, found) ?? item) : item,
    )
  if (!isJsonObject(value)) return value
  const inner = withSaid(value[key] ?? {}, rest, found)
  const { [key]: _before, ...others } = value
  if (inner !== undefined) return { ...value, [key]: inner }
  // An expectation stays, though of nothing.
  if (key === 'expect') return { ...value, expect: {} }
  return Object.keys(others).length > 0 ? others : undefined
}

function expectsSomething(scenario: Scenario): boolean {
  return !('expect' in scenario) || Object.keys(scenario.expect).length > 0
}
