import { compareValues, operatorsOfType } from '../decisions/compare-values.ts'
import { formatParameter } from '../decisions/format-value.ts'
import { indexRuleset } from '../decisions/ruleset-index.ts'
import { fitsType } from '../decisions/value-problem.ts'
import type { Decision } from '../model/decision.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import { jsonEqual } from '../model/json.ts'
import type { RedLine, RedLineCheck } from '../model/red-line.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { suggest } from '../model/suggest.ts'
import type { Text } from '../model/text.ts'
import { authorityTitles } from './authority-titles.ts'

/** Red lines that are crossed, and red lines of the parent that were taken away or loosened. Pure. */
export function checkRedLines(ruleset: Ruleset, parent: Ruleset | undefined): readonly Issue[] {
  const own = new Map(ruleset.redLines.map((line) => [line.id, line]))
  const lost = (parent?.redLines ?? []).filter(
    (line) => !jsonEqual(line.checks, own.get(line.id)?.checks),
  )
  return [
    ...lost.map((line) =>
      createIssue('RED_LINE_REMOVED', `/redLines/${line.id}`, {
        redLine: line.id,
        title: line.title,
      }),
    ),
    // What the parent demands holds even where the child has struck it out.
    ...[
      ...lost,
      ...ruleset.redLines.filter((line) => !lost.some((other) => other.id === line.id)),
    ].flatMap((line) =>
      line.checks.flatMap((check) => [
        ...checkRedLine(ruleset, line, check),
        ...checkWeakened(ruleset, parent, { line, check }),
      ]),
    ),
  ]
}

/** Rules a red line demands that the child has kept in name only: everything but the wording must stay. */
function checkWeakened(
  ruleset: Ruleset,
  parent: Ruleset | undefined,
  { line, check }: { readonly line: RedLine; readonly check: RedLineCheck },
): readonly Issue[] {
  if (check.kind !== 'requiredRules' || parent === undefined) return []
  const theirs = indexRuleset(parent).decisions.get(check.decision)
  const ours = indexRuleset(ruleset).decisions.get(check.decision)
  if (theirs === undefined || ours === undefined) return []
  return check.rules
    .filter((rule) => {
      const before = effectOf(theirs, rule)
      const after = effectOf(ours, rule)
      return before !== undefined && after !== undefined && !jsonEqual(before, after)
    })
    .map((rule) =>
      createIssue('RED_LINE_RULE_CHANGED', `/decisions/${check.decision}`, {
        redLine: line.id,
        decision: ours.title,
        rule,
        cites: line.cites.map((cite) => cite.clause).join(', '),
      }),
    )
}

/** What a rule comes to: when it holds, what follows, and what of its decision could silence it. */
function effectOf(decision: Decision, rule: string): unknown {
  const { hitPolicy, appliesWhen } = decision
  const list = decision.kind === 'table' ? decision.rows : decision.rules
  const line = list.find((known) => known.id === rule)
  if (line === undefined) return undefined
  const { title: _title, cites: _cites, then, ...when } = line
  const { reason: _reason, ...follows } = then
  const columns = decision.kind === 'table' ? decision.inputs : undefined
  return { hitPolicy, appliesWhen, columns, when, follows }
}

function checkRedLine(ruleset: Ruleset, line: RedLine, check: RedLineCheck): readonly Issue[] {
  const { parameters, decisions } = indexRuleset(ruleset)
  const path = `/redLines/${line.id}`
  const cites = line.cites.map((cite) => cite.clause).join(', ')
  if (check.kind === 'requiredRules') {
    const decision = decisions.get(check.decision)
    const lines = decision?.kind === 'table' ? decision.rows : (decision?.rules ?? [])
    return check.rules
      .filter((rule) => !lines.some((known) => known.id === rule))
      .map((rule) =>
        createIssue('RED_LINE_RULE_MISSING', `/decisions/${check.decision}`, {
          redLine: line.id,
          decision: decision?.title ?? check.decision,
          rule,
          cites,
        }),
      )
  }
  const parameter = parameters.get(check.parameter)
  if (parameter === undefined)
    return [
      createIssue('REFERENCE_UNKNOWN', path, {
        kind: { zh: '参数', en: 'parameter' },
        id: check.parameter,
        suggestion: suggest(check.parameter, parameters.keys()),
      }),
    ]
  if (
    !fitsType(parameter.type, check.bound) ||
    !operatorsOfType[parameter.type].includes('lessThan')
  )
    return [
      createIssue('VALUE_TYPE', path, {
        type: parameter.type,
        detail: { zh: '红线界限', en: 'the bound' },
      }),
    ]
  const show = (value: typeof check.bound): Text => ({
    zh: formatParameter(parameter, value, 'zh'),
    en: formatParameter(parameter, value, 'en'),
  })
  const crossed = check.kind === 'floor' ? 'lessThan' : 'greaterThan'
  return parameter.values
    .filter(
      ({ value }) =>
        fitsType(parameter.type, value) &&
        compareValues(parameter.type, crossed, value, check.bound),
    )
    .map(({ from, value }) =>
      createIssue(
        check.kind === 'floor' ? 'RED_LINE_FLOOR' : 'RED_LINE_CEILING',
        `/parameters/${parameter.id}/values/${from}`,
        {
          redLine: line.id,
          title: parameter.title,
          from,
          actual: show(value),
          bound: show(check.bound),
          cites,
          authority: authorityTitles[line.authority],
        },
      ),
    )
}
