import type { Text } from '../model/text.ts'
import type { FormulaIssue } from './formula.ts'
import { formulaIssue } from './formula-issue.ts'

const somethingMissing: Text = {
  zh: '后面缺少数、名称、运算符或 else',
  en: 'a number, a name, an operator or an else is missing after it',
}
const outOfPlace: Text = { zh: '这里不应出现这些字符', en: 'this does not belong here' }

/** The problem of a text the grammar can follow only up to `position`. Pure. */
export function syntaxError(text: string, position: number): FormulaIssue {
  const blanks = /^\s*/u.exec(text.slice(position))?.[0].length ?? 0
  const from = position + blanks
  const missing = from >= text.length
  const sign = /^(?:[\p{L}\p{N}_.]+|\P{L})/u.exec(text.slice(from))?.[0] ?? ''
  const end = text.trimEnd().length
  const span = missing ? { from: Math.max(0, end - 1), to: end } : { from, to: from + sign.length }
  return formulaIssue('FORMULA_SYNTAX', text, span, {
    detail: missing ? somethingMissing : outOfPlace,
  })
}
