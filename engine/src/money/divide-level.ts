import { unknownFactsOf } from '../decisions/unknown-facts.ts'
import { evaluateStandaloneCondition } from '../decisions/evaluate-standalone-condition.ts'
import { factValue } from '../decisions/facts.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import {
  fractionOfDecimal,
  type Fraction,
  formatFraction,
  fractionOfRatio,
} from '../model/exact.ts'
import type { WithinLevel } from '../model/fund.ts'
import type { Text } from '../model/text.ts'
import type { Ratio, Value } from '../model/value.ts'
import type { PartResult, UnitNeed } from './money-result.ts'
import type { MoneyUnit } from './money-unit.ts'
import type { Reading } from './reading.ts'
import { splitMoney } from './split-money.ts'
import { unitFacts, unitsById } from './unit-facts.ts'
import { wholeWeights } from './whole-weights.ts'
import type { ValueType } from '../model/value-types/value-types.ts'

type Division = Pick<PartResult, 'key' | 'units' | 'undivided' | 'unitNeeds'>

const whole: Division = { key: null, units: null, undivided: null, unitNeeds: [] }

/**
 * Divides a level's part among its units by the key, with the largest remainder: ties go to the unit whose id comes
 * first. Where a unit may or may not belong, or its key is unknown, nobody gets anything yet.
 */
export function divideLevel(
  reading: Reading,
  within: WithinLevel | undefined,
  { amount, units }: { readonly amount: bigint; readonly units: readonly MoneyUnit[] | undefined },
): Division {
  if (within === undefined || units === undefined) return whole
  const chosen = chosenKey(reading, within)
  if (chosen === undefined) return { ...whole, undivided: noKey }
  const needs: UnitNeed[] = []
  const members = unitsById(units).flatMap((member) => {
    const facts = unitFacts(member, reading.bundle.ruleset)
    const belongs = evaluateStandaloneCondition(reading.bundle, within.where, facts, reading.asOf)
    if (belongs.result === 'unknown')
      needs.push(...unknownFactsOf(belongs).map((fact) => ({ unit: member.unit.id, fact })))
    if (belongs.result !== true) return []
    const weight =
      chosen.fact === null ? one : weightOf(reading, chosen.fact, factValue(facts, chosen.fact))
    if (weight === undefined) needs.push({ unit: member.unit.id, fact: chosen.fact ?? '' })
    return [{ member, weight: weight ?? one }]
  })
  const key = chosen.id
  if (needs.length > 0) return { ...whole, key, undivided: notKnown, unitNeeds: needs }
  if (members.length === 0) return { ...whole, key, undivided: nobody }
  const weights = wholeWeights(members.map(({ weight }) => weight))
  if (weights === undefined) return { ...whole, key, undivided: tooLong }
  if (weights.every((weight) => weight === 0n)) return { ...whole, key, undivided: allZero }
  const parts = splitMoney(amount, weights)
  return {
    ...whole,
    key,
    units: members.map(({ member, weight }, at) => ({
      unit: member.unit.id,
      title: member.unit.title,
      key: formatFraction(weight, 6),
      // A part of an amount a number holds is held by one too.
      amount: Number(parts[at]),
    })),
  }
}

const one: Fraction = { n: 1n, d: 1n }

/** The key in force: its name, and the fact it stands for; `null` for the same to each. */
function chosenKey(
  reading: Reading,
  within: WithinLevel,
): { readonly id: string; readonly fact: string | null } | undefined {
  if (within.by !== undefined) return { id: within.by, fact: within.by }
  if (within.key === undefined) return undefined
  const code = reading.parameter(within.key.parameter, ['code', 'text'])
  if (code === 'equal') return { id: 'equal', fact: null }
  const listed = within.keys?.find(({ id }) => id === code)
  return listed === undefined ? undefined : { id: listed.id, fact: listed.fact }
}

/** What a unit is weighed by. Below zero it weighs nothing that could be divided: it counts as unknown. */
function weightOf(reading: Reading, fact: string, value: Value | undefined): Fraction | undefined {
  const type = indexRuleset(reading.bundle.ruleset).facts.get(fact)?.type
  const weight = value === undefined ? undefined : fractionOf(type, value)
  return weight === undefined || weight.n < 0n ? undefined : weight
}

function fractionOf(type: ValueType | undefined, value: Value): Fraction | undefined {
  switch (type) {
    case 'integer':
    case 'money':
      return { n: BigInt(value as number), d: 1n }
    case 'decimal':
      return fractionOfDecimal(value as string)
    case 'ratio':
      return fractionOfRatio(value as Ratio)
    default:
      return undefined
  }
}

const noKey: Text = {
  zh: '层级内部怎样分（平均、按人口还是按考核得分）还没有确定。',
  en: 'How the level is divided (equally, by population, by score) has not been decided.',
}
const notKnown: Text = {
  zh: '有单位是否属于这一层级、或者它的分配依据还不清楚，暂不分到单位。',
  en: 'Of some unit it is not known whether it belongs or what it is weighed by: nothing is divided yet.',
}
/** Why nothing is divided where no unit belongs. */
export const nobody: Text = {
  zh: '名录里没有这一层级的单位，这一份还不能分到单位。',
  en: 'The directory has no unit of this level, so its part cannot be divided yet.',
}
const allZero: Text = {
  zh: '这一层级所有单位的分配依据都是 0，分不下去。',
  en: 'Every unit of the level is weighed by 0: there is nothing to divide by.',
}
const tooLong: Text = {
  zh: '各单位的分配依据是分母各不相同的比率，换算成整数太长，算不准，暂不分到单位。请改用小数或整数填写。',
  en: 'The units are weighed by ratios whose denominators share nothing: as whole numbers they are too long to be worked with. Please enter decimals or whole numbers.',
}
