import type { Tree } from '@lezer/common'
import type { Text } from '../model/text.ts'
import type { FormulaIssue } from './formula.ts'
import { formulaIssue } from './formula-issue.ts'

/** The first place the grammar could not follow, if there is one. Pure. */
export function syntaxError(text: string, tree: Tree): FormulaIssue | undefined {
  let found: { from: number; to: number } | undefined
  tree.iterate({
    enter: ({ type, from, to }) => {
      if (type.isError && found === undefined) found = { from, to }
      return found === undefined
    },
  })
  if (found === undefined) return undefined
  const { from, to } = found
  const span =
    from === to ? { from: Math.max(0, from - 1), to: Math.min(from + 1, text.length) } : found
  return formulaIssue('FORMULA_SYNTAX', text, span, { detail: detailOf(text, from === to) })
}

function detailOf(text: string, missing: boolean): Text {
  const opened = text.split('(').length
  const closed = text.split(')').length
  if (opened !== closed) return { zh: '左右括号不成对', en: 'the brackets do not pair up' }
  return missing
    ? { zh: '这里缺少数、名称或运算符', en: 'a number, a name or an operator is missing here' }
    : { zh: '这里不应出现这些字符', en: 'these characters do not belong here' }
}
