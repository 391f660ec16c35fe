import {
  findFormulaCycles,
  type FormulaIssue,
  formulaNames,
  formulaReferences,
  parseFormula,
  printFormula,
} from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { readFormula } from './make-formula.ts'

describe('a formula is read by the grammar of FEEL', () => {
  it.each([
    ['(ledger.income - ledger.cost)/ledger.cost', '(ledger.income - ledger.cost) / ledger.cost'],
    ['收入-成本/成本', '收入 - 成本 / 成本'],
    ['a - (b/c)', 'a - b / c'],
    ['a-(b-c)', 'a - (b - c)'],
    ['a/(b*c)', 'a / (b * c)'],
    ['((a))', 'a'],
    ['- -a * b', '--a * b'],
    ['-(a + b)', '-(a + b)'],
    ['a and (b or not( c ))', 'a and (b or not(c))'],
    ['(a<b) = (c>=d)', '(a < b) = (c >= d)'],
    ['if a != 0 then b else -c', 'if a != 0 then b else -c'],
    ['1 + (if a then 1 else 2)', '1 + (if a then 1 else 2)'],
    ['sum(a,b , .5)', 'sum(a, b, 0.5)'],
    ['round   half up(a, 2)', 'round half up(a, 2)'],
    ['min(a)+max(a,b)+abs(c)', 'min(a) + max(a, b) + abs(c)'],
    ['a\n  - previous( a . b )', 'a - previous(a.b)'],
    ['true', 'true'],
  ])('FO1 %s reads as %s', (text, printed) => {
    expect(printFormula(readFormula(text))).toBe(printed)
  })

  it('FO2 a formula tells what it reads, and of which time', () => {
    const formula = readFormula('(a.b - previous(a.b)) / baseline(c) + a.b')
    expect(formulaNames(formula)).toEqual(['a.b', 'c'])
    expect(formulaReferences(formula)).toEqual([
      { kind: 'value', name: 'a.b' },
      { kind: 'previous', name: 'a.b' },
      { kind: 'baseline', name: 'c' },
    ])
  })
})

