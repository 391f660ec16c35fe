import { indexRuleset } from '../../decisions/ruleset-index.ts'
import type { Decision } from '../../model/decision.ts'
import { jsonEqual } from '../../model/json.ts'
import { type CheckOf, redLineIssue } from './red-line-context.ts'

/** `requiredRules`: each rule is there, and in a child is what it is in the parent but for its wording. */
export const checkRequiredRules: CheckOf<'requiredRules'> = (context, check) => {
  const ours = indexRuleset(context.ruleset).decisions.get(check.decision)
  const theirs =
    context.parent === undefined
      ? undefined
      : indexRuleset(context.parent).decisions.get(check.decision)
  const path = `/decisions/${check.decision}`
  const decision = ours?.title ?? check.decision
  return check.rules.flatMap((rule) => {
    const after = ours === undefined ? undefined : effectOf(ours, rule)
    if (after === undefined)
      return [redLineIssue(context, 'RED_LINE_RULE_MISSING', path, { decision, rule })]
    const before = theirs === undefined ? undefined : effectOf(theirs, rule)
    return before === undefined || jsonEqual(before, after)
      ? []
      : [redLineIssue(context, 'RED_LINE_RULE_CHANGED', path, { decision, rule })]
  })
}

/** What a rule comes to: when it holds, what follows, and what of its decision could silence it. */
function effectOf(decision: Decision, rule: string): unknown {
  const { hitPolicy, appliesWhen } = decision
  const list = decision.kind === 'table' ? decision.rows : decision.rules
  const line = list.find((known) => known.id === rule)
  if (line === undefined) return undefined
  const { title: _t, cites: _c, contract: _k, derivedFrom: _d, then, ...when } = line
  const { reason: _reason, ...follows } = then
  const columns = decision.kind === 'table' ? decision.inputs : undefined
  return { hitPolicy, appliesWhen, columns, when, follows }
}
