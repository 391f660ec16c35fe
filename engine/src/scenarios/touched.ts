import type { ConditionTrace, DecisionResult } from '../decisions/decision-result.ts'
import { itemKey } from '../model/item-key.ts'
import { isJsonObject } from '../model/json.ts'
import { referencesOf } from '../model/references/references-of.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { RulesetList } from '../model/ruleset-lists.ts'
import { leafPath } from '../model/state-nodes.ts'
import type { StepResult } from '../pathways/step-result.ts'

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
  for (const { duty } of result.duties) touched.add(`/duties/${duty}`)
  for (const timer of result.snapshot.timers) touched.add(`${path}/delays/${timer.delay}`)
  let at = `${path}/machine`
  for (const key of leafPath(result.snapshot.value)) {
    at += `/states/${key}`
    touched.add(at)
  }
}

/** Notes an item that was computed, its parts, and the parameters, facts and conditions it names. */
export function touchItem<L extends RulesetList>(
  list: L,
  item: Ruleset[L][number],
  touched: Set<string>,
): void {
  for (const { list: named, id } of referencesOf(list, item))
    if (named !== 'decisions') touched.add(`/${named}/${id}`)
  const visit = (value: unknown, at: string): void => {
    if (Array.isArray(value))
      for (const inner of value) visit(inner, `${at}/${itemKey(inner) ?? ''}`)
    else if (isJsonObject(value)) {
      touched.add(at)
      for (const [name, inner] of Object.entries(value))
        if (name !== 'title' && name !== 'cites') visit(inner, `${at}/${name}`)
    }
  }
  visit(item, `/${list}/${item.id}`)
}