describe('what is no formula is refused where it stands', () => {
  it.each([
    ['[a, b]', '[a, b]', 'sum(a, b)'],
    ['{a: 1}', '{a: 1}', 'a context'],
    ['for i in a return i', 'for', 'a for loop'],
    ['some x in a satisfies x', 'some', 'a quantifier'],
    ['a[1]', 'a[1]', 'a filter'],
    ['a + "x"', '"x"', 'support text'],
    ['a + date("2025-01-01")', 'date', 'a date'],
    ['a in [1..2]', 'a in', 'a >= 1 and a <= 2'],
    ['a between 1 and 2', 'a between', 'a >= 1 and a <= 2'],
    ['a < b < c', 'a < b < c', 'a < b and b < c'],
    ['a ** 2', '**', 'a * a'],
    ['sum(x: 1)', 'x: 1', 'in order'],
    ['a + null', 'null', 'counts as unknown'],
    ['function(x) x', 'function', 'a function definition'],
    ['a instance of number', 'a instance', 'instance of'],
    ['a + b // why', '// why', "the indicator's definition"],
  ])('FO3 %s', (text, quoted, words) => {
    const [issue] = refused(text, 'FORMULA_UNSUPPORTED')
    expect(text.slice(issue.from, issue.to)).toContain(quoted)
    expect(issue.message.en).toContain(words)
  })

  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['a +', 'missing'],
    ['(a', 'never closed'],
    ['((a + b) / c', 'never closed'],
    ['a) + b', 'no bracket is open'],
    ['a, b', 'does not belong'],
    ['a b', 'an operator'],
    ['not a', 'not(…)'],
    ['1e3', 'plain decimals'],
    [`${'1'.repeat(31)}`, '30 digits'],
    ['1,200,000 / a', 'write 1200000'],
    ['sum(1,200)', 'write 1200'],
  ])('FO4 "%s" is no expression: %s', (text, words) => {
    expect(refused(text, 'FORMULA_SYNTAX')[0].message.en).toContain(words)
  })

  it('FO4 an issue tells the line and the column', () => {
    expect(refused('a +\n  "收入" + 1', 'FORMULA_UNSUPPORTED')[0]).toMatchObject({
      from: 6,
      to: 10,
      line: 2,
      column: 3,
    })
  })

  it.each([
    ['１２ + a', '１２', '12'],
    ['a＋b', '＋', '+'],
    ['a÷b', '÷', '/'],
    ['a×b', '×', '*'],
    ['（a）', '（', '('],
    ['a −b', '−', '-'],
    ['a≥b', '≥', '>='],
    ['a，b', '，', ','],
    ['收入。成本', '。', '.'],
  ])('FO5 %s is told its half-width form', (text, sign, plain) => {
    const { zh, en } = refused(text, 'FORMULA_CHARACTER')[0].message
    expect(zh).toContain(`“${sign}”`)
    expect(zh).toContain(`“${plain}”`)
    expect(en).toContain(`write "${plain}"`)
  })

  it('FO5 a percent sign is told how to write a percentage, full-width or not', () => {
    expect(parseFormula('a > １２％').issues.map(({ code }) => code)).toEqual([
      'FORMULA_CHARACTER',
      'FORMULA_PERCENT',
    ])
    expect(refused('a > 12%', 'FORMULA_PERCENT')[0].message.zh).toContain('0.12')
  })

  it.each([
    ['summ(a)', 'FORMULA_FUNCTION', '"sum"'],
    ['round(a, 2)', 'FORMULA_FUNCTION', 'round half up(x, 2)'],
    ['a.b(c)', 'FORMULA_FUNCTION', '"a.b"'],
    ['sum()', 'FORMULA_ARGUMENTS', 'at least one argument'],
    ['abs(a, b)', 'FORMULA_ARGUMENTS', 'one argument'],
    ['not(a, b)', 'FORMULA_ARGUMENTS', 'one argument'],
    ['previous(a + b)', 'FORMULA_ARGUMENTS', 'one name'],
    ['baseline(1)', 'FORMULA_ARGUMENTS', 'one name'],
    ['round half up(a, b)', 'FORMULA_ARGUMENTS', 'how many decimals'],
    ['round half up(a, 13)', 'FORMULA_ARGUMENTS', 'how many decimals'],
    ['round half up(a)', 'FORMULA_ARGUMENTS', 'how many decimals'],
  ] as const)('FO6 %s is refused as %s', (text, code, words) => {
    expect(refused(text, code)[0].message.en).toContain(words)
  })

  it('FO7 a formula too long or too deep is refused, not tried', () => {
    const codeOf = (text: string) => parseFormula(text).issues[0]?.code
    expect(codeOf(`a${' + a'.repeat(500)}`)).toBe('FORMULA_TOO_LONG')
    expect(codeOf(`a${' + a'.repeat(50)}`)).toBe('TOO_DEEP')
    expect(codeOf(`a${' + a'.repeat(48)}`)).toBeUndefined()
    expect(codeOf(`${'('.repeat(51)}a${')'.repeat(51)}`)).toBe('TOO_DEEP')
    expect(codeOf('['.repeat(2000))).toBe('TOO_DEEP')
    expect(codeOf('+)'.repeat(1000))).toBe('FORMULA_SYNTAX')
    expect(codeOf(';12'.repeat(600))).toBe('FORMULA_SYNTAX')
    expect(codeOf(`${'-'.repeat(200)}a`)).toBe('TOO_DEEP')
    expect(codeOf(`sum(a${', a'.repeat(600)})`)).toBeUndefined()
  })

  it('FO4 all that is refused is told at once', () => {
    expect(parseFormula('"a" + [b] * foo(c)').issues.map(({ code }) => code)).toEqual([
      'FORMULA_UNSUPPORTED',
      'FORMULA_UNSUPPORTED',
      'FORMULA_FUNCTION',
    ])
  })
})

describe('circles', () => {
  it('FO8 indicators that need each other are told as a circle', () => {
    const cycles = findFormulaCycles([
      { id: 'a', formula: 'b + x' },
      { id: 'b', formula: 'c * 2' },
      { id: 'c', formula: 'if a > 0 then 1 else 2' },
      { id: 'd', formula: 'd / 2' },
      { id: 'e', formula: 'a + b' },
      { id: 'f' },
      { id: 'g', formula: 'g +' },
    ])
    expect(cycles).toEqual([['a', 'b', 'c'], ['d']])
  })

  it('FO8 the value of another period closes no circle', () => {
    const growth = { id: 'a', formula: '(x - previous(a)) / baseline(a)' }
    expect(findFormulaCycles([growth])).toEqual([])
  })
})

function refused(text: string, code: FormulaIssue['code']): [FormulaIssue, ...FormulaIssue[]] {
  const { formula, issues } = parseFormula(text)
  expect(formula).toBeUndefined()
  expect([...new Set(issues.map((issue) => issue.code))]).toEqual([code])
  const [first, ...others] = issues
  if (first === undefined) throw new Error('An issue was expected.')
  return [first, ...others]
}
