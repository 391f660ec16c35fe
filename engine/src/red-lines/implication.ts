import { outcomeName } from '../decisions/outcome-words.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import { jsonEqual } from '../model/json.ts'
import { createIssue } from '../model/issue.ts'
import { suggest } from '../model/suggest.ts'
import { exampleCase } from '../proof/describe-case.ts'
import { proveLine } from '../proof/prove-line.ts'
import { redLineIssue } from './red-line-context.ts'
import type { RedLineKind } from './red-line-kind.ts'
import { covers, fewer } from './covers.ts'
import { describeImplied, emptied, impliedClaim } from './implied-claim.ts'
import { unprovedIssue } from './unproved-issue.ts'

const check: RedLineKind<'implication'>['check'] = (context, check) => {
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
  const implies = describeImplied(context, check.implies)
  const { breach, open } = proveLine(
    { ruleset, claim: { decision: check.decision, outcomes: check.outcomes } },
    impliedClaim(context, check.implies),
  )
  if (breach === undefined) return unprovedIssue(context, title, open)
  if (breach.kind === 'undecided')
    return [redLineIssue(context, 'RED_LINE_UNDECIDED', path, { decision: title, implies })]
  const issue = redLineIssue(context, 'RED_LINE_IMPLICATION', path, {
    decision: title,
    outcome: breach.outcome === undefined ? '' : outcomeName(breach.outcome, decision.subject),
    implies,
    example: exampleCase(ruleset, breach.facts),
  })
  const { asOf, facts } = breach
  return [{ ...issue, example: { asOf, facts, decision: check.decision } }]
}

/**
 * `implication`: proved on every day on which a rule or value it rests on begins, for every possible case;
 * a breach comes with an example case.
 */
export const implication: RedLineKind<'implication'> = {
  check,
  keeps: (ours, theirs) =>
    ours.decision === theirs.decision &&
    jsonEqual(ours.implies, theirs.implies) &&
    covers(ours.outcomes, theirs.outcomes),
  milder: (line) => [
    ...fewer(line.outcomes).map((outcomes) => ({ ...line, outcomes })),
    { ...line, implies: emptied(line.implies) },
  ],
  describe: ({ decision, outcomes, implies }, { ruleset, title, list, text, condition }) => {
    const by = title('decisions', decision)
    const subject = indexRuleset(ruleset).decisions.get(decision)?.subject
    const yields = list(outcomes.map((outcome) => text(outcomeName(outcome, subject))))
    return {
      zh: `“${by}”的结论为“${yields}”时，必须满足：${condition(implies)}`,
      en: `Whenever "${by}" yields "${yields}", this must hold: ${condition(implies)}`,
    }
  },
}
