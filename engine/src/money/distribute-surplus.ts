import type { DecisionResult } from '../decisions/decision-result.ts'
import { evaluateDecision } from '../decisions/evaluate-decision.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { Fund } from '../model/fund.ts'
import { drawBonuses } from './draw-bonuses.ts'
import type { DrawnBonus, PartResult } from './money-result.ts'
import type { MoneyUnit } from './money-unit.ts'
import { clausesOf, sourceOf } from './money-labels.ts'
import type { Reading } from './reading.ts'
import { splitParts } from './split-parts.ts'

/** What is distributed, and the decisions asked; `parts` is `undefined` while nothing may be. */
export interface Distributed {
  readonly parts: readonly PartResult[] | undefined
  readonly drawn: readonly DrawnBonus[]
  readonly blockedBy: readonly string[]
  readonly decisions: readonly DecisionResult[]
}

/** Distributes a surplus, once every decision it requires allows it. A decision that is not there has allowed nothing. */
export function distributeSurplus(
  reading: Reading,
  fund: Fund,
  {
    surplus,
    units,
  }: { readonly surplus: bigint | undefined; readonly units: readonly MoneyUnit[] | undefined },
): Distributed {
  const known = indexRuleset(reading.bundle.ruleset).decisions
  const decisions = fund.distributionRequires
    .filter((decision) => known.has(decision))
    .map((decision): DecisionResult => {
      // The settlement keeps its facts once.
      const { facts: _over, ...result } = evaluateDecision(
        reading.bundle,
        decision,
        reading.facts,
        reading.asOf,
      )
      return result
    })
  const closed = decisions.filter(
    ({ outcome }) => outcome !== 'allow' && outcome !== 'allowWithAdvice',
  )
  for (const { needs, missingParameters } of closed) {
    needs.forEach(reading.need)
    missingParameters.forEach(reading.miss)
  }
  const blockedBy = [
    ...closed.map(({ decision }) => decision),
    ...fund.distributionRequires.filter((decision) => !known.has(decision)),
  ]
  const nothing = { parts: undefined, drawn: [], blockedBy, decisions }
  if (surplus === undefined || surplus === 0n) return nothing
  if (blockedBy.length > 0) {
    for (const result of closed) describeBlocked(reading, result)
    return nothing
  }
  const drawn = drawBonuses(reading, fund, { surplus, units })
  if (drawn === undefined) return nothing
  const left = drawn.reduce((rest, { amount }) => rest - BigInt(amount), surplus)
  const source = sourceOf(reading.bundle, `/funds/${fund.id}/split`, fund.split.cites)
  reading.note(`结余分配（${source.zh}）`, `the surplus is split (${source.en})`)
  return {
    parts: splitParts(reading, fund.split.shares, { amount: left, units }),
    drawn,
    blockedBy,
    decisions,
  }
}

function describeBlocked(reading: Reading, { decision, reasons, needs }: DecisionResult): void {
  const title = indexRuleset(reading.bundle.ruleset).decisions.get(decision)?.title ?? {
    zh: decision,
    en: decision,
  }
  const why = (language: 'zh' | 'en') => [
    ...reasons.map(({ text, cites, origin }) => {
      const source = [clausesOf(cites), origin].filter((part) => part !== '').join('，')
      return language === 'zh' ? `${text.zh}（${source}）` : `${text.en} (${source})`
    }),
    ...needs.map((fact) =>
      language === 'zh'
        ? `还不知道“${reading.factTitle(fact).zh}”`
        : `"${reading.factTitle(fact).en}" is not known`,
    ),
  ]
  reading.note(
    `结余暂不分配：“${title.zh}”没有通过。${why('zh').join('；')}`,
    `nothing is distributed yet: "${title.en}" does not allow it. ${why('en').join('; ')}`,
  )
}
