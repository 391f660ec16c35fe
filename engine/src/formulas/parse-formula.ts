import type { Tree } from '@lezer/common'
import { parser } from 'lezer-feel'
import type { Text } from '../model/text.ts'
import { type Formula, type FormulaIssue, formulaLengthLimit } from './formula.ts'
import { bracketIssue } from './bracket-issue.ts'
import { characterIssues } from './formula-characters.ts'
import { formulaIssue } from './formula-issue.ts'
import { childrenOf, readExpression, type Reader, refuse } from './read-expression.ts'
import { syntaxError } from './syntax-error.ts'
import { anythingElse, unsupportedNodes } from './unsupported.ts'

/** Without the library's recovery from errors, which takes half a minute over some 2000 signs. */
const expressions = parser.configure({ top: 'Expression', strict: true })

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
  const bracket = bracketIssue(text)
  if (bracket !== undefined) return { issues: [bracket] }
  const parsed = parse(text)
  return typeof parsed === 'number'
    ? { issues: [syntaxError(text, parsed)] }
    : readTree(text, parsed)
}

/** The syntax tree, or how far the grammar could follow the text. */
function parse(text: string): Tree | number {
  const parsing = expressions.startParse(text)
  try {
    let tree: Tree | null = null
    while (tree === null) tree = parsing.advance()
    return tree
  } catch (problem) {
    if (problem instanceof SyntaxError) return parsing.parsedPos
    throw problem
  }
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
  return []
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
