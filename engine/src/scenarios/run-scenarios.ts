import { assessRates } from '../assessment/assess-rates.ts'
import type { DecisionResult } from '../decisions/decision-result.ts'
import { evaluateDecision } from '../decisions/evaluate-decision.ts'
import { type Facts, parseFacts } from '../decisions/facts.ts'
import { parameterAsOf } from '../decisions/parameter-value.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { Bundle } from '../model/bundle.ts'
import { mergeLayer, rootPlace } from '../layers/merge-layer.ts'
import { createIssue, hasErrors, type Issue } from '../model/issue.ts'
import { itemAt } from '../model/item-at.ts'
import { isJsonObject, type Json } from '../model/json.ts'
import type { Parameter } from '../model/parameter.ts'
import { type Ruleset, rulesetSchema } from '../model/ruleset.ts'
import type { Scenario } from '../model/scenario.ts'
import { schemaIssues } from '../model/schema-issue.ts'
import type { Text } from '../model/text.ts'
import { statePath } from '../pathways/case-snapshot.ts'
import { startCase, step, type StepResult } from '../pathways/step.ts'
import { compareAll } from './compare-expectation.ts'
import { checkRuleset } from '../checks/check-ruleset.ts'
import { differs } from '../comparison/difference-words.ts'
import { runAssessment } from './run-assessment.ts'
import { runMoneyScenario } from './run-money-scenario.ts'
import { touchDecision, touchStep } from './touched.ts'

/** Whether a scenario holds, and for one that does not, each difference. */
export interface ScenarioResult {
  readonly id: string
  readonly title: Text
  readonly passed: boolean
  /** True when the scenario was written for a ruleset this one is based on. */
  readonly inherited: boolean
  /** The red lines it guards, where it does. */
  readonly guards?: readonly string[]
  readonly details: readonly Text[]
  /** Paths of the items it exercised: rules hit, transitions taken, parameters read, red lines that refused. */
  readonly touched: readonly string[]
}

/** Runs every scenario a ruleset has to hold, its own and those it inherits. Pure. */
export function runScenarios(bundle: Bundle): readonly ScenarioResult[] {
  return scenariosOf(bundle).map((scenario) => runScenario(bundle, scenario))
}

/**
 * The scenarios a ruleset has to hold. A change somebody tries to make is tried only on the ruleset that tells of it:
 * what a child may do to those below it is checked without scenarios. Pure.
 */
export function scenariosOf(bundle: Bundle): readonly Scenario[] {
  return bundle.ruleset.scenarios.filter(
    ({ id, kind }) => kind !== 'change' || !isInherited(bundle, id),
  )
}

function isInherited(bundle: Bundle, scenario: string): boolean {
  const origin = bundle.origin[`/scenarios/${scenario}`]
  return origin !== undefined && origin !== bundle.ruleset.manifest.id
}

/** Runs one scenario: facts or events in, expected outcome, state and effects out. Pure. */
export function runScenario(bundle: Bundle, scenario: Scenario): ScenarioResult {
  const set = scenario.parameters ?? {}
  const unknown = Object.keys(set).filter((id) => !indexRuleset(bundle.ruleset).parameters.has(id))
  const given = withParameters(bundle, set)
  const touched = new Set<string>()
  const details = [
    ...unknown.map((id) => differs('parameter', id, null)),
    ...run(given, scenario, touched),
  ]
  return {
    id: scenario.id,
    title: scenario.title,
    passed: details.length === 0,
    inherited: isInherited(bundle, scenario.id),
    ...(scenario.guards && { guards: scenario.guards }),
    details,
    touched: [...touched],
  }
}

/**
 * The issues of scenarios that fail: an inherited one only warns, for a county may rightly decide otherwise, but not
 * where it guards a red line. Pure.
 */
export function scenarioIssues(results: readonly ScenarioResult[]): readonly Issue[] {
  return results
    .filter((result) => !result.passed)
    .map(({ id, title, inherited, guards, details }) => {
      const detail = {
        zh: details.map((text) => text.zh).join('；'),
        en: details.map((text) => text.en).join('; '),
      }
      const [redLine] = guards ?? []
      if (guards !== undefined && redLine !== undefined) {
        const values = { title, detail, redLine: guards.join(', ') }
        return { ...createIssue('GUARD_SCENARIO_FAILED', `/scenarios/${id}`, values), redLine }
      }
      const issue = createIssue('SCENARIO_FAILED', `/scenarios/${id}`, { title, detail })
      return inherited ? { ...issue, severity: 'warning' as const } : issue
    })
}

