import {
  checkFormula,
  evaluateFormula,
  explainFormula,
  type FormulaOutcome,
  type FormulaReference,
  type FormulaTrace,
  parseFormula,
  printFormula,
  type ReadFormula,
} from '@jieli/engine'
import fc from 'fast-check'
import { evaluate } from 'feelin'
import { describe, expect, it } from 'vitest'
import { arbitraryFormula, numberNames, truthNames, withoutSpans } from './arbitrary-formula.ts'
import { readFrom } from './make-formula.ts'
import { referenceValue } from './reference-formula.ts'

const names: string[] = [...numberNames, ...truthNames]
const wholes = fc.record(
  Object.fromEntries(numberNames.map((name) => [name, fc.integer({ min: -4, max: 4 })])),
)
const withoutPast = arbitraryFormula.filter(
  (expression) => !printFormula({ expression }).includes('previous('),
)
const truths = fc.record(Object.fromEntries(truthNames.map((name) => [name, fc.boolean()])))

describe('laws of formulas', () => {
  it('FO1 what is printed reads back as the same formula', () => {
    fc.assert(
      fc.property(arbitraryFormula, (expression) => {
        const text = printFormula({ expression })
        fc.pre(text.length <= 2000)
        const { formula, issues } = parseFormula(text)
        expect(issues).toEqual([])
        expect(formula && withoutSpans(formula.expression)).toEqual(withoutSpans(expression))
      }),
      { numRuns: 500 },
    )
  })

  it('FO7 no text makes the reader, the checks or the explanation fail', () => {
    const signs = fc.constantFrom(
      ...'abc.()[]{}<>=!+-*/,;:"@?#%&|~\\\'`１（÷。　\n\t\0收𠮷'.split(''),
      ' if ',
      ' then ',
      ' else ',
      ' and ',
      ' or ',
      'not(',
      'sum(',
      'previous(',
      '..',
      '**',
      ' for ',
      ' in ',
      ' return ',
      ' some ',
      ' satisfies ',
      'date(',
      '//',
      '/*',
      '12',
      '0.5',
      'constructor',
      '__proto__',
      'round half up',
      'between',
      'instance of',
      'null',
      'true',
    )
    const text = fc.array(signs, { maxLength: 80 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ maxLength: 200 })), (given) => {
        const { formula, issues } = parseFormula(given)
        expect(formula === undefined).toBe(issues.length > 0)
        for (const { from, to, message } of issues) {
          expect(from >= 0 && from <= to && to <= given.length).toBe(true)
          expect(message.zh).not.toContain('undefined')
        }
        if (formula === undefined) return
        const result = evaluateFormula(formula, () => undefined)
        expect(checkFormula(formula, () => undefined)).toBeInstanceOf(Array)
        expect(explainFormula(formula, result, () => undefined, 'zh').length).toBeGreaterThan(0)
      }),
      { numRuns: 2000 },
    )
  })

  it('FO9 values equal those of an independent evaluation', () => {
    fc.assert(
      fc.property(arbitraryFormula, wholes, truths, (expression, numbers, yesNo) => {
        const read = readFrom({ ...numbers, ...yesNo })
        const result = evaluateFormula({ text: '', expression }, read)
        expect(shortForm(result)).toBe(referenceValue(expression, { ...numbers, ...yesNo }))
      }),
      { numRuns: 1500 },
    )
  })

  it('FO9 values agree with those of feelin over small numbers', () => {
    let compared = 0
    fc.assert(
      fc.property(withoutPast, wholes, truths, (expression, numbers, yesNo) => {
        const result = evaluateFormula({ text: '', expression }, readFrom({ ...numbers, ...yesNo }))
        // Only where floats are exact, and where we see a value everywhere: feelin's null goes ways of its own.
        if (result.kind !== 'value' || !exactEverywhere(result.trace)) return
        const text = printFormula({ expression })
        const theirs = evaluate(text, contextOf({ ...numbers, ...yesNo })).value
        const { value } = result
        // Floats know a negative zero.
        expect(typeof theirs === 'number' ? theirs + 0 : theirs).toBe(
          typeof value === 'boolean' ? value : Number(value.n) / Number(value.d),
        )
        compared += 1
      }),
      { numRuns: 600 },
    )
    expect(compared).toBeGreaterThan(100)
  })

  it('FO10 what is settled while something is unknown stays so however that turns out', () => {
    let settled = 0
    const completion = fc.record({
      numbers: wholes,
      truths,
      hidden: fc.subarray(names, { minLength: 1 }),
      valueless: fc.subarray(names, { maxLength: 2 }),
    })
    fc.assert(
      fc.property(
        arbitraryFormula,
        completion,
        (expression, { numbers, truths: yesNo, ...rest }) => {
          const all = readFrom({ ...numbers, ...yesNo })
          const full: ReadFormula = (reference) =>
            rest.valueless.includes(keyOf(reference)) ? 'notAssessable' : all(reference)
          const partly: ReadFormula = (reference) =>
            rest.hidden.includes(keyOf(reference)) ? undefined : full(reference)
          const formula = { text: '', expression }
          const before = evaluateFormula(formula, partly)
          const after = evaluateFormula(formula, full)
          expect(after.kind).not.toBe('unknown')
          if (before.kind === 'unknown') {
            expect(before.needs.length).toBeGreaterThan(0)
            return
          }
          settled += 1
          expect(shortForm(after)).toBe(shortForm(before))
        },
      ),
      { numRuns: 3000 },
    )
    expect(settled).toBeGreaterThan(500)
  })
})

/** `1/2`, `true`, `none`, `unknown`. */
function shortForm(outcome: FormulaOutcome): string {
  if (outcome.kind === 'notAssessable') return 'none'
  if (outcome.kind === 'unknown') return 'unknown'
  const { value } = outcome
  return typeof value === 'boolean' ? String(value) : `${value.n}/${value.d}`
}

function keyOf({ kind, name }: FormulaReference): string {
  return kind === 'value' ? name : `${kind}(${name})`
}

/** True when every part has a value that a float holds exactly. */
function exactEverywhere({ outcome, parts }: FormulaTrace): boolean {
  if (outcome.kind !== 'value') return false
  const { value } = outcome
  const exact = typeof value === 'boolean' || (value.d & (value.d - 1n)) === 0n
  return exact && parts.every(exactEverywhere)
}

/** `{ 'b.c': 1 }` as feelin reads it: `{ b: { c: 1 } }`. */
function contextOf(values: Readonly<Record<string, number | boolean>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const [first = '', second] = name.split('.')
      return [first, second === undefined ? value : { [second]: value }]
    }),
  )
}
