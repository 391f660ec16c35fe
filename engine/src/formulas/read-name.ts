import type { SyntaxNode } from '@lezer/common'
import type { FormulaIssue } from './formula.ts'
import { formulaIssue } from './formula-issue.ts'

/** The words of a name as written, each without the blanks around it. */
export function labelsOf(node: SyntaxNode, text: string): readonly string[] {
  return text.slice(node.from, node.to).trim().split(/\s+/u)
}

/** A name of one word or of several joined by dots, without blanks; or nothing and an issue. */
export function nameOf(
  node: SyntaxNode,
  reader: { readonly text: string; readonly issues: FormulaIssue[] },
): string | undefined {
  const { text, issues } = reader
  const span = { from: node.from, to: node.to }
  const name = text.slice(node.from, node.to).replace(/\s*\.\s*/gu, '.')
  if (/^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}\p{N}_]+)*$/u.test(name)) return name
  const negation = labelsOf(node, text)[0] === 'not'
  const detail = negation
    ? { zh: '“非”写作 not(…)', en: 'a negation is written not(…)' }
    : {
        zh: '名称中不能有空格或符号，两个名称之间要有运算符',
        en: 'names have no blanks or signs in them, and between two names stands an operator',
      }
  issues.push(formulaIssue('FORMULA_SYNTAX', text, span, { detail }))
  return undefined
}
