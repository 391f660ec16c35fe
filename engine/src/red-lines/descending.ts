import { compareValues, hasOrder } from '../decisions/compare-values.ts'
import { formatParameter } from '../decisions/format-value.ts'
import { parameterAsOf } from '../decisions/parameter-value.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import { compareFractions, type Fraction, subtractFractions } from '../model/exact.ts'
import type { AssessmentScheme } from '../model/assessment-scheme.ts'
import type { Issue } from '../model/issue.ts'
import type { Parameter } from '../model/parameter.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Text } from '../model/text.ts'
import type { Value } from '../model/value.ts'
import { type CheckOf, type RedLineContext, redLineIssue } from './red-line-context.ts'
import { rulesDays } from '../proof/rules-days.ts'
import { valueTypeModules } from '../model/value-types/value-types.ts'

interface Known {
  readonly parameter: Parameter
  readonly value: Value
}

/** The value of a parameter on a day; nothing where there is none, or none that can be put in an order. */
function knownOn(ruleset: Ruleset, id: string, day: string): Known | undefined {
  const parameter = indexRuleset(ruleset).parameters.get(id)
  if (parameter === undefined || !hasOrder(parameter.type)) return undefined
  const value = parameterAsOf(parameter, day)?.value
  return value === undefined ? undefined : { parameter, value }
}

function words({ parameter, value }: Known): Text {
  return {
    zh: `“${parameter.title.zh}”${formatParameter(parameter, value, 'zh')}`,
    en: `"${parameter.title.en}" ${formatParameter(parameter, value, 'en')}`,
  }
}

/** Each two neighbours that both have a value on the day: one without says nothing. */
function neighbours(ruleset: Ruleset, ids: readonly string[], day: string): [Known, Known][] {
  const known = ids.flatMap((id) => knownOn(ruleset, id, day) ?? [])
  return known.slice(1).flatMap((lower, at) => {
    const higher = known[at]
    return higher?.parameter.type === lower.parameter.type ? [[higher, lower]] : []
  })
}

/**
 * `descending`: on every day each parameter is above the next, by at least the step the ruleset or its parent gives;
 * one that has no value yet says nothing.
 */
export const checkDescending: CheckOf<'descending'> = (context, check) => {
  const { ruleset, parent } = context
  for (const day of rulesDays(ruleset))
    for (const [higher, lower] of neighbours(ruleset, check.parameters, day)) {
      const path = `/parameters/${higher.parameter.id}`
      const between = { higher: words(higher), lower: words(lower), from: day }
      if (!compareValues(higher.parameter.type, 'greaterThan', higher.value, lower.value))
        return [redLineIssue(context, 'RED_LINE_ORDER', path, between)]
      const short = [ruleset, parent].flatMap((one) => {
        const id = check.step?.parameter
        const step = one === undefined || id === undefined ? undefined : knownOn(one, id, day)
        return step !== undefined && isShort(higher, lower, step) ? [step] : []
      })[0]
      if (short === undefined) continue
      const { parameter, value } = short
      const step = {
        zh: formatParameter(parameter, value, 'zh'),
        en: formatParameter(parameter, value, 'en'),
      }
      return [redLineIssue(context, 'RED_LINE_STEP', path, { ...between, step })]
    }
  return []
}

/** True when the gap is smaller than the step, compared exactly. */
function isShort(higher: Known, lower: Known, step: Known): boolean {
  const [high, low, least] = [higher, lower, step].map(fractionOf)
  if (high === undefined || low === undefined || least === undefined) return false
  return compareFractions(subtractFractions(high, low), least) < 0
}

function fractionOf({ parameter, value }: Known): Fraction | undefined {
  return valueTypeModules[parameter.type].number?.of(value)
}

/** `monotone`: nobody earns less for doing better, on any day. */
export const checkMonotone: CheckOf<'monotone'> = (context, check) => [
  ...check.items.flatMap((path) => checkItem(context, path)),
  ...notRising(context, check.parameters),
]

function checkItem(context: RedLineContext, path: string): readonly Issue[] {
  const { ruleset, parent } = context
  const schemes = ruleset.assessmentSchemes.filter(
    ({ id }) => path === '/assessmentSchemes' || path === `/assessmentSchemes/${id}`,
  )
  if (schemes.length > 0 || path === '/assessmentSchemes')
    return schemes.flatMap((scheme) => checkScheme(context, scheme))
  const incentive = ruleset.incentives.find(({ id }) => path === `/incentives/${id}`)
  if (incentive === undefined)
    return [redLineIssue(context, 'RED_LINE_ITEM_MISSING', path, { item: path })]
  const before = parent?.incentives.find(({ id }) => id === incentive.id)
  const unread = (before?.reads ?? []).filter((fact) => !incentive.reads.includes(fact))
  const amounts = [
    ...incentive.parameters,
    ...(incentive.split ?? []).map(({ weight }) => weight.parameter),
  ]
  return [
    ...unread.map((item) =>
      redLineIssue(context, 'RED_LINE_ITEM_MISSING', path, {
        item: ruleset.facts.find(({ id }) => id === item)?.title ?? item,
      }),
    ),
    ...[...new Set(amounts)].flatMap((id) => notNegative(context, id)),
  ]
}

/** By grade, best first: neither what earns a grade nor what it leads to falls as the grade rises. */
function checkScheme(context: RedLineContext, scheme: AssessmentScheme): readonly Issue[] {
  const orders = [
    scheme.grades.flatMap(({ atLeast }) => atLeast?.parameter ?? []),
    ...(scheme.consequences ?? []).map(({ factors = [] }) =>
      // In the order of the grades, whatever order the factors are written in.
      scheme.grades.flatMap(
        ({ id }) => factors.find((one) => one.id === id)?.factor.parameter ?? [],
      ),
    ),
  ]
  return orders.flatMap((ids) => notRising(context, ids))
}

function notNegative(context: RedLineContext, id: string): readonly Issue[] {
  for (const day of rulesDays(context.ruleset)) {
    const known = knownOn(context.ruleset, id, day)
    const amount = known === undefined ? undefined : fractionOf(known)
    if (known === undefined || amount === undefined || amount.n >= 0n) continue
    return [
      redLineIssue(context, 'RED_LINE_MONOTONE', `/parameters/${id}`, {
        better: words(known),
        worse: { zh: '零', en: 'zero' },
        from: day,
      }),
    ]
  }
  return []
}

/** Best performance first: none is below the next. */
function notRising(context: RedLineContext, ids: readonly string[]): readonly Issue[] {
  for (const day of rulesDays(context.ruleset))
    for (const [better, worse] of neighbours(context.ruleset, ids, day))
      if (compareValues(better.parameter.type, 'lessThan', better.value, worse.value))
        return [
          redLineIssue(context, 'RED_LINE_MONOTONE', `/parameters/${better.parameter.id}`, {
            better: words(better),
            worse: words(worse),
            from: day,
          }),
        ]
  return []
}
