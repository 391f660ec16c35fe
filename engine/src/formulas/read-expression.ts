import type { SyntaxNode } from '@lezer/common'
import { decimalPattern } from '../model/exact.ts'
import type { Text } from '../model/text.ts'
import {
  type ArithmeticOperator,
  type ComparisonOperator,
  formulaDepthLimit,
  type FormulaExpression,
  type FormulaIssue,
  type Span,
} from './formula.ts'
import { formulaIssue } from './formula-issue.ts'
import { readCall } from './read-call.ts'
import { nameOf } from './read-name.ts'
import {
  anythingElse,
  chainedComparison,
  power,
  type Unsupported,
  unsupportedComparison,
  unsupportedNodes,
} from './unsupported.ts'

/** The text being read and what has been found wrong with it so far. */
export interface Reader {
  readonly text: string
  readonly issues: FormulaIssue[]
}

/** An expression of the library's syntax tree as one of ours, or nothing and an issue. */
export function readExpression(
  node: SyntaxNode,
  reader: Reader,
  depth: number,
): FormulaExpression | undefined {
  const span = { from: node.from, to: node.to }
  if (depth > formulaDepthLimit) {
    reader.issues.push(formulaIssue('TOO_DEEP', reader.text, span, { limit: formulaDepthLimit }))
    return undefined
  }
  const parts = childrenOf(node)
  switch (node.name) {
    case 'ParenthesizedExpression': {
      const inner = parts.find(({ name }) => name !== '(' && name !== ')')
      return inner === undefined ? undefined : readExpression(inner, reader, depth + 1)
    }
    case 'NumericLiteral':
      return readNumber(span, reader)
    case 'BooleanLiteral':
      return { ...span, kind: 'boolean', value: reader.text.slice(node.from, node.to) === 'true' }
    case 'VariableName':
    case 'PathExpression': {
      const name = nameOf(node, reader)
      return name === undefined ? undefined : { ...span, kind: 'name', name }
    }
    case 'ArithmeticExpression':
      return readArithmetic(node, reader, depth)
    case 'Comparison':
      return readComparison(node, reader, depth)
    case 'Conjunction':
    case 'Disjunction': {
      const both = readTwo(parts[0], parts[2], reader, depth)
      const operator = node.name === 'Conjunction' ? 'and' : 'or'
      return both && { ...span, kind: 'logic', operator, ...both }
    }
    case 'IfExpression': {
      const [, first, , second, , third] = parts
      const condition = first && readExpression(first, reader, depth + 1)
      const whenTrue = second && readExpression(second, reader, depth + 1)
      const whenFalse = third && readExpression(third, reader, depth + 1)
      return condition && whenTrue && whenFalse
        ? { ...span, kind: 'if', condition, whenTrue, whenFalse }
        : undefined
    }
    case 'FunctionInvocation':
      return readCall(node, reader, (inner) => readExpression(inner, reader, depth + 1))
    default:
      return refuse(reader, span, unsupportedNodes[node.name] ?? anythingElse)
  }
}

/** Notes that formulas leave this out of FEEL. */
export function refuse(reader: Reader, span: Span, { what, advice }: Unsupported): undefined {
  reader.issues.push(formulaIssue('FORMULA_UNSUPPORTED', reader.text, span, { what, advice }))
}

/** The direct children of a node. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = []
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child)
  return children
}

function readNumber(span: Span, reader: Reader): FormulaExpression | undefined {
  const written = reader.text.slice(span.from, span.to)
  // Behind an operator FEEL takes a minus for a part of the number, elsewhere for an operation: here it is always one.
  if (written.startsWith('-')) {
    const operand = readNumber({ from: span.from + 1, to: span.to }, reader)
    return operand && { ...span, kind: 'negate', operand }
  }
  const digits = written.trim()
  const text = digits.startsWith('.') ? `0${digits}` : digits
  if (decimalPattern.test(text)) return { ...span, kind: 'number', text }
  const detail: Text = {
    zh: '数请写成普通小数，整数和小数部分各不超过 30 位',
    en: 'a number is written in plain decimals, with at most 30 digits before and after the point',
  }
  reader.issues.push(formulaIssue('FORMULA_SYNTAX', reader.text, span, { detail }))
  return undefined
}

function readArithmetic(
  node: SyntaxNode,
  reader: Reader,
  depth: number,
): FormulaExpression | undefined {
  const span = { from: node.from, to: node.to }
  const parts = childrenOf(node)
  const sign = parts.find(({ name }) => name === 'ArithOp')
  const operator = sign && reader.text.slice(sign.from, sign.to)
  if (sign === undefined || operator === '**') return refuse(reader, sign ?? span, power)
  const [first, , second] = parts
  if (first === sign) {
    const inner = parts[1]
    const operand = inner && readExpression(inner, reader, depth + 1)
    return operand && { ...span, kind: 'negate', operand }
  }
  const both = readTwo(first, second, reader, depth)
  return both && { ...span, kind: 'arithmetic', operator: operator as ArithmeticOperator, ...both }
}

function readComparison(
  node: SyntaxNode,
  reader: Reader,
  depth: number,
): FormulaExpression | undefined {
  const span = { from: node.from, to: node.to }
  const [first, sign, second] = childrenOf(node)
  if (sign?.name !== 'CompareOp') return refuse(reader, span, unsupportedComparison)
  if (first?.name === 'Comparison' || second?.name === 'Comparison')
    return refuse(reader, span, chainedComparison)
  const both = readTwo(first, second, reader, depth)
  const operator = reader.text.slice(sign.from, sign.to) as ComparisonOperator
  return both && { ...span, kind: 'comparison', operator, ...both }
}

function readTwo(
  first: SyntaxNode | undefined,
  second: SyntaxNode | undefined,
  reader: Reader,
  depth: number,
): { left: FormulaExpression; right: FormulaExpression } | undefined {
  // Both are read even when one is refused, so that all problems are told at once.
  const left = first && readExpression(first, reader, depth + 1)
  const right = second && readExpression(second, reader, depth + 1)
  return left && right && { left, right }
}
