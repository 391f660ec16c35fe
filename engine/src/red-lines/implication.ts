import { describeCondition, outcomeNames } from '../decisions/describe-condition.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { Condition } from '../model/condition.ts'
import { createIssue } from '../model/issue.ts'
import { conditionReferences } from '../model/references/condition-references.ts'
import type { Text } from '../model/text.ts'
import { suggest } from '../model/suggest.ts'
import { exampleCase } from '../proof/describe-case.ts'
import { expandNamed } from './expand-named.ts'
import { parentMeaning } from './parent-meaning.ts'
import { type LineClaim, proveLine } from '../proof/prove-line.ts'
import { type CheckOf, type RedLineContext, redLineIssue } from './red-line-context.ts'
import { unprovedIssue } from './unproved-issue.ts'

/**
 * `implication`: proved on every day on which a rule or value it rests on begins, for every possible case;
 * a breach comes with an example case.
 */
export const checkImplication: CheckOf<'implication'> = (context, check) => {
  const { ruleset } = context
  const { decisions } = indexRuleset(ruleset)
  const decision = decisions.get(check.decision)
  const path = `/decisions/${check.decision}`
  if (decision === undefined)
    return [
      createIssue('REFERENCE_UNKNOWN', `/redLines/${context.line.id}`, {
        kind: { zh: '决策', en: 'decision' },
        id: check.decision,
        suggestion: suggest(check.decision, decisions.keys()),
      }),
    ]
  const { title } = decision
  const implies = wordsOf(context, check.implies)
  const { breach, open } = proveLine(
    { ruleset, claim: { decision: check.decision, outcomes: check.outcomes } },
    impliedClaim(context, check.implies),
  )
  if (breach === undefined) return unprovedIssue(context, title, open)
  if (breach.kind === 'undecided')
    return [redLineIssue(context, 'RED_LINE_UNDECIDED', path, { decision: title, implies })]
  return [
    redLineIssue(context, 'RED_LINE_IMPLICATION', path, {
      decision: title,
      outcome: breach.outcome === undefined ? '' : outcomeNames[breach.outcome],
      implies,
      example: exampleCase(ruleset, breach.facts),
    }),
  ]
}

/**
 * `appliesOnlyWhere`: no reimbursement item of these effects can apply to a case for which the condition does not
 * hold. An item that had such an effect in the parent is held to it whatever it calls itself now.
 */
export const checkAppliesOnlyWhere: CheckOf<'appliesOnlyWhere'> = (context, check) => {
  const { ruleset, parent } = context
  const bound = ruleset.reimbursement.filter((item) => {
    const before = parent?.reimbursement.find(({ id }) => id === item.id)
    return [item, before].some((one) => one !== undefined && check.effects.includes(one.effect))
  })
  const implies = wordsOf(context, check.implies)
  return bound.flatMap((item) => {
    const path = `/reimbursement/${item.id}`
    const { breach, open } = proveLine(
      { ruleset, claim: { condition: item.appliesWhen ?? always } },
      impliedClaim(context, check.implies),
    )
    if (breach === undefined) return unprovedIssue(context, item.title, open)
    if (breach.kind === 'undecided')
      return [redLineIssue(context, 'RED_LINE_UNDECIDED', path, { decision: item.title, implies })]
    const example = exampleCase(ruleset, breach.facts)
    return [
      redLineIssue(context, 'RED_LINE_APPLIES', path, { title: item.title, implies, example }),
    ]
  })
}

/** True of every case. */
const always: Condition = { all: [] }

/** What a red line asks, with the names it uses meaning what they mean where the line was set. */
function impliedClaim(context: RedLineContext, implies: Condition): LineClaim {
  const { ruleset, parent, line } = context
  const inherited = parent?.redLines.some(({ id }) => id === line.id) === true
  const meaning = expandNamed(
    implies,
    inherited ? [...(parent?.conditions ?? []), ...ruleset.conditions] : ruleset.conditions,
  )
  const named = conditionReferences(meaning, `/redLines/${line.id}`)
  return { ruleset: parentMeaning(context, named), claim: { condition: meaning } }
}

function wordsOf({ ruleset }: RedLineContext, implies: Condition): Text {
  return {
    zh: describeCondition(ruleset, implies, 'zh'),
    en: describeCondition(ruleset, implies, 'en'),
  }
}
