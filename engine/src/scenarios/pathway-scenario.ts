import { differs } from '../comparison/describe-difference.ts'
import { type Facts, parseFacts } from '../decisions/facts.ts'
import type { Bundle } from '../model/bundle.ts'
import type { Text } from '../model/text.ts'
import { statePath } from '../model/state-nodes.ts'
import { startCase, step } from '../pathways/step.ts'
import type { StepResult } from '../pathways/step-result.ts'
import { compareAll } from './compare-expectation.ts'
import type { ScenarioKind, ScenarioOf } from './scenario-kind.ts'
import { touchStep } from './touched.ts'
import { withFacts } from './with-facts.ts'

/** What happens to a case on a pathway, event after event. */
export const pathwayScenario: ScenarioKind<ScenarioOf<'pathway'>> = {
  title: { zh: '路径', en: 'pathway' },
  run: (bundle, scenario, touched) =>
    withFacts(bundle, scenario.facts, (facts) => runPathway(bundle, scenario, { facts, touched })),
}

function runPathway(
  bundle: Bundle,
  scenario: ScenarioOf<'pathway'>,
  { facts, touched }: { readonly facts: Facts; readonly touched: Set<string> },
): readonly Text[] {
  if (!bundle.ruleset.pathways.some((pathway) => pathway.id === scenario.pathway))
    return [differs('pathway', scenario.pathway, null)]
  let current = startCase(bundle, { pathway: scenario.pathway, facts, at: scenario.at })
  if (!current.taken) return [current.issue.message]
  let { snapshot } = current
  for (const [at, { event, expect, ...sent }] of scenario.steps.entries()) {
    const label = `${at + 1} ${event}`
    const parsed = parseFacts(bundle.ruleset, sent.facts ?? {})
    if (parsed.issues.length > 0) return parsed.issues.map((issue) => issue.message)
    current = step(bundle, snapshot, {
      type: event,
      at: sent.at,
      facts: parsed.facts,
      ...(sent.reason === undefined ? {} : { reason: sent.reason }),
      ...(sent.unit === undefined ? {} : { actor: { unit: sent.unit } }),
    })
    touchStep(scenario.pathway, event, { result: current, touched })
    if (current.taken) ({ snapshot } = current)
    const found = compareStep(current, snapshot, expect)
    if (found.length > 0) {
      const why = current.taken ? [] : [current.issue.message]
      return [...found, ...why].map((text) => ({
        zh: `第${label}步：${text.zh}`,
        en: `step ${label}: ${text.en}`,
      }))
    }
  }
  return []
}

type StepExpectation = ScenarioOf<'pathway'>['steps'][number]['expect']

function compareStep(
  result: StepResult,
  snapshot: Extract<StepResult, { taken: true }>['snapshot'],
  { refused = false, facts, timers, ...expect }: StepExpectation,
): readonly Text[] {
  const outcomes = result.decisions.map((decision) => decision.outcome)
  const actual = {
    state: statePath(snapshot.value),
    transition: result.taken ? result.transitions[0] : undefined,
    emits: result.taken ? result.actions.map((action) => action.event) : [],
    needs: result.taken ? [] : result.needs,
    outcome:
      expect.outcome !== undefined && outcomes.includes(expect.outcome)
        ? expect.outcome
        : outcomes.join(', '),
  }
  return [
    ...(refused === result.taken ? [differs('refused', refused, !result.taken)] : []),
    ...compareAll(expect, actual),
    ...compareAll(facts ?? {}, snapshot.facts),
    ...compareAll(
      timers ?? {},
      Object.fromEntries(snapshot.timers.map((timer) => [timer.delay, timer.dueAt])),
    ),
  ]
}
