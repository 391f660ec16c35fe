import { assertNever } from '../model/assert-never.ts'
import type { Language } from '../model/text.ts'
import type { FormulaExpression, FormulaFunction, FormulaReference } from './formula.ts'
import { tightness } from './print-formula.ts'

/** How the parts of a formula are said: the names, and the written numbers. */
export interface Words {
  readonly language: Language
  readonly nameOf: (reference: FormulaReference, expression: FormulaExpression) => string
}

const signs: Readonly<Record<string, string>> = {
  '-': '−',
  '*': '×',
  '/': '÷',
  '<=': '≤',
  '>=': '≥',
  '!=': '≠',
}

const functionWords: Readonly<Record<Exclude<FormulaFunction, 'round half up'>, string>> = {
  sum: '合计',
  min: '最小值',
  max: '最大值',
  abs: '绝对值',
}

/** A formula as people say it, with the signs of arithmetic instead of those of FEEL. Pure. */
export function describeFormula(expression: FormulaExpression, words: Words): string {
  return say(expression, 0, words)
}

function say(expression: FormulaExpression, least: number, words: Words): string {
  const own = tightness(expression)
  const text = bare(expression, own, words)
  if (own >= least) return text
  return words.language === 'zh' ? `（${text}）` : `(${text})`
}

function bare(expression: FormulaExpression, own: number, words: Words): string {
  const zh = words.language === 'zh'
  const part = (inner: FormulaExpression, least: number) => say(inner, least, words)
  const both = (left: string, sign: string, right: string) => spaced(`${left} ${sign} ${right}`)
  switch (expression.kind) {
    case 'number':
      return expression.text
    case 'boolean':
      return zh ? (expression.value ? '是' : '否') : expression.value ? 'yes' : 'no'
    case 'name':
      return words.nameOf({ kind: 'value', name: expression.name }, expression)
    case 'past':
      return words.nameOf({ kind: expression.reading, name: expression.name }, expression)
    case 'negate':
      return `−${part(expression.operand, own)}`
    case 'not':
      return zh ? `非（${part(expression.operand, 0)}）` : `not (${part(expression.operand, 0)})`
    case 'comparison':
    case 'arithmetic': {
      const { operator, left, right } = expression
      const apart = expression.kind === 'comparison' ? own + 1 : own
      return both(part(left, apart), signs[operator] ?? operator, part(right, own + 1))
    }
    case 'logic': {
      const { operator, left, right } = expression
      const sign = zh ? { and: '且', or: '或' }[operator] : operator
      return both(part(left, own), sign, part(right, own + 1))
    }
    case 'if': {
      const [condition, yes, no] = [
        part(expression.condition, 2),
        part(expression.whenTrue, 2),
        part(expression.whenFalse, 2),
      ]
      return zh
        ? spaced(`如果 ${condition}，取 ${yes}，否则取 ${no}`)
        : `if ${condition} then ${yes}, else ${no}`
    }
    case 'call':
      return describeCall(
        expression.function,
        expression.parameters.map((each) => part(each, 0)),
        words.language,
      )
    default:
      return assertNever(expression)
  }
}

function describeCall(name: FormulaFunction, given: readonly string[], language: Language): string {
  if (name === 'round half up') {
    const [value = '', digits = ''] = given
    return language === 'zh'
      ? `（${value}）四舍五入到 ${digits} 位小数`
      : `(${value}) rounded to ${digits} decimals`
  }
  return language === 'zh'
    ? `${functionWords[name]}（${given.join('，')}）`
    : `${name}(${given.join(', ')})`
}

/** Full-width brackets bring their own space. */
function spaced(text: string): string {
  return text.replaceAll('） ', '）').replaceAll(' （', '（')
}
