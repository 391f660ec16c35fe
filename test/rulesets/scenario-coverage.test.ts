import {
  type Bundle,
  createBundle,
  type Decision,
  type Facts,
  parseFacts,
  type Ruleset,
  runScenario,
  type Scenario,
  startCase,
  step,
} from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { bundleOf } from './resolve-folder.ts'

const bundle = await bundleOf('district-plan')
const { ruleset } = bundle

const goldenVectors = '03 04 05 06 07 11 12 13 14 18 19 20 21 22 23 24 25 26 27 28 29 32 40'
  .split(' ')
  .map((number) => `GV-${number}`)

describe('the scenarios of the district plan', () => {
  it('hold every golden vector of the plan', () => {
    const ids = new Set(ruleset.scenarios.map((scenario) => scenario.id))
    expect(goldenVectors.filter((id) => !ids.has(id))).toEqual([])
  })

  it('take every transition of the referral pathway', () => {
    const taken = new Set(ruleset.scenarios.flatMap((scenario) => transitionsTaken(scenario)))
    const all = ruleset.pathways.flatMap(({ machine }) => transitionIds(machine.states))
    expect(all.length).toBeGreaterThan(50)
    expect(all.filter((id) => !taken.has(id))).toEqual([])
  })

  const lines = ruleset.decisions.flatMap((decision) =>
    linesOf(decision).map((line) => [decision.id, line.id] as const),
  )
  it.each(lines)('notice when %s loses the line %s', (decision, line) => {
    expect(
      someScenarioFails(
        decision,
        change(decision, line, () => []),
      ),
    ).toBe(true)
  })

  it.each(lines)('notice when %s decides the line %s otherwise', (decision, line) => {
    const changed = change(decision, line, (found) => [
      {
        ...found,
        then: {
          ...found.then,
          outcome: found.then.outcome === 'requireReview' ? 'allow' : 'requireReview',
        },
      },
    ])
    expect(someScenarioFails(decision, changed)).toBe(true)
  })
})

type Line = Extract<Decision, { kind: 'rules' }>['rules'][number]

function linesOf(decision: Decision): readonly Pick<Line, 'id' | 'then'>[] {
  return decision.kind === 'table' ? decision.rows : decision.rules
}

/** The ruleset with one line of a decision replaced. */
function change(
  decision: string,
  line: string,
  replace: <L extends Pick<Line, 'id' | 'then'>>(found: L) => L[],
): Ruleset {
  const put = <L extends Pick<Line, 'id' | 'then'>>(found: L) =>
    found.id === line ? replace(found) : [found]
  return {
    ...ruleset,
    decisions: ruleset.decisions.map((found) => {
      if (found.id !== decision) return found
      return found.kind === 'table'
        ? { ...found, rows: found.rows.flatMap(put) }
        : { ...found, rules: found.rules.flatMap(put) }
    }),
  }
}

/** True when a scenario of the changed decision itself no longer holds. */
function someScenarioFails(decision: string, changed: Ruleset): boolean {
  const other = createBundle(changed, bundle.origin)
  return changed.scenarios.some(
    (scenario) =>
      scenario.kind === 'decision' &&
      scenario.decision === decision &&
      !runScenario(other, scenario).passed,
  )
}

function transitionsTaken(scenario: Scenario): readonly string[] {
  if (scenario.kind !== 'pathway') return []
  const given = withParameters(scenario)
  let current = startCase(given, {
    pathway: scenario.pathway,
    facts: known(scenario.facts),
    at: scenario.at,
  })
  const taken: string[] = []
  for (const { event, at, facts, reason, unit } of scenario.steps) {
    if (!current.taken) break
    const next = step(given, current.snapshot, {
      type: event,
      at,
      facts: known(facts ?? {}),
      ...(reason === undefined ? {} : { reason }),
      ...(unit === undefined ? {} : { actor: { unit } }),
    })
    if (!next.taken) continue
    taken.push(...next.transitions)
    current = next
  }
  return taken
}

function known(written: Readonly<Record<string, unknown>>): Facts {
  const { facts, issues } = parseFacts(ruleset, written)
  if (issues.length > 0) throw new TypeError(JSON.stringify(issues))
  return facts
}

/** The bundle with the values a scenario brings for what the plan leaves open. */
function withParameters(scenario: Scenario): Bundle {
  const parameters = ruleset.parameters.map((parameter) => {
    const value = scenario.parameters?.[parameter.id]
    return value === undefined
      ? parameter
      : { ...parameter, values: [{ from: '2019-06-01', value }] }
  })
  return createBundle({ ...ruleset, parameters }, bundle.origin)
}

type States = Ruleset['pathways'][number]['machine']['states']

function transitionIds(states: States): readonly string[] {
  return Object.values(states).flatMap((state) => [
    ...[...Object.values(state.on ?? {}), ...Object.values(state.after ?? {})].flatMap((found) =>
      found.map((transition) => transition.meta.id),
    ),
    ...transitionIds(state.states ?? {}),
  ])
}