function run(bundle: Bundle, scenario: Scenario, touched: Set<string>): readonly Text[] {
  if (scenario.kind === 'change') return runChange(bundle, scenario, touched)
  if (scenario.kind === 'item') {
    touched.add(scenario.item)
    return runItem(bundle, scenario)
  }
  if (
    scenario.kind === 'fund' ||
    scenario.kind === 'reimbursement' ||
    scenario.kind === 'pool' ||
    scenario.kind === 'ledger'
  )
    return runMoneyScenario(bundle, scenario, touched)
  const { facts, issues } = parseFacts(bundle.ruleset, scenario.facts)
  if (issues.length > 0) return issues.map((issue) => issue.message)
  switch (scenario.kind) {
    case 'decision': {
      if (!indexRuleset(bundle.ruleset).decisions.has(scenario.decision))
        return [differs('decision', scenario.decision, null)]
      const result = evaluateDecision(bundle, scenario.decision, facts, scenario.asOf)
      touchDecision(result, touched)
      return compareDecision(result, scenario.expect)
    }
    case 'pathway':
      return runPathway(bundle, scenario, { facts, touched })
    case 'rates': {
      const results = assessRates(bundle, facts, scenario.asOf)
      for (const rate of bundle.ruleset.clinicalPathways) {
        touched.add(`/clinicalPathways/${rate.id}`)
        if (rate.threshold !== undefined) touched.add(`/parameters/${rate.threshold.parameter}`)
      }
      const verdicts = Object.fromEntries(results.map((result) => [result.id, result.verdict]))
      return compareAll(scenario.expect, verdicts)
    }
    case 'assessment':
      return runAssessment(bundle, scenario, touched)
  }
}

type DecisionExpectation = Extract<Scenario, { kind: 'decision' }>['expect']

function compareDecision(result: DecisionResult, expect: DecisionExpectation): readonly Text[] {
  const actual = {
    outcome: result.outcome,
    hits: result.hits,
    needs: result.needs,
    outputs: result.outputs,
    emits: result.effects.flatMap((effect) => (effect.type === 'emit' ? [effect.event] : [])),
    sets: Object.fromEntries(
      result.effects.flatMap((effect) =>
        effect.type === 'set' ? [[effect.fact, effect.value]] : [],
      ),
    ),
  }
  return compareAll(expect, actual)
}

type PathwayScenario = Extract<Scenario, { kind: 'pathway' }>

function runPathway(
  bundle: Bundle,
  scenario: PathwayScenario,
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

type StepExpectation = PathwayScenario['steps'][number]['expect']

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

type ItemScenario = Extract<Scenario, { kind: 'item' }>

function runItem(bundle: Bundle, scenario: ItemScenario): readonly Text[] {
  const item = itemAt(bundle.ruleset, scenario.item)
  if (!isJsonObject(item)) return [differs(scenario.item, 'an item', null)]
  if (scenario.asOf === undefined) return compareAll(scenario.expect, item)
  const dated = parameterAsOf(item as unknown as Parameter, scenario.asOf)
  return compareAll(scenario.expect, { ...item, value: dated?.value ?? null })
}

const standing = new WeakMap<Ruleset, ReadonlySet<string>>()

/** What is wrong with a ruleset already: a change is not to blame for it. Found once for each ruleset. */
function standingCodes(ruleset: Ruleset): ReadonlySet<string> {
  const known = standing.get(ruleset)
  if (known !== undefined) return known
  const codes = new Set<string>(
    checkRuleset(ruleset, { publishing: false }).map(({ code }) => code),
  )
  standing.set(ruleset, codes)
  return codes
}

const bare = new WeakMap<Ruleset, Ruleset>()

/** A ruleset without scenarios and positions, which do not bear on what the checks say of a change. */
function bareRuleset(ruleset: Ruleset): Ruleset {
  const known = bare.get(ruleset)
  if (known !== undefined) return known
  const made = { ...ruleset, scenarios: [], layout: {} }
  bare.set(ruleset, made)
  return made
}

type ChangeScenario = Extract<Scenario, { kind: 'change' }>

/** Lays the change over the ruleset as a county's own saying and checks it as for publishing. */
function runChange(
  bundle: Bundle,
  scenario: ChangeScenario,
  touched: Set<string>,
): readonly Text[] {
  const parent = bareRuleset(bundle.ruleset)
  const listener = { said: () => undefined, unknownRemoval: () => undefined }
  const merged = mergeLayer(parent as unknown as Json, scenario.change as Json, rootPlace, listener)
  const parsed = rulesetSchema.safeParse(merged)
  const issues = parsed.success
    ? checkRuleset(parsed.data, { parent, publishing: false })
    : schemaIssues(parsed.error, merged)
  for (const { redLine } of issues) if (redLine !== undefined) touched.add(`/redLines/${redLine}`)
  const known = standingCodes(parent)
  const codes = [
    ...new Set(
      issues
        .filter((issue) => hasErrors([issue]) && !known.has(issue.code))
        .map((issue) => issue.code as string),
    ),
  ].toSorted()
  return compareAll({ issues: scenario.expect.issues.toSorted() }, { issues: codes })
}

const supplied = new WeakMap<Bundle, Map<string, Bundle>>()

/**
 * The bundle with some parameters set from the first day on. Scenarios that set the same ones share it, and with it
 * the machine that is built for it.
 */
function withParameters(bundle: Bundle, values: NonNullable<Scenario['parameters']>): Bundle {
  if (Object.keys(values).length === 0) return bundle
  const known = supplied.get(bundle) ?? new Map<string, Bundle>()
  supplied.set(bundle, known)
  const key = JSON.stringify(values)
  const shared = known.get(key)
  if (shared !== undefined) return shared
  const ruleset: Ruleset = {
    ...bundle.ruleset,
    parameters: bundle.ruleset.parameters.map((parameter) => {
      const value = values[parameter.id]
      return value === undefined
        ? parameter
        : { ...parameter, values: [{ from: '0001-01-01', value }] }
    }),
  }
  // It lives for its scenarios and meets no other bundle: a hash of its own would only cost time.
  const made = { ...bundle, ruleset }
  known.set(key, made)
  return made
}
