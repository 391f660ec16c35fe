import { describeCondition, outcomeNames } from '../../decisions/describe-condition.ts'
import type { Facts } from '../../decisions/facts.ts'
import { formatValue } from '../../decisions/format-value.ts'
import { indexRuleset } from '../../decisions/ruleset-index.ts'
import type { Bundle } from '../../model/bundle.ts'
import { createIssue } from '../../model/issue.ts'
import type { Outcome } from '../../model/outcome.ts'
import type { Ruleset } from '../../model/ruleset.ts'
import { suggest } from '../../model/suggest.ts'
import type { Language, Text } from '../../model/text.ts'
import { findCounterexample } from '../find-counterexample.ts'
import { type CheckOf, redLineIssue } from './red-line-context.ts'
import { expandNamed } from './expand-named.ts'
import { daysThatMatter } from './rules-days.ts'

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
  // Only searched in, never kept: it needs no hash.
  const bundle: Bundle = { hash: '', ruleset, origin: {} }
  // A red line of the parent means what the parent's named conditions mean: a child cannot empty it by renaming them.
  const inherited = context.parent?.redLines.some(({ id }) => id === context.line.id) === true
  const meaning = expandNamed(
    check.implies,
    inherited ? [...(context.parent?.conditions ?? []), ...ruleset.conditions] : ruleset.conditions,
  )
  const implies: Text = {
    zh: describeCondition(ruleset, check.implies, 'zh'),
    en: describeCondition(ruleset, check.implies, 'en'),
  }
  for (const asOf of daysThatMatter(ruleset, [{ decision: check.decision }, meaning])) {
    const proof = findCounterexample(bundle, { ...check, implies: meaning, asOf })
    if (proof.kind === 'holds') continue
    if (proof.kind === 'undecided')
      return [
        redLineIssue(context, 'RED_LINE_UNDECIDED', path, { decision: decision.title, implies }),
      ]
    return [
      redLineIssue(context, 'RED_LINE_IMPLICATION', path, {
        decision: decision.title,
        outcome: outcomeNames[proof.outcome as Outcome],
        implies,
        example: {
          zh: describeCase(ruleset, proof.facts, 'zh'),
          en: describeCase(ruleset, proof.facts, 'en'),
        },
      }),
    ]
  }
  return []
}

/** The facts of an example case, as a clerk reads them. Pure. */
export function describeCase(ruleset: Ruleset, facts: Facts, language: Language): string {
  const index = indexRuleset(ruleset)
  return Object.entries(facts)
    .map(([id, value]) => {
      const fact = index.facts.get(id)
      const title = fact?.title[language] ?? id
      const shown = formatValue(fact ?? { type: 'text' }, value, language)
      return language === 'zh' ? `${title}：${shown}` : `${title}: ${shown}`
    })
    .join(language === 'zh' ? '；' : '; ')
}
