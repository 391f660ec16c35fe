import { indexRuleset } from '../model/ruleset-index.ts'
import type { Condition } from '../model/condition.ts'
import type { Decision } from '../model/decision.ts'
import { jsonEqual } from '../model/json.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { expandNamed } from './expand-named.ts'
import { redLineIssue } from './red-line-context.ts'
import type { RedLineKind } from './red-line-kind.ts'
import { covers, fewer } from './covers.ts'
import { linesOf } from '../model/decision-lines.ts'

const check: RedLineKind<'requiredRules'>['check'] = (context, check) => {
  const ours = indexRuleset(context.ruleset).decisions.get(check.decision)
  const theirs =
    context.parent === undefined
      ? undefined
      : indexRuleset(context.parent).decisions.get(check.decision)
  const path = `/decisions/${check.decision}`
  const decision = ours?.title ?? check.decision
  return check.rules.flatMap((rule) => {
    const after = ours === undefined ? undefined : effectOf(context.ruleset, ours, rule)
    if (after === undefined)
      return [redLineIssue(context, 'RED_LINE_RULE_MISSING', path, { decision, rule })]
    const before =
      theirs === undefined || context.parent === undefined
        ? undefined
        : effectOf(context.parent, theirs, rule)
    const kept =
      before === undefined ||
      (jsonEqual(before.own, after.own) &&
        after.earlier.every((line) => before.earlier.some((known) => jsonEqual(known, line))))
    return kept ? [] : [redLineIssue(context, 'RED_LINE_RULE_CHANGED', path, { decision, rule })]
  })
}

/** What a rule comes to: when it holds, what follows, and what of its decision could silence it. */
function effectOf(
  ruleset: Ruleset,
  decision: Decision,
  rule: string,
): { readonly own: unknown; readonly earlier: readonly unknown[] } | undefined {
  const { hitPolicy, appliesWhen } = decision
  const meaning = (condition: Condition | undefined) =>
    condition === undefined ? undefined : expandNamed(condition, ruleset.conditions)
  const lines = linesOf(decision).map((line) => {
    const { title: _t, cites: _c, contract: _k, derivedFrom: _d, then, ...when } = line
    const { reason: _reason, ...follows } = then
    const conditions = 'conditions' in line ? { conditions: meaning(line.conditions) } : {}
    return { ...when, ...conditions, follows }
  })
  const at = lines.findIndex(({ id }) => id === rule)
  if (at < 0) return undefined
  const columns = decision.kind === 'table' ? decision.inputs : undefined
  return {
    own: { hitPolicy, appliesWhen: meaning(appliesWhen), columns, line: lines[at] },
    earlier: hitPolicy === 'first' ? lines.slice(0, at) : [],
  }
}

/**
 * `requiredRules`: each rule is there, and in a child comes to what it comes to in the parent but for its wording:
 * the conditions it names mean the same, and under `first` no new rule stands before it.
 */
export const requiredRules: RedLineKind<'requiredRules'> = {
  check,
  keeps: (ours, theirs) => ours.decision === theirs.decision && covers(ours.rules, theirs.rules),
  milder: (line) => fewer(line.rules).map((rules) => ({ ...line, rules })),
  describe: ({ decision, rules }, { ruleset, title, list, text }) => {
    const found = ruleset.decisions.find(({ id }) => id === decision)
    const lines = found === undefined ? [] : linesOf(found)
    const names = rules.map((id) => {
      const named = lines.find((line) => line.id === id)?.title
      return named === undefined ? id : text(named)
    })
    const by = title('decisions', decision)
    return {
      zh: `“${by}”必须保留规则：${list(names)}`,
      en: `"${by}" must keep these rules: ${list(names)}`,
    }
  },
}
