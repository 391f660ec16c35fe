import type { Fund } from '../model/fund.ts'
import type { FundResult } from './money-result.ts'
import { sourceOf } from './money-labels.ts'
import type { Reading } from './reading.ts'
import { shareOverspend } from './share-overspend.ts'
import { formatMoney } from '../model/value-types/money-type.ts'

type Borne = Pick<
  FundResult,
  'bearer' | 'borneByBearer' | 'borneBy' | 'policyFactorPayer' | 'borneByPolicyFactorPayer'
>

/**
 * Who bears an overspend: as much as policy factors account for their payer, the rest the bearer alone, or, where
 * that is `shared`, each its part.
 */
export function bearOverspend(
  reading: Reading,
  fund: Fund,
  {
    overspend,
    budget,
  }: { readonly overspend: bigint | undefined; readonly budget: bigint | undefined },
): Borne {
  const types = ['code', 'text'] as const
  const overspent = overspend !== undefined && overspend > 0n
  const read = overspent ? reading.parameter : reading.optional
  const bearer = read(fund.overspend.bearer.parameter, types)
  const policyFactor = overspent ? reading.amount(fund.policyFactor) : 0n
  const excused =
    overspend === undefined || policyFactor === undefined
      ? undefined
      : policyFactor < overspend
        ? policyFactor
        : overspend
  const payer =
    excused !== undefined && excused > 0n
      ? reading.parameter(fund.overspend.policyFactorPayer.parameter, types)
      : undefined
  const rest = overspend === undefined || excused === undefined ? undefined : overspend - excused
  if (overspent && rest !== undefined && excused !== undefined)
    noteShares(reading, fund, { rest, excused })
  const path = `/funds/${fund.id}/overspend`
  const borneByBearer = reading.fen(rest, path)
  return {
    bearer: typeof bearer === 'string' ? bearer : null,
    borneByBearer,
    borneBy:
      // What no number holds exactly is divided among nobody: their parts would be wrong too.
      overspent && rest !== undefined && borneByBearer !== null && bearer === 'shared'
        ? shareOverspend(reading, fund.overspend.shares ?? [], { amount: rest, budget })
        : null,
    policyFactorPayer: typeof payer === 'string' ? payer : null,
    borneByPolicyFactorPayer: reading.fen(excused, path),
  }
}

function noteShares(
  reading: Reading,
  fund: Fund,
  { rest, excused }: { readonly rest: bigint; readonly excused: bigint },
): void {
  const { bearer, policyFactorPayer, cites } = fund.overspend
  const source = sourceOf(reading.bundle, `/funds/${fund.id}/overspend`, cites)
  const who = reading.parameterText(bearer.parameter)
  reading.note(
    `超支承担：${who.zh}，${formatMoney(rest)}（${source.zh}）`,
    `overspend borne by: ${who.en}, ${formatMoney(rest)} (${source.en})`,
  )
  if (excused === 0n) return
  const payer = reading.parameterText(policyFactorPayer.parameter)
  reading.note(
    `其中政策因素 ${formatMoney(excused)}，由 ${payer.zh} 承担`,
    `policy factors, ${formatMoney(excused)}, borne by ${payer.en}`,
  )
}
