import { Engine } from 'json-rules-engine'
import type { Facts } from '../decisions/facts.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { Bundle } from '../model/bundle.ts'
import type { Consequence, Decision, Otherwise } from '../model/decision.ts'
import { jsonEqual } from '../model/json.ts'
import { authoredOutcomes, type Outcome } from '../model/outcome.ts'
import { reachReferences } from '../model/references/reach-references.ts'
import { referencesOf } from '../model/references/references-of.ts'
import { decisionFact, toJsonFacts, toJsonRules, toTopLevel } from './to-json-rules.ts'

/** A second opinion on a decision. */
export interface ReferenceResult {
  readonly outcome: Outcome
  /** Ids of the lines that count, in line order. */
  readonly hits: readonly string[]
}

/**
 * Decides with json-rules-engine and two-valued hit policies: the reference our evaluator must agree with.
 * Every fact the decision reads must be known and well typed; over anything less that library is not to be trusted.
 * A fresh engine per decision: a used one can carry a failed run into the next.
 */
export async function evaluateByReference(
  bundle: Bundle,
  id: string,
  facts: Facts,
  asOf: string,
): Promise<ReferenceResult> {
  const index = indexRuleset(bundle.ruleset)
  const decision = index.decisions.get(id)
  if (decision === undefined) throw new RangeError(`The bundle has no decision "${id}".`)
  const values = toJsonFacts(facts, index)
  for (const required of requiredDecisions(decision, bundle))
    values[decisionFact(required)] = (
      await evaluateByReference(bundle, required, facts, asOf)
    ).outcome

  const engine = new Engine([], { allowUndefinedFacts: false })
  engine.addOperator('containsAny', (list: string[], codes: string[]) =>
    codes.some((code) => list.includes(code)),
  )
  engine.addOperator('containsNone', (list: string[], codes: string[]) =>
    codes.every((code) => !list.includes(code)),
  )
  engine.addOperator('countAtLeast', (list: string[], count: number) => list.length >= count)
  for (const named of bundle.ruleset.conditions)
    engine.setCondition(named.id, toTopLevel(named.condition, index, asOf))
  for (const rule of toJsonRules(decision, index, asOf)) engine.addRule(rule)
  if (decision.appliesWhen !== undefined)
    engine.addRule({
      conditions: toTopLevel(decision.appliesWhen, index, asOf),
      event: { type: appliesEvent },
    })
  const { events } = await engine.run(values)
  const fired = new Set(events.map((event) => event.type))
  if (decision.appliesWhen !== undefined && !fired.has(appliesEvent))
    return { outcome: 'notAssessable', hits: [] }
  return resolve(decision, fired)
}

const appliesEvent = 'jieli:applies'

/** Decisions asked for by a decision itself or by the named conditions it uses, in the order met. */
function requiredDecisions(decision: Decision, { ruleset }: Bundle): ReadonlySet<string> {
  const reached = reachReferences(ruleset, referencesOf('decisions', decision), ['conditions'])
  return new Set(reached.flatMap(({ list, id }) => (list === 'decisions' ? [id] : [])))
}

/** Hit policies as DMN states them, over plain true and false. */
function resolve(decision: Decision, fired: ReadonlySet<string>): ReferenceResult {
  const lines = decision.kind === 'table' ? decision.rows : decision.rules
  const hits = lines.filter((line) => fired.has(line.id))
  const first = hits[0]
  if (first === undefined) {
    const outcome =
      decision.otherwise === undefined ? 'notAssessable' : outcomeOf(decision.otherwise)
    return { outcome, hits: [] }
  }
  const answer = (counted: readonly { id: string; then: Consequence }[]): ReferenceResult => ({
    outcome: strictest(counted.map((line) => outcomeOf(line.then))),
    hits: counted.map((line) => line.id),
  })
  const conflict: ReferenceResult = { outcome: 'requireReview', hits: hits.map((line) => line.id) }
  switch (decision.hitPolicy) {
    case 'unique':
      return hits.length > 1 ? conflict : answer(hits)
    case 'any': {
      const says = (then: Consequence) => [then.outcome, then.outputs ?? {}, then.effects ?? []]
      return hits.every((line) => jsonEqual(says(line.then), says(first.then)))
        ? answer(hits)
        : conflict
    }
    case 'first':
      return answer([first])
    case 'priority': {
      const rank = (then: Consequence) => {
        const column = decision.outputs?.[0]
        const output = column === undefined ? undefined : then.outputs?.[column.id]
        if (column?.order === undefined || output === undefined)
          return authoredOutcomes.indexOf(then.outcome ?? 'allow')
        const at = column.order.findIndex((value) => jsonEqual(value, output))
        return at === -1 ? column.order.length : at
      }
      const best = Math.min(...hits.map((line) => rank(line.then)))
      return answer(hits.filter((line) => rank(line.then) === best))
    }
    case 'collect':
    case 'ruleOrder':
    case 'outputOrder':
      return answer(hits)
  }
}

function outcomeOf(then: Otherwise): Outcome {
  return then.outcome ?? 'allow'
}

function strictest(outcomes: readonly Outcome[]): Outcome {
  return authoredOutcomes.find((outcome) => outcomes.includes(outcome)) ?? 'allow'
}
