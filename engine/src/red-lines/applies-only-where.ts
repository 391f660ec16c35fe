import type { Condition } from '../model/condition.ts'
import { jsonEqual } from '../model/json.ts'
import type { Text } from '../model/text.ts'
import { exampleCase } from '../proof/describe-case.ts'
import { proveLine } from '../proof/prove-line.ts'
import { covers, fewer } from './covers.ts'
import { describeImplied, emptied, impliedClaim } from './implied-claim.ts'
import { redLineIssue } from './red-line-context.ts'
import type { CheckOf, RedLineKind } from './red-line-kind.ts'
import { unprovedIssue } from './unproved-issue.ts'

const check: RedLineKind<'appliesOnlyWhere'>['check'] = (context, check) => {
  const { ruleset, parent } = context
  const bound = ruleset.reimbursement.filter((item) => {
    const before = parent?.reimbursement.find(({ id }) => id === item.id)
    return [item, before].some((one) => one !== undefined && check.effects.includes(one.effect))
  })
  const implies = describeImplied(context, check.implies)
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

/**
 * `appliesOnlyWhere`: no reimbursement item of these effects can apply to a case for which the condition does not
 * hold. An item that had such an effect in the parent is held to it whatever it calls itself now.
 */
export const appliesOnlyWhere: RedLineKind<'appliesOnlyWhere'> = {
  check,
  keeps: (ours, theirs) =>
    jsonEqual(ours.implies, theirs.implies) && covers(ours.effects, theirs.effects),
  milder: (line) => [
    ...fewer(line.effects).map((effects) => ({ ...line, effects })),
    { ...line, implies: emptied(line.implies) },
  ],
  describe: ({ effects, implies }, { list, text, condition }) => {
    const named = list(effects.map((effect) => text(effectNames[effect])))
    return {
      zh: `${named}只能在满足以下条件时适用：${condition(implies)}`,
      en: `${named} may apply only where this holds: ${condition(implies)}`,
    }
  },
}

const effectNames: Readonly<Record<CheckOf<'appliesOnlyWhere'>['effects'][number], Text>> = {
  base: { zh: '可报销金额', en: 'A reimbursable amount' },
  share: { zh: '报销比例', en: 'A reimbursement share' },
  raise: { zh: '提高报销', en: 'A raised reimbursement' },
  lower: { zh: '降低报销', en: 'A lowered reimbursement' },
  deductible: { zh: '起付线', en: 'A deductible' },
  ceiling: { zh: '封顶线', en: 'A ceiling' },
  method: { zh: '支付方式', en: 'A payment method' },
}
