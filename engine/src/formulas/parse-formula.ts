import type { Tree } from '@lezer/common'
import { parser } from 'lezer-feel'
import type { Text } from '../model/text.ts'
import {
  type Formula,
  formulaDepthLimit,
  type FormulaIssue,
  formulaLengthLimit,
  type Span,
} from './formula.ts'
import { characterIssues } from './formula-characters.ts'
import { formulaIssue } from './formula-issue.ts'
import { childrenOf, readExpression, type Reader, refuse } from './read-expression.ts'
import { syntaxError } from './syntax-error.ts'
import { anythingElse, unsupportedNodes } from './unsupported.ts'

/** A formula, or what keeps the text from being one. */
export interface ParsedFormula {
  readonly formula?: Formula
  readonly issues: readonly FormulaIssue[]
}

/**
 * Reads a formula written in the subset of FEEL that docs/formulas.md describes. The grammar is the library's; what
 * of it formulas leave out is refused with what to write instead. Whatever the text, nothing is thrown. Pure.
 *
 * @example parseFormula('(ledger.income - ledger.cost) / ledger.cost').formula
 */
export function parseFormula(text: string): ParsedFormula {
  const early = limitIssues(text)
  if (early.length > 0) return { issues: early }
  const characters = characterIssues(text)
  if (characters.length > 0) return { issues: characters }
  const grouped = groupedDigits(text)
  if (grouped.length > 0) return { issues: grouped }
  const tree = parser.configure({ top: 'Expression' }).parse(text)
  const broken = syntaxError(text, tree)
  return broken === undefined ? readTree(text, tree) : { issues: [broken] }
}

function readTree(text: string, tree: Tree): ParsedFormula {
  const reader: Reader = { text, issues: [] }
  tree.iterate({
    enter: ({ name, from, to }) => {
      if (name.endsWith('Comment')) {
        refuse(reader, { from, to }, unsupportedNodes[name] ?? anythingElse)
      }
    },
  })
  if (reader.issues.length > 0) return { issues: reader.issues }
  const [top] = childrenOf(tree.topNode)
  const expression = top && readExpression(top, reader, 1)
  return expression === undefined
    ? { issues: reader.issues }
    : { formula: { text, expression }, issues: [] }
}

function limitIssues(text: string): readonly FormulaIssue[] {
  if (text.length > formulaLengthLimit) {
    const span = { from: formulaLengthLimit, to: text.length }
    return [formulaIssue('FORMULA_TOO_LONG', text, span, { limit: formulaLengthLimit })]
  }
  if (text.trim() === '') {
    const detail: Text = { zh: '公式是空的', en: 'the formula is empty' }
    const part: Text = { zh: '空白', en: 'nothing' }
    return [formulaIssue('FORMULA_SYNTAX', text, { from: 0, to: text.length }, { part, detail })]
  }
  const deep = firstTooDeep(text)
  return deep === undefined
    ? []
    : [formulaIssue('TOO_DEEP', text, deep, { limit: formulaDepthLimit })]
}

/** Told before the library reads the text: it would follow brackets without end until its stack is full. */
function firstTooDeep(text: string): Span | undefined {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at)
    if ('([{'.includes(sign)) depth += 1
    else if (')]}'.includes(sign)) depth -= 1
    if (depth > formulaDepthLimit) return { from: at, to: at + 1 }
  }
  return undefined
}

/** `1,200`: one number or two? Refused before it is read as two. */
function groupedDigits(text: string): readonly FormulaIssue[] {
  return [...text.matchAll(/(?<![\p{L}\d._])\d{1,3}(?:,\d{3})+(?!\d)/gu)].map((found) => {
    const detail: Text = {
      zh: `数字不写千位分隔符，请写成 ${found[0].replaceAll(',', '')}；若是两个数，请在逗号后空一格`,
      en: `numbers have no thousands separators: write ${found[0].replaceAll(',', '')}, or a space after the comma if these are two numbers`,
    }
    const span = { from: found.index, to: found.index + found[0].length }
    return formulaIssue('FORMULA_SYNTAX', text, span, { detail })
  })
}
