import type { Decision, Effect, Otherwise, TableDecision, TableRow } from '../model/decision.ts'
import type { Text } from '../model/text.ts'
import { type Bundle, originOf } from '../model/bundle.ts'
import { depthLimit, jsonEqual } from '../model/json.ts'
import { parametersNamedIn } from '../model/named-parameters.ts'
import { aggregate } from './aggregate.ts'
import type {
  ConditionTrace,
  DecisionAnswer,
  DecisionResult,
  DecisionTrace,
  LineTrace,
  ParameterRead,
  Reason,
} from './decision-result.ts'
import {
  evaluateCondition,
  type EvaluationScope,
  readParameter,
  testFact,
} from './evaluate-condition.ts'
import type { Facts } from './facts.ts'
import { hitPolicyModules, type MatchedLine, type Resolution } from './hit-policy.ts'
import { indexRuleset, type RulesetIndex } from '../model/ruleset-index.ts'
import { parameterAsOf } from './parameter-value.ts'
import { reasonAsOf } from './reason-text.ts'
import { strictestOutcome } from './outcome-of.ts'
import { allOf } from './truth.ts'
import { linesOn } from '../model/decision-lines.ts'

/**
 * Decides and explains without the search for the facts that could settle it: for callers that go on searching themselves. Pure.
 * @throws RangeError when the bundle has no such decision
 */
export function decideWithoutNeeds(
  bundle: Bundle,
  decision: string,
  facts: Facts,
  asOf: string,
): DecisionAnswer {
  const run: Run = { bundle, index: indexRuleset(bundle.ruleset), facts, asOf, results: new Map() }
  const result = decide(decision, run, [])
  if (result === undefined) throw new RangeError(`The bundle has no decision "${decision}".`)
  return { ...result, facts }
}

/** One evaluation: the decisions asked so far, so that none is evaluated twice. */
interface Run {
  readonly bundle: Bundle
  readonly index: RulesetIndex
  readonly facts: Facts
  readonly asOf: string
  readonly results: Map<string, DecisionResult>
}

function decide(id: string, run: Run, asking: readonly string[]): DecisionResult | undefined {
  const known = run.results.get(id)
  if (known !== undefined) return known
  const decision = run.index.decisions.get(id)
  // A decision that asks itself stays unknown here; `checkRuleset` reports the circle.
  if (decision === undefined || asking.includes(id) || asking.length >= depthLimit) return undefined
  const required = new Map<string, DecisionResult>()
  const scope: EvaluationScope = {
    index: run.index,
    facts: run.facts,
    asOf: run.asOf,
    readFacts: new Map(),
    readParameters: new Map(),
    required,
    expanding: [],
    effort: { conditions: 0 },
    originOf: (path) => originOf(run.bundle, path),
    requireDecision: (other) => {
      const result = decide(other, run, [...asking, id])
      if (result !== undefined) required.set(other, result)
      return result
    },
  }
  const result = decideWithin(decision, scope, run)
  run.results.set(id, result)
  return result
}

