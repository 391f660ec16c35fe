import type { Facts } from '../decisions/facts.ts'
import type { Bundle } from '../model/bundle.ts'
import {
  addFractions,
  digitLimit,
  type Fraction,
  formatFraction,
  isWithinDigits,
  negateFraction,
} from '../model/exact.ts'
import { createIssue } from '../model/issue.ts'
import type { ReimbursementResult } from './money-result.ts'
import { type Reading, startReading } from './reading.ts'
import { readItem, type ItemRead } from './reimbursement-item.ts'
import { roundedShare } from './rounded-share.ts'
import { formatMoney } from '../model/value-types/money-type.ts'

type Effect = ItemRead['item']['effect']

/**
 * What of a payment the insurance fund bears and what the patient, exact to the fen and explained. Rules apply in one
 * order: base, deductible, share, rises and falls together, ceiling. A fall never applies unless it is known that the
 * case is no emergency; anything else that is unknown leaves the amounts unsaid, in nobody's favour. Pure.
 *
 * @param facts checked by `parseFacts`
 * @example reimburse(bundle, { 'payer.careSetting': 'inpatient', 'payer.treatingUnitTier': 2, … }, '2026-03-02')
 */
export function reimburse(bundle: Bundle, facts: Facts, asOf: string): ReimbursementResult {
  const reading = startReading(bundle, facts, asOf)
  const items = bundle.ruleset.reimbursement.map((item) => readItem(reading, item))
  const base = only(reading, items, 'base')
  const deductible = only(reading, items, 'deductible')
  const share = adjusted(reading, items, only(reading, items, 'share'))
  const ceiling = only(reading, items, 'ceiling')
  describeMissing(reading, { base, share })

  const open = [base, deductible, share, ceiling].includes('open')
  const amounts =
    open || !isNumber(base) || !isNumber(share)
      ? undefined
      : worked(reading, {
          base: base.n,
          share,
          deductible: isNumber(deductible) ? deductible.n : 0n,
          ceiling: isNumber(ceiling) ? ceiling.n : undefined,
        })
  const fen = (amount: bigint | undefined) => reading.fen(amount, '/reimbursement')
  return {
    base: isNumber(base) ? fen(base.n) : null,
    deductible: deductible === 'open' ? null : fen(isNumber(deductible) ? deductible.n : 0n),
    ceiling: isNumber(ceiling) ? fen(ceiling.n) : null,
    share: isNumber(share)
      ? { numerator: share.n.toString(), denominator: share.d.toString() }
      : null,
    shareShown: isNumber(share) ? percent(share) : null,
    fundPays: fen(amounts?.fund),
    patientPays: fen(amounts?.patient),
    methods: Object.fromEntries(
      items.flatMap(({ item, applies, code }) =>
        item.effect === 'method' && applies === true && code !== undefined ? [[item.id, code]] : [],
      ),
    ),
    items: items.map(({ told }) => told),
    ...reading.explained(),
  }
}

/** A value, `none` where no rule applies, or `open` while it cannot be said which does or what it comes to. */
type Found = Fraction | 'none' | 'open'

function isNumber(found: Found): found is Fraction {
  return typeof found === 'object'
}

/** The one rule of this effect that applies. Two that say different things are a conflict, and neither holds. */
function only(reading: Reading, items: readonly ItemRead[], effect: Effect): Found {
  const ofEffect = items.filter(({ item }) => item.effect === effect)
  if (ofEffect.some(({ applies }) => applies === 'unknown')) return 'open'
  const applying = ofEffect.filter(({ applies }) => applies === true)
  const [first] = applying
  if (first === undefined) return 'none'
  const told = new Set(applying.map(({ value }) => valueText(value)))
  if (told.size > 1) {
    const list = (language: 'zh' | 'en') =>
      applying.map(({ item }) => item.title[language]).join(language === 'zh' ? '、' : ', ')
    reading.report(
      createIssue('REIMBURSEMENT_CONFLICT', `/reimbursement/${first.item.id}`, {
        titles: { zh: list('zh'), en: list('en') },
      }),
    )
    return 'open'
  }
  return first.value
}

function valueText(value: Found): string {
  return isNumber(value) ? `${value.n}/${value.d}` : value
}

/** The share after all rises and falls that apply, added up at once and kept between 0 and 1. */
function adjusted(reading: Reading, items: readonly ItemRead[], share: Found): Found {
  const changes = items.filter(({ item }) => item.effect === 'raise' || item.effect === 'lower')
  if (changes.some(({ applies, value }) => applies === 'unknown' || (applies && value === 'open')))
    return 'open'
  if (!isNumber(share)) return share
  let sum: Fraction = share
  for (const { item, applies, value } of changes) {
    if (applies !== true || !isNumber(value)) continue
    sum = addFractions(sum, item.effect === 'raise' ? value : negateFraction(value))
    if (isWithinDigits(sum)) continue
    reading.report(
      createIssue('MONEY_DIGITS', `/reimbursement/${item.id}`, {
        title: item.title,
        limit: digitLimit,
      }),
    )
    return 'open'
  }
  const kept = sum.n < 0n ? { n: 0n, d: 1n } : sum.n > sum.d ? { n: 1n, d: 1n } : sum
  if (kept !== sum)
    reading.note(
      `合计为 ${percent(sum)}%，报销比例只能在 0 到 100% 之间，按 ${percent(kept)}% 计。`,
      `that comes to ${percent(sum)}%; a share lies between 0 and 100%, so it is ${percent(kept)}%.`,
    )
  return kept
}

function worked(
  reading: Reading,
  {
    base,
    share,
    deductible,
    ceiling,
  }: {
    readonly base: bigint
    readonly share: Fraction
    readonly deductible: bigint
    readonly ceiling: bigint | undefined
  },
): { readonly fund: bigint; readonly patient: bigint } {
  const above = base > deductible ? base - deductible : 0n
  const computed = roundedShare(above, share)
  const fund = ceiling !== undefined && ceiling < computed ? ceiling : computed
  const less =
    deductible === 0n ? formatMoney(base) : `(${formatMoney(base)} − ${formatMoney(deductible)})`
  reading.note(
    `基金支付：${less} × ${percent(share)}%＝${formatMoney(computed)}${fund < computed ? `，封顶 ${formatMoney(fund)}` : ''}`,
    `the fund pays: ${less} × ${percent(share)}% = ${formatMoney(computed)}${fund < computed ? `, at most ${formatMoney(fund)}` : ''}`,
  )
  reading.note(
    `个人支付：${formatMoney(base)} − ${formatMoney(fund)}＝${formatMoney(base - fund)}`,
    `the patient pays: ${formatMoney(base)} − ${formatMoney(fund)} = ${formatMoney(base - fund)}`,
  )
  return { fund, patient: base - fund }
}

function percent(share: Fraction): string {
  return formatFraction({ n: share.n * 100n, d: share.d }, 2)
}

function describeMissing(
  reading: Reading,
  { base, share }: { readonly base: Found; readonly share: Found },
): void {
  if (base === 'none')
    reading.note('没有一条规则说明报销的基数。', 'No rule says what the share is of.')
  if (share === 'none')
    reading.note('没有一条规则说明报销比例。', 'No rule says what share is reimbursed.')
}
