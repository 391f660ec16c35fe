import type { SyntaxNode } from '@lezer/common'
import { suggest } from '../model/suggest.ts'
import type { Text } from '../model/text.ts'
import {
  type FormulaExpression,
  type FormulaFunction,
  formulaFunctions,
  type FormulaIssue,
  type PastReading,
  pastReadings,
} from './formula.ts'
import { formulaIssue } from './formula-issue.ts'
import { labelsOf } from './read-name.ts'

const someArguments: Text = { zh: '至少一个参数', en: 'at least one argument' }
const oneArgument: Text = { zh: '一个参数', en: 'one argument' }
const numberAndDigits: Text = {
  zh: '一个数和保留的小数位数（0 到 12 的整数）',
  en: 'a number and how many decimals to keep (a whole number from 0 to 12)',
}
const oneName: Text = {
  zh: '一个名称，例如 previous(ledger.income)',
  en: 'one name, as in previous(ledger.income)',
}

const callable: readonly string[] = [...formulaFunctions, ...pastReadings, 'not']

/** A call of one of the functions formulas have; or nothing and an issue. */
export function readCall(
  node: SyntaxNode,
  reader: { readonly text: string; readonly issues: FormulaIssue[] },
  read: (part: SyntaxNode) => FormulaExpression | undefined,
): FormulaExpression | undefined {
  const { text, issues } = reader
  const span = { from: node.from, to: node.to }
  const name = node.firstChild === null ? '' : labelsOf(node.firstChild, text).join(' ')
  if (!callable.includes(name)) {
    const suggestion =
      name === 'round'
        ? { zh: '取整写作 round half up(x, 2)。', en: 'Rounding is written round half up(x, 2).' }
        : suggest(name, callable)
    const allowed = callable.join(', ')
    issues.push(
      formulaIssue('FORMULA_FUNCTION', text, span, { function: name, suggestion, allowed }),
    )
    return undefined
  }
  const named = node.getChild('NamedParameters')
  if (named !== null) {
    read(named)
    return undefined
  }
  const list = node.getChild('PositionalParameters')
  const given: FormulaExpression[] = []
  let refused = false
  for (let part = list?.firstChild ?? null; part !== null; part = part.nextSibling) {
    const parameter = read(part)
    if (parameter === undefined) refused = true
    else given.push(parameter)
  }
  if (refused) return undefined
  const made = make(name, given)
  if (made.expected === undefined) return { ...span, ...made.call }
  issues.push(
    formulaIssue('FORMULA_ARGUMENTS', text, span, { function: name, expected: made.expected }),
  )
  return undefined
}

type Made = { readonly call: CallForm; readonly expected?: undefined } | { readonly expected: Text }
type CallForm =
  | { readonly kind: 'not'; readonly operand: FormulaExpression }
  | { readonly kind: 'past'; readonly reading: PastReading; readonly name: string }
  | {
      readonly kind: 'call'
      readonly function: FormulaFunction
      readonly parameters: readonly FormulaExpression[]
    }

/** The call, or what its arguments should have been. */
function make(name: string, given: readonly FormulaExpression[]): Made {
  const [first, second] = given
  const single = given.length === 1
  const reading = pastReadings.find((each) => each === name)
  if (reading !== undefined) {
    return single && first?.kind === 'name'
      ? { call: { kind: 'past', reading, name: first.name } }
      : { expected: oneName }
  }
  const called = formulaFunctions.find((each) => each === name)
  if (called === undefined) {
    return single && first !== undefined
      ? { call: { kind: 'not', operand: first } }
      : { expected: oneArgument }
  }
  const call: CallForm = { kind: 'call', function: called, parameters: given }
  if (called === 'abs') return single ? { call } : { expected: oneArgument }
  if (called === 'round half up') {
    const digits = second?.kind === 'number' && /^(\d|1[0-2])$/.test(second.text)
    return given.length === 2 && digits ? { call } : { expected: numberAndDigits }
  }
  return given.length > 0 ? { call } : { expected: someArguments }
}
