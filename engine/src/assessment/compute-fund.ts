import { evaluateDecision } from '../decisions/evaluate-decision.ts'
import type { DecisionResult } from '../decisions/decision-result.ts'
import { type Facts, factValue } from '../decisions/facts.ts'
import { fitsType } from '../decisions/value-problem.ts'
import { parameterAsOf } from '../decisions/parameter-value.ts'
import { indexRuleset } from '../decisions/ruleset-index.ts'
import type { Bundle } from '../model/bundle.ts'
import { formatFraction, fractionOfRatio } from '../model/exact.ts'
import type { Fund } from '../model/fund.ts'
import type { Ratio, Value } from '../model/value.ts'
import { splitMoney } from './split-money.ts'

/** What a fund comes to. Money in fen; `null` where something needed is unknown. */
export interface FundResult {
  readonly fund: string
  readonly budget: number | null
  /** Yuan for each insured person, to the fen, as decimal text. */
  readonly capitation: string | null
  readonly surplus: number | null
  readonly overspend: number | null
  readonly bearer: string | null
  readonly borneByBearer: number | null
  readonly policyFactorPayer: string | null
  readonly borneByPolicyFactorPayer: number | null
  /** Each party's part of the surplus; `null` while nothing may be distributed. */
  readonly distribution: Readonly<Record<string, number>> | null
  /** Decisions that keep the surplus from being distributed. */
  readonly blockedBy: readonly string[]
  /** Facts and parameters that are missing. */
  readonly needs: readonly string[]
  readonly missingParameters: readonly string[]
  readonly decisions: readonly DecisionResult[]
}

/**
 * Budget, capitation, overspend and split of a fund, exact to the fen. Pure.
 * @throws RangeError when the bundle has no such fund
 */
export function computeFund(bundle: Bundle, id: string, facts: Facts, asOf: string): FundResult {
  const fund = bundle.ruleset.funds.find((known) => known.id === id)
  if (fund === undefined) throw new RangeError(`The bundle has no fund "${id}".`)
  const needs = new Set<string>()
  const missing = new Set<string>()
  const money = (fact: string): bigint | undefined => {
    const value = factValue(facts, fact)
    if (typeof value === 'number') return BigInt(value)
    needs.add(fact)
    return undefined
  }
  const parameter = (name: string): Value | undefined => {
    const definition = indexRuleset(bundle.ruleset).parameters.get(name)
    const value = definition === undefined ? undefined : parameterAsOf(definition, asOf)?.value
    if (value === undefined) missing.add(name)
    return value
  }

  const budget = budgetOf(money(fund.raised), parameter(fund.budgetRate.parameter))
  const insured = money(fund.insured)
  const spent = money(fund.spent)
  const balance = budget === undefined || spent === undefined ? undefined : budget - spent
  const surplus = balance === undefined ? undefined : balance > 0n ? balance : 0n
  const overspend = balance === undefined ? undefined : balance < 0n ? -balance : 0n

  const bearer = parameter(fund.overspend.bearer.parameter)
  const overspent = overspend !== undefined && overspend > 0n
  const policyFactor = overspent ? money(fund.policyFactor) : 0n
  const excused =
    overspend === undefined || policyFactor === undefined
      ? undefined
      : policyFactor < overspend
        ? policyFactor
        : overspend
  const payer =
    excused !== undefined && excused > 0n
      ? parameter(fund.overspend.policyFactorPayer.parameter)
      : undefined

  const known = indexRuleset(bundle.ruleset).decisions
  const decisions = fund.distributionRequires
    .filter((decision) => known.has(decision))
    .map((decision) => evaluateDecision(bundle, decision, facts, asOf))
  const closed = decisions.filter(
    (result) => result.outcome !== 'allow' && result.outcome !== 'allowWithAdvice',
  )
  for (const result of closed) for (const need of result.needs) needs.add(need)
  // A decision that is not there cannot have allowed anything.
  const blockedBy = [
    ...closed.map((result) => result.decision),
    ...fund.distributionRequires.filter((decision) => !known.has(decision)),
  ]
  const distribution =
    surplus === undefined || surplus === 0n || blockedBy.length > 0
      ? null
      : distribute(fund, surplus, parameter)

  return {
    fund: id,
    budget: fen(budget),
    capitation:
      budget === undefined || insured === undefined || insured <= 0n
        ? null
        : formatFraction({ n: budget, d: insured * 100n }, 2),
    surplus: fen(surplus),
    overspend: fen(overspend),
    bearer: typeof bearer === 'string' ? bearer : null,
    borneByBearer:
      overspend === undefined || excused === undefined ? null : fen(overspend - excused),
    policyFactorPayer: typeof payer === 'string' ? payer : null,
    borneByPolicyFactorPayer: fen(excused),
    distribution,
    blockedBy,
    needs: [...needs],
    missingParameters: [...missing],
    decisions,
  }
}

/** The budgeted part of what was raised, rounded half up to the fen. */
function budgetOf(raised: bigint | undefined, rate: Value | undefined): bigint | undefined {
  if (raised === undefined || rate === undefined || !fitsType('ratio', rate)) return undefined
  const { n, d } = fractionOfRatio(rate as Ratio)
  return (raised * n * 2n + d) / (d * 2n)
}

function distribute(
  fund: Fund,
  surplus: bigint,
  parameter: (name: string) => Value | undefined,
): Readonly<Record<string, number>> | null {
  const weights = fund.split.shares.map((share) => parameter(share.weight.parameter))
  if (weights.some((weight) => typeof weight !== 'number' || weight < 0)) return null
  if (weights.every((weight) => weight === 0)) return null
  const parts = splitMoney(
    surplus,
    weights.map((weight) => BigInt(weight as number)),
  )
  return Object.fromEntries(fund.split.shares.map((share, at) => [share.id, Number(parts[at])]))
}

function fen(value: bigint | undefined): number | null {
  return value === undefined ? null : Number(value)
}
