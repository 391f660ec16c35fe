import { assertNever } from '../model/assert-never.ts'
import { digitLimit } from '../model/exact.ts'
import { depthLimit } from '../model/json.ts'
import type { Language, Text } from '../model/text.ts'
import { formatQuantity } from './format-quantity.ts'
import type { Formula, FormulaExpression, FormulaReference, FormulaSignature } from './formula.ts'
import type { FormulaOutcome, FormulaResult, FormulaTrace } from './formula-result.ts'
import { inferKind } from './infer-kind.ts'
import type { Kind } from './inference.ts'
import { parseFormula } from './parse-formula.ts'
import { describeFormula } from './describe-formula.ts'

/** What people call a name, with its type and unit. */
export interface FormulaTitle extends FormulaSignature {
  readonly title: Text
}

interface Telling {
  readonly language: Language
  readonly titleOf: (name: string) => FormulaTitle | undefined
  readonly kinds: ReadonlyMap<FormulaExpression, Kind | undefined>
}

/** The most steps told; a formula may have more. */
const stepLimit = 40

/**
 * How the result of a formula came about, line by line: the formula with the values put in and its result, each step
 * in between, and what is still needed or why there is no value. Pure.
 *
 * @example
 * explainFormula(formula, result, titleOf, 'zh')
 * // （收入 1,200,000.00 元 − 成本 1,000,000.00 元）÷ 成本 1,000,000.00 元 = 20%
 * // 其中：收入 − 成本 = 200,000.00 元
 */
export function explainFormula(
  formula: Formula,
  result: FormulaResult,
  titleOf: (name: string) => FormulaTitle | undefined,
  language: Language,
): readonly string[] {
  const { expression } = result.trace
  const kinds = new Map<FormulaExpression, Kind | undefined>()
  const whole = { text: formula.text, expression }
  inferKind(expression, { formula: whole, signatureOf: titleOf, known: [], issues: [], kinds })
  const telling: Telling = { language, titleOf, kinds }

  const read = new Map(innerTraces(result.trace).map((each) => [each.expression, each.outcome]))
  const substituted = describeFormula(expression, {
    language,
    nameOf: (reference, part) =>
      `${nameOf(reference, telling)} ${describeOutcome(part, read.get(part) ?? result, telling)}`,
  })
  return [
    substituted + equals(expression, result, telling),
    ...describeExceptions(result, telling),
    ...new Set(steps(result.trace, telling)),
  ]
}

/** What came out of each part that is worked out of others, the innermost first. */
function steps(trace: FormulaTrace, telling: Telling): readonly string[] {
  const inner = innerTraces(trace).filter(
    ({ expression, parts }) =>
      expression !== trace.expression && parts.length > 0 && expression.kind !== 'negate',
  )
  const among = { zh: '其中：', en: 'where ' }[telling.language]
  return inner.slice(0, stepLimit).map(({ expression, outcome }) => {
    const said = describeFormula(expression, {
      language: telling.language,
      nameOf: (reference) => nameOf(reference, telling),
    })
    return `${among}${said}${equals(expression, outcome, telling)}`
  })
}

/** All parts of a trace and itself, each after its own parts. */
function innerTraces(trace: FormulaTrace): readonly FormulaTrace[] {
  return [...trace.parts.flatMap(innerTraces), trace]
}

/** ` = 20%`, `：成立`, `：无法评定`. */
function equals(expression: FormulaExpression, outcome: FormulaOutcome, telling: Telling): string {
  const said = describeOutcome(expression, outcome, telling)
  const number = outcome.kind === 'value' && typeof outcome.value !== 'boolean'
  if (number) return said.startsWith('≈') ? ` ≈ ${said.slice(1)}` : ` = ${said}`
  return telling.language === 'zh' ? `：${said}` : `: ${said}`
}

function describeOutcome(
  expression: FormulaExpression,
  outcome: FormulaOutcome,
  { kinds, language }: Telling,
): string {
  const zh = language === 'zh'
  switch (outcome.kind) {
    case 'value': {
      const kind = kinds.get(expression)
      const unit = kind?.type === 'number' ? kind.unit : undefined
      return formatQuantity(outcome.value, unit, language)
    }
    case 'unknown':
      return zh ? '未知' : 'unknown'
    case 'notAssessable':
      return zh ? '无法评定' : 'not assessable'
    default:
      return assertNever(outcome)
  }
}

/** Why there is no value, or what is still needed for one. */
function describeExceptions(outcome: FormulaOutcome, telling: Telling): readonly string[] {
  const zh = telling.language === 'zh'
  if (outcome.kind === 'unknown') {
    const needs = outcome.needs.map((need) => describePart(need, telling))
    if (needs.length === 0) return []
    return [zh ? `还缺：${needs.join('、')}。` : `Still needed: ${needs.join(', ')}.`]
  }
  if (outcome.kind === 'value') return []
  const part = describePart(outcome.part, telling)
  switch (outcome.reason) {
    case 'divisionByZero':
      return [
        zh
          ? `除数“${part}”为零，不能相除，因此无法评定。`
          : `The divisor "${part}" is zero, so this cannot be assessed.`,
      ]
    case 'wrongType':
      return [
        zh
          ? `“${part}”的类型不对（数与是非不能混用），因此无法评定。`
          : `"${part}" has the wrong type (a number and a yes or no do not mix), so this cannot be assessed.`,
      ]
    case 'notAssessableInput':
      return [
        zh
          ? `“${part}”无法评定，因此本项也无法评定。`
          : `"${part}" is not assessable, so neither is this.`,
      ]
    case 'tooManyDigits':
      return [
        zh
          ? `“${part}”超过 ${digitLimit} 位数字，不再计算，因此无法评定。请核对数据，或改写公式。`
          : `"${part}" has more than ${digitLimit} digits and is not worked out further, so this cannot be assessed. Please check the figures or rewrite the formula.`,
      ]
    case 'tooDeep':
      return [
        zh
          ? `“${part}”一环套一环引用的指标超过 ${depthLimit} 层，因此无法评定。请减少层次。`
          : `"${part}" rests on more than ${depthLimit} indicators one behind the other, so this cannot be assessed. Please have fewer of them.`,
      ]
    default:
      return assertNever(outcome.reason)
  }
}

/** A part given as text, by titles. */
function describePart(text: string, telling: Telling): string {
  const { formula } = parseFormula(text)
  if (formula === undefined) return text
  const { language } = telling
  return describeFormula(formula.expression, {
    language,
    nameOf: (reference) => nameOf(reference, telling),
  })
}

function nameOf({ kind, name }: FormulaReference, { language, titleOf }: Telling): string {
  const title = titleOf(name)?.title[language] ?? name
  if (kind === 'value') return title
  const when = {
    previous: { zh: '上期', en: 'previous period' },
    baseline: { zh: '基期', en: 'baseline' },
  }[kind][language]
  return language === 'zh' ? `${title}（${when}）` : `${title} (${when})`
}
