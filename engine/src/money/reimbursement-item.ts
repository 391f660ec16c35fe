import { evaluateStandaloneCondition } from '../decisions/evaluate-standalone-condition.ts'
import { factValue } from '../decisions/facts.ts'
import { formatParameter, formatValue } from '../decisions/format-value.ts'
import { readParameter } from '../decisions/parameter-value.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { Truth } from '../decisions/truth.ts'
import { missingParametersOf, unknownFactsOf } from '../decisions/unknown-facts.ts'
import { fitsType } from '../decisions/fits-type.ts'
import { originOf } from '../model/bundle.ts'
import { type Fraction, fractionOfDecimal, fractionOfRatio } from '../model/exact.ts'
import { createIssue } from '../model/issue.ts'
import { type Reimbursement, valueTypesOf } from '../model/money-rule.ts'
import type { Text } from '../model/text.ts'
import type { Ratio, Value } from '../model/value.ts'
import type { ReimbursementItemResult } from './money-result.ts'
import { sourceOf } from './money-labels.ts'
import type { Reading } from './reading.ts'
import type { ValueType } from '../model/value-types/value-types.ts'

/**
 * Whether the case is an emergency. A right of the patient, not a choice of a ruleset: no fall applies while it is
 * true or unknown.
 */
export const emergencyFact = 'referral.emergencyCritical'

/** A reimbursement rule read in one case. `value` is `none` where it has no amount, `open` while that is unknown. */
export interface ItemRead {
  readonly item: Reimbursement
  readonly applies: Truth
  readonly value: Fraction | 'none' | 'open'
  readonly code: string | undefined
  readonly told: ReimbursementItemResult
}

/** Reads one rule: whether it applies, and what it comes to where it does. What that lacks is noted as needed. */
export function readItem(reading: Reading, item: Reimbursement): ItemRead {
  const applies = appliesTo(reading, item)
  const value = applies === true ? valueOf(reading, item) : undefined
  const fraction =
    value === undefined ? undefined : fractionOf(typeOf(reading, item), value, item.effect)
  const without = item.value === undefined && item.fact === undefined
  const shown = shownOf(reading, item)
  if (applies === true) noteItem(reading, item, shown)
  return {
    item,
    applies,
    value: fraction ?? (without ? 'none' : 'open'),
    code: typeof value === 'string' ? value : undefined,
    told: {
      item: item.id,
      effect: item.effect,
      title: item.title,
      applies,
      shown: applies === true ? shown : null,
      cites: item.cites,
      origin: originOf(reading.bundle, `/reimbursement/${item.id}`),
    },
  }
}

function appliesTo(reading: Reading, item: Reimbursement): Truth {
  const { bundle, facts, asOf } = reading
  const evaluate = (given: Reading['facts']) =>
    item.appliesWhen === undefined
      ? undefined
      : evaluateStandaloneCondition(bundle, item.appliesWhen, given, asOf)
  const emergency = factValue(facts, emergencyFact)
  if (item.effect === 'lower' && emergency !== false) {
    if (emergency === true) return false
    // Were it known to be none, would the fall apply? Then that is worth asking; until then nothing falls.
    const otherwise = evaluate({ ...facts, [emergencyFact]: false })
    if (otherwise?.result !== false) {
      reading.need(emergencyFact)
      if (otherwise !== undefined) unknownFactsOf(otherwise).forEach(reading.need)
    }
    return false
  }
  const trace = evaluate(facts)
  if (trace === undefined) return true
  if (trace.result === 'unknown' && item.effect !== 'method') {
    unknownFactsOf(trace).forEach(reading.need)
    missingParametersOf(trace).forEach(reading.miss)
  }
  return trace.result
}

function valueOf(reading: Reading, item: Reimbursement): Value | undefined {
  const types = valueTypesOf[item.effect]
  if (item.fact === undefined)
    return item.value === undefined ? undefined : reading.parameter(item.value.parameter, types)
  const value = factValue(reading.facts, item.fact)
  const type = typeOf(reading, item)
  if (
    value === undefined ||
    type === undefined ||
    !types.includes(type) ||
    !fitsType(type, value)
  ) {
    reading.need(item.fact)
    return undefined
  }
  if (!isBelowZero(type, value)) return value
  const title = reading.factTitle(item.fact)
  const actual = formatValue({ type }, value, 'zh')
  reading.report(createIssue('MONEY_NEGATIVE', `/facts/${item.fact}`, { title, actual }))
  return undefined
}

function isBelowZero(type: ValueType, value: Value): boolean {
  const fraction = fractionOf(type, value, 'share')
  return fraction !== undefined && fraction.n < 0n
}

function typeOf(reading: Reading, item: Reimbursement): ValueType | undefined {
  const index = indexRuleset(reading.bundle.ruleset)
  return item.fact === undefined
    ? index.parameters.get(item.value?.parameter ?? '')?.type
    : index.facts.get(item.fact)?.type
}

function fractionOf(
  type: ValueType | undefined,
  value: Value,
  effect: Reimbursement['effect'],
): Fraction | undefined {
  if (type === 'money' || type === 'integer') return { n: BigInt(value as number), d: 1n }
  if (type === 'ratio') return fractionOfRatio(value as Ratio)
  if (type !== 'decimal') return undefined
  const decimal = fractionOfDecimal(value as string)
  return effect === 'raise' || effect === 'lower' ? { n: decimal.n, d: decimal.d * 100n } : decimal
}

function shownOf(reading: Reading, item: Reimbursement): Text | null {
  const index = indexRuleset(reading.bundle.ruleset)
  if (item.fact !== undefined) {
    const value = factValue(reading.facts, item.fact) ?? null
    const fact = index.facts.get(item.fact)
    if (fact === undefined || value === null) return null
    return { zh: formatValue(fact, value, 'zh'), en: formatValue(fact, value, 'en') }
  }
  const parameter = index.parameters.get(item.value?.parameter ?? '')
  if (parameter === undefined) return null
  const { value } = readParameter(reading.bundle, parameter.id, reading.asOf)
  if (value === null) return null
  return {
    zh: formatParameter(parameter, value, 'zh'),
    en: formatParameter(parameter, value, 'en'),
  }
}

function noteItem(reading: Reading, item: Reimbursement, shown: Text | null): void {
  const source = sourceOf(reading.bundle, `/reimbursement/${item.id}`, item.cites)
  const value = {
    zh: shown === null ? '' : `：${shown.zh}`,
    en: shown === null ? '' : `: ${shown.en}`,
  }
  reading.note(
    `${item.title.zh}${value.zh}（${source.zh}）`,
    `${item.title.en}${value.en} (${source.en})`,
  )
}
