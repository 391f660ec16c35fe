import type { ConditionTrace, DecisionResult } from '../decisions/decision-result.ts'
import { indexRuleset } from '../decisions/ruleset-index.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { type StateValue } from '../pathways/case-snapshot.ts'
import type { StepResult } from '../pathways/step.ts'

/** Notes what a decision rested on: itself, the lines that counted, conditions and parameters read, decisions asked. */
export function touchDecision(result: DecisionResult, touched: Set<string>): void {
  const path = `/decisions/${result.decision}`
  touched.add(path)
  for (const hit of result.hits) {
    touched.add(`${path}/rules/${hit}`)
    touched.add(`${path}/rows/${hit}`)
  }
  for (const read of result.trace.parameters) {
    touched.add(`/parameters/${read.id}`)
    if (read.from !== null) touched.add(`/parameters/${read.id}/values/${read.from}`)
  }
  for (const fact of Object.keys(result.trace.facts)) touched.add(`/facts/${fact}`)
  const visit = (trace: ConditionTrace): void => {
    if (trace.kind === 'test') return
    if (trace.kind === 'condition') touched.add(`/conditions/${trace.id}`)
    trace.children.forEach(visit)
  }
  if (result.trace.appliesWhen !== undefined) visit(result.trace.appliesWhen)
  for (const line of result.trace.lines) visit(line.condition)
  for (const required of result.trace.required) touchDecision(required, touched)
}

/** Notes what an event led through: the event, transitions taken, states reached, timers set. */
export function touchStep(
  pathway: string,
  event: string,
  { result, touched }: { readonly result: StepResult; readonly touched: Set<string> },
): void {
  const path = `/pathways/${pathway}`
  touched.add(path)
  touched.add(`${path}/events/${event}`)
  for (const decision of result.decisions) touchDecision(decision, touched)
  if (!result.taken) return
  for (const transition of result.transitions) touched.add(`${path}/transitions/${transition}`)
  for (const timer of result.snapshot.timers) touched.add(`${path}/delays/${timer.delay}`)
  let at = `${path}/machine`
  for (const key of statePathKeys(result.snapshot.value)) {
    at += `/states/${key}`
    touched.add(at)
  }
}

function statePathKeys(value: StateValue): readonly string[] {
  if (typeof value === 'string') return [value]
  const [entry] = Object.entries(value)
  return entry === undefined ? [] : [entry[0], ...statePathKeys(entry[1])]
}

/** Notes a fund that was computed and the parameters it reads. */
export function touchFund(ruleset: Ruleset, id: string, touched: Set<string>): void {
  const fund = ruleset.funds.find((known) => known.id === id)
  if (fund === undefined) return
  touched.add(`/funds/${id}`)
  const parameters = [
    fund.budgetRate,
    fund.overspend.bearer,
    fund.overspend.policyFactorPayer,
    ...fund.split.shares.map((share) => share.weight),
  ]
  for (const { parameter } of parameters)
    if (indexRuleset(ruleset).parameters.has(parameter)) touched.add(`/parameters/${parameter}`)
}
