import { describeCondition } from '../decisions/describe-condition.ts'
import type { Condition } from '../model/condition.ts'
import { conditionReferences } from '../model/references/condition-references.ts'
import type { Text } from '../model/text.ts'
import type { LineClaim } from '../proof/prove-line.ts'
import { expandNamed } from './expand-named.ts'
import { parentMeaning } from './parent-meaning.ts'
import type { RedLineContext } from './red-line-context.ts'

/** What a red line asks, with the names it uses meaning what they mean where the line was set. Pure. */
export function impliedClaim(context: RedLineContext, implies: Condition): LineClaim {
  const { ruleset, parent, line } = context
  const inherited = parent?.redLines.some(({ id }) => id === line.id) === true
  const meaning = expandNamed(
    implies,
    inherited ? [...(parent?.conditions ?? []), ...ruleset.conditions] : ruleset.conditions,
  )
  const named = conditionReferences(meaning, `/redLines/${line.id}`)
  return { ruleset: parentMeaning(context, named), claim: { condition: meaning } }
}

/** What a red line asks, in both languages. Pure. */
export function describeImplied({ ruleset }: RedLineContext, implies: Condition): Text {
  return {
    zh: describeCondition(ruleset, implies, 'zh'),
    en: describeCondition(ruleset, implies, 'en'),
  }
}

/** What is asked, or its opposite: true of every case. Pure. */
export function emptied(implies: Condition): Condition {
  return { any: [implies, { not: implies }] }
}