function decideWithin(decision: Decision, scope: EvaluationScope, run: Run): DecisionResult {
  const appliesWhen =
    decision.appliesWhen === undefined ? undefined : evaluateCondition(decision.appliesWhen, scope)
  const applies = appliesWhen?.result ?? true
  const lines = applies === false ? [] : linesInForce(decision, run.asOf, scope)
  const resolution: Resolution =
    applies === 'unknown'
      ? { kind: 'unresolved' }
      : applies
        ? hitPolicyModules[decision.hitPolicy].resolve(lines, decision)
        : { kind: 'otherwise' }
  const hits = resolution.kind === 'hits' || resolution.kind === 'conflict' ? resolution.lines : []
  const hitIds = new Set(hits.map((line) => line.id))
  for (const { then } of hits) noteTold(then, scope)
  if (applies === true && resolution.kind === 'otherwise') noteTold(decision.otherwise, scope)
  const path = `/decisions/${decision.id}`
  const list = decision.kind === 'table' ? 'rows' : 'rules'

  const trace: DecisionTrace = {
    decision: decision.id,
    applies,
    ...(appliesWhen === undefined ? {} : { appliesWhen }),
    hitPolicy: decision.hitPolicy,
    lines: lines.map((line): LineTrace => ({
      id: line.id,
      ...(line.title === undefined ? {} : { title: line.title }),
      result: line.result,
      hit: hitIds.has(line.id),
      condition: line.condition,
      ...(line.then.outcome === undefined ? {} : { outcome: line.then.outcome }),
      cites: line.cites,
      origin: originOf(run.bundle, `${path}/${list}/${line.id}`),
    })),
    facts: Object.fromEntries(scope.readFacts),
    parameters: [...scope.readParameters.values()],
    required: [...scope.required.values()],
    otherwise:
      applies === true && resolution.kind === 'otherwise' && decision.otherwise !== undefined,
  }
  const base = {
    decision: decision.id,
    asOf: run.asOf,
    needs: [],
    missingParameters: missing(scope.readParameters, scope.required),
    trace,
  }
  const reasonOf = (rule: string, then: Otherwise, cites: Reason['cites'], at: string): Reason => ({
    rule,
    ...(then.outcome === undefined ? {} : { outcome: then.outcome }),
    text: reasonAsOf(run.bundle.ruleset, then.reason, run.asOf),
    cites,
    origin: originOf(run.bundle, at),
  })

  const reviewBecause = (why: Text): Reason => ({
    rule: '',
    text: why,
    cites: [],
    origin: originOf(run.bundle, path),
  })

  switch (resolution.kind) {
    case 'unresolved':
      return { ...base, ...nothing, outcome: 'needsFacts' }
    case 'conflict': {
      const reasons = lines
        .filter((line) => line.result === true)
        .map((line) => reasonOf(line.id, line.then, line.cites, `${path}/${list}/${line.id}`))
      const ids = resolution.lines.map((line) => line.id)
      return {
        ...base,
        ...nothing,
        outcome: 'requireReview',
        reasons: [reviewBecause(conflictText), ...reasons],
        hits: ids,
      }
    }
    case 'otherwise': {
      if (applies === false || decision.otherwise === undefined)
        return { ...base, ...nothing, outcome: 'notAssessable' }
      const then = decision.otherwise
      return {
        ...base,
        ...nothing,
        outcome: then.outcome ?? 'allow',
        outputs: then.outputs ?? {},
        effects: then.effects ?? [],
        reasons: [reasonOf('otherwise', then, decision.cites ?? [], path)],
      }
    }
    case 'hits': {
      const counted = lines.filter((line) => hitIds.has(line.id))
      const ordered = hits.map((hit) => counted.find((line) => line.id === hit.id) as Line)
      const outputs = aggregate(decision, hits)
      const reasons = ordered.map((line) =>
        reasonOf(line.id, line.then, line.cites, `${path}/${list}/${line.id}`),
      )
      const ids = ordered.map((line) => line.id)
      if (outputs === undefined)
        return {
          ...base,
          ...nothing,
          outcome: 'requireReview',
          reasons: [reviewBecause(beyondText), ...reasons],
          hits: ids,
        }
      return {
        ...base,
        outcome: strictestOutcome(ordered),
        outputs,
        collected: ordered.map((line) => line.then.outputs ?? {}),
        effects: effectsOf(ordered, decision),
        reasons,
        hits: ids,
      }
    }
  }
}

/** The values a reason tells are among the parameters the answer names, with their day and layer; one not set is only told so. */
function noteTold(then: Otherwise | undefined, scope: EvaluationScope): void {
  if (then === undefined) return
  for (const id of parametersNamedIn(then.reason)) {
    const parameter = scope.index.parameters.get(id)
    const isSet = parameter !== undefined && parameterAsOf(parameter, scope.asOf) !== undefined
    if (isSet) readParameter(id, scope)
  }
}

const nothing = { outputs: {}, collected: [], effects: [], reasons: [], hits: [] }

const conflictText: Text = {
  zh: '有不止一条规则同时适用且互相冲突，须由人工复核。',
  en: 'More than one rule applies and they conflict. A person has to review this.',
}

const beyondText: Text = {
  zh: '各条规则的数合起来超出能够准确表示的范围，须由人工复核。',
  en: 'What the rules come to together is beyond what can be held exactly. A person has to review this.',
}

interface Line extends MatchedLine {
  readonly title?: Text
  readonly condition: ConditionTrace
  readonly cites: Reason['cites']
}

function linesInForce(decision: Decision, asOf: string, scope: EvaluationScope): readonly Line[] {
  return linesOn(decision, asOf).map((line) => {
    const condition =
      'when' in line
        ? evaluateRow(line, decision as TableDecision, scope)
        : evaluateCondition(line.conditions, scope)
    return {
      id: line.id,
      ...(line.title === undefined ? {} : { title: line.title }),
      result: condition.result,
      then: line.then,
      condition,
      cites: line.cites,
    }
  })
}

/** A row is its cells, all of which must hold; an absent cell accepts anything. */
function evaluateRow(row: TableRow, table: TableDecision, scope: EvaluationScope): ConditionTrace {
  const children = table.inputs.flatMap((column) =>
    (row.when[column.id] ?? []).map((test) => testFact({ fact: column.fact, ...test }, scope)),
  )
  return { kind: 'all', result: allOf(children.map((child) => child.result)), children }
}

/** The effects of the hits; where the hit policy gives one answer, an effect several lines ask for happens once. */
function effectsOf(hits: readonly Line[], { hitPolicy }: Decision): readonly Effect[] {
  const effects = hits.flatMap((line) => line.then.effects ?? [])
  return hitPolicy === 'any' || hitPolicy === 'priority'
    ? effects.filter((effect, at) => effects.findIndex((other) => jsonEqual(effect, other)) === at)
    : effects
}

function missing(
  read: ReadonlyMap<string, ParameterRead>,
  required: ReadonlyMap<string, DecisionResult>,
): readonly string[] {
  const ids = new Set<string>()
  for (const parameter of read.values()) if (parameter.value === null) ids.add(parameter.id)
  for (const result of required.values()) for (const id of result.missingParameters) ids.add(id)
  return [...ids]
}
