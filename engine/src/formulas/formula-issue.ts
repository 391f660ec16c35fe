import { createIssue, type IssueValue } from '../model/issue.ts'
import type { IssueCode } from '../model/issue-catalogue.ts'
import type { FormulaIssue, Span } from './formula.ts'

/** A problem at a place of a formula's text. `{part}` and `{where}` of the message are filled in here. Pure. */
export function formulaIssue(
  code: IssueCode,
  text: string,
  { from, to }: Span,
  values: Readonly<Record<string, IssueValue>> = {},
): FormulaIssue {
  const before = text.slice(0, from).split('\n')
  const line = before.length
  const column = Array.from(before.at(-1) ?? '').length + 1
  const where = {
    zh: `第 ${line} 行第 ${column} 字`,
    en: `line ${line}, column ${column}`,
  }
  const part = shorten(text.slice(from, to))
  return { ...createIssue(code, '', { part, where, ...values }), from, to, line, column }
}

function shorten(part: string): string {
  const signs = Array.from(part.trim())
  return signs.length > 60 ? `${signs.slice(0, 60).join('')}…` : signs.join('')
}
