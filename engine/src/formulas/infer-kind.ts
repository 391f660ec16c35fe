import { assertNever } from '../model/assert-never.ts'
import { suggest } from '../model/suggest.ts'
import type { Text } from '../model/text.ts'
import type { FormulaExpression } from './formula.ts'
import { formulaIssue } from './formula-issue.ts'
import { inferArithmetic } from './infer-arithmetic.ts'
import {
  constantOf,
  type Inference,
  type Kind,
  type Measured,
  noteMismatch,
  numberOf,
  type Numeric,
  sharedUnit,
} from './inference.ts'
import { unitOfSignature } from './unit-of.ts'

const numberWord: Text = { zh: '数', en: 'a number' }
const truthWord: Text = { zh: '是或否', en: 'yes or no' }
const otherWord: Text = {
  zh: '不能计算的类型（文字、代码、日期或时长）',
  en: 'of a type that cannot be calculated with (text, code, date or duration)',
}

/** The kind of an expression; nothing once a problem in it has been noted. Each part is looked at once. */
export function inferKind(expression: FormulaExpression, inference: Inference): Kind | undefined {
  if (inference.kinds.has(expression)) return inference.kinds.get(expression)
  const kind = infer(expression, inference)
  inference.kinds.set(expression, kind)
  return kind
}

function infer(expression: FormulaExpression, inference: Inference): Kind | undefined {
  switch (expression.kind) {
    case 'number':
      return constantOf(expression.text)
    case 'boolean':
      return { type: 'boolean' }
    case 'name':
    case 'past':
      return inferName(expression, expression.name, inference)
    case 'negate':
      return numeric(expression.operand, inference)
    case 'not':
      return truth([expression.operand], inference)
    case 'logic':
      return truth([expression.left, expression.right], inference)
    case 'arithmetic': {
      const { left, right } = expression
      const [first, second] = [numeric(left, inference), numeric(right, inference)]
      return first && second && inferArithmetic(expression, [first, second], inference)
    }
    case 'comparison': {
      const { left, right, operator } = expression
      const either = operator === '=' || operator === '!='
      return alike(expression, [left, right], inference, either) && { type: 'boolean' }
    }
    case 'if': {
      truth([expression.condition], inference)
      return alike(expression, [expression.whenTrue, expression.whenFalse], inference, true)
    }
    case 'call': {
      const { parameters } = expression
      const counted = expression.function === 'round half up' ? parameters.slice(0, 1) : parameters
      return alike(expression, counted, inference, false)
    }
    default:
      return assertNever(expression)
  }
}

function inferName(
  expression: FormulaExpression,
  name: string,
  inference: Inference,
): Kind | undefined {
  const { formula, issues } = inference
  const signature = inference.signatureOf(name)
  if (signature === undefined) {
    const suggestion = suggest(name, inference.known)
    issues.push(
      formulaIssue('FORMULA_NAME_UNKNOWN', formula.text, expression, { name, suggestion }),
    )
    return undefined
  }
  if (signature.type === 'boolean') return { type: 'boolean' }
  const unit = unitOfSignature(signature)
  if (unit !== undefined) return numberOf(unit)
  return noteType(expression, numberWord, otherWord, inference)
}

/** The number an expression gives; a yes or no is noted. */
function numeric(expression: FormulaExpression, inference: Inference): Numeric | undefined {
  const kind = inferKind(expression, inference)
  if (kind === undefined || kind.type === 'number') return kind
  return noteType(expression, numberWord, truthWord, inference)
}

/** Yes or no, made of parts that must all be yes or no. */
function truth(
  parts: readonly FormulaExpression[],
  inference: Inference,
): { readonly type: 'boolean' } | undefined {
  const sound = parts.map((part) => {
    const kind = inferKind(part, inference)
    if (kind?.type === 'number') noteType(part, truthWord, numberWord, inference)
    return kind?.type === 'boolean'
  })
  return sound.every(Boolean) ? { type: 'boolean' } : undefined
}

/** The one kind of parts that must count the same; where `truths`, they may all be yes or no. */
function alike(
  whole: FormulaExpression,
  parts: readonly FormulaExpression[],
  inference: Inference,
  truths: boolean,
): Kind | undefined {
  const kinds = parts.map((part) => inferKind(part, inference))
  if (truths && kinds.every((kind) => kind?.type === 'boolean')) return { type: 'boolean' }
  const measured = parts.flatMap((part): Measured[] => {
    const kind = numeric(part, inference)
    return kind === undefined ? [] : [[part, kind]]
  })
  const [first, ...others] = measured
  if (first === undefined || measured.length < parts.length) return undefined
  let common = first
  for (const other of others) {
    const unit = sharedUnit(common[1], other[1])
    if (unit === undefined) return noteMismatch(whole, [common, other], inference)
    const both = common[1].constant && other[1].constant
    const zero = common[1].zero && other[1].zero
    common = [common[1].zero ? other[0] : common[0], { ...numberOf(unit, both), zero }]
  }
  return common[1]
}

function noteType(
  expression: FormulaExpression,
  expected: Text,
  actual: Text,
  { formula, issues }: Inference,
): undefined {
  issues.push(formulaIssue('FORMULA_TYPE', formula.text, expression, { expected, actual }))
}
