import type { Text } from '../model/text.ts'
import { formulaDepthLimit, type FormulaIssue } from './formula.ts'
import { formulaIssue } from './formula-issue.ts'

const unopened: Text = { zh: '没有与它成对的左括号', en: 'no bracket is open here' }
const unclosed: Text = { zh: '没有与它成对的右括号', en: 'this bracket is never closed' }

/**
 * The first bracket without its other half, or nested too deep. Told before the library reads the text: it would
 * follow brackets without end until its stack is full. Pure.
 */
export function bracketIssue(text: string): FormulaIssue | undefined {
  const open: number[] = []
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at)
    const span = { from: at, to: at + 1 }
    if ('([{'.includes(sign)) open.push(at)
    else if (')]}'.includes(sign) && open.pop() === undefined) {
      return formulaIssue('FORMULA_SYNTAX', text, span, { detail: unopened })
    }
    if (open.length > formulaDepthLimit) {
      return formulaIssue('TOO_DEEP', text, span, { limit: formulaDepthLimit })
    }
  }
  const [from] = open
  if (from === undefined) return undefined
  return formulaIssue('FORMULA_SYNTAX', text, { from, to: from + 1 }, { detail: unclosed })
}
