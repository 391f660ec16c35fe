import { checkRuleset, type Issue, type Severity } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import {
  cites,
  fact,
  is,
  leftOpen,
  parameter,
  rule,
  rulesDecision,
  rulesetOf,
  text,
} from '../make-ruleset.ts'

const check = (parts: Readonly<Record<string, unknown>>): readonly Issue[] =>
  checkRuleset(rulesetOf(parts), { publishing: false })
const codesOf = (issues: readonly Issue[]): readonly (readonly [string, Severity])[] =>
  issues.map(({ code, severity }) => [code, severity])

const row = (id: string, when: object, then: object = { outcome: 'allow' }) => ({
  id,
  cites,
  when,
  then: { reason: text(id), ...then },
})
const table = (rows: readonly object[], more: object = {}) => ({
  kind: 'table',
  id: 'sample',
  title: text('table'),
  cites,
  hitPolicy: 'unique',
  inputs: [{ id: 'n', fact: 'n' }],
  rows,
  ...more,
})
const cell = (operator: string, value: unknown) => ({ n: [{ operator, value }] })
const count = fact('n', 'integer', { minimum: 0, maximum: 200 })
const limits = (values: readonly object[]) => parameter('p', 'integer', { values })

describe('tables proved', () => {
  it('TB2 TB8 the rows 0 and anything overlap; the second is narrowed to all but 0', () => {
    const decision = table([
      row('zero', cell('equal', 0)),
      row('any', {}, { outcome: 'requireReview' }),
    ])
    const [issue, ...more] = check({ facts: [count], decisions: [decision] })
    expect(more).toEqual([])
    expect(issue).toMatchObject({
      code: 'TABLE_OVERLAP',
      severity: 'error',
      path: '/decisions/sample/rows/zero',
      also: ['/decisions/sample/rows/any'],
      example: { facts: { n: 0 }, decision: 'sample' },
    })
    const narrowed = issue?.fixes?.map(({ edit }) => edit)
    expect(narrowed).toMatchObject([
      {
        kind: 'narrowLine',
        from: 'zero',
        line: { id: 'any', when: { n: [{ operator: 'notEqual', value: 0 }] } },
      },
    ])
  })

  it('TB1 whole numbers that follow each other leave no gap, others do', () => {
    const parted = (high: number) =>
      table([
        row('low', cell('lessThanInclusive', 59)),
        row('high', cell('greaterThanInclusive', high)),
      ])
    expect(check({ facts: [count], decisions: [parted(60)] })).toEqual([])
    const [issue] = check({ facts: [count], decisions: [parted(61)] })
    expect(issue).toMatchObject({
      code: 'TABLE_GAP',
      severity: 'error',
      example: { facts: { n: 60 } },
    })
    expect(issue?.message.zh).toContain('n（中）：60')
    const add = issue?.fixes?.[0]?.edit
    expect(add).toMatchObject({
      kind: 'addLine',
      line: {
        when: {
          n: [
            { operator: 'greaterThan', value: 59 },
            { operator: 'lessThan', value: 61 },
          ],
        },
      },
    })
    // What holds there is for the author to say.
    expect(add).not.toHaveProperty('line.then.outcome')
  })

  it('TB1 where the bounds of the fact end, nothing is missing', () => {
    const rows = [
      row('all', {
        n: [
          { operator: 'greaterThanInclusive', value: 0 },
          { operator: 'lessThanInclusive', value: 200 },
        ],
      }),
    ]
    expect(codesOf(check({ facts: [count], decisions: [table(rows)] }))).toEqual([
      ['COLUMN_IDLE', 'info'],
    ])
    expect(codesOf(check({ facts: [fact('n', 'integer')], decisions: [table(rows)] }))).toEqual([
      ['TABLE_GAP', 'error'],
      ['TABLE_GAP', 'error'],
    ])
  })

  it('TB1 cases left open on purpose, or outside of what the decision applies to, are no gap', () => {
    const rows = [row('adult', cell('greaterThanInclusive', 18))]
    const decisions = (more: object) => [table(rows, more)]
    expect(codesOf(check({ facts: [count], decisions: decisions({}) }))).toEqual([
      ['TABLE_GAP', 'error'],
    ])
    expect(check({ facts: [count], decisions: decisions({ otherwise: leftOpen }) })).toEqual([])
    const appliesWhen = { fact: 'n', operator: 'greaterThan', value: 17 }
    expect(codesOf(check({ facts: [count], decisions: decisions({ appliesWhen }) }))).toEqual([
      ['COLUMN_IDLE', 'info'],
    ])
    expect(check({ facts: [count], decisions: decisions({ hitPolicy: 'collect' }) })).toEqual([])
  })

  it('TB3 TB8 a row that an earlier one answers under first is moved before it, or deleted', () => {
    const rows = [
      row('adult', cell('greaterThanInclusive', 18)),
      row('old', cell('greaterThan', 80), { outcome: 'requireReview' }),
      row('rest', {}, { outcome: 'requireReason' }),
    ]
    const issues = check({ facts: [count], decisions: [table(rows, { hitPolicy: 'first' })] })
    expect(issues).toMatchObject([
      {
        code: 'LINE_UNREACHED',
        severity: 'warning',
        path: '/decisions/sample/rows/old',
        also: ['/decisions/sample/rows/adult'],
      },
    ])
    expect(issues[0]?.fixes?.map(({ edit }) => edit)).toEqual([
      { kind: 'moveLine', line: 'old', before: 'adult' },
      { kind: 'removeLine', line: 'old' },
    ])
  })

  it('TB4 a parameter is looked at as of each day, and an overlap is told by the day on which it begins', () => {
    const rows = [
      row('low', cell('lessThan', { parameter: 'p' })),
      row('high', cell('greaterThanInclusive', 65)),
    ]
    const at = (...values: readonly [string, number][]) =>
      check({
        facts: [count],
        parameters: [limits(values.map(([from, value]) => ({ from, value })))],
        decisions: [table(rows)],
      })
    expect(at(['2025-01-01', 65])).toEqual([])
    const [overlap, ...none] = at(['2025-01-01', 65], ['2026-01-01', 70])
    expect([overlap?.code, overlap?.example?.asOf, none]).toEqual([
      'TABLE_OVERLAP',
      '2026-01-01',
      [],
    ])
    expect(overlap?.message.en).toContain('2026-01-01')
    const [gap] = at(['2025-01-01', 60], ['2026-01-01', 65])
    expect([gap?.code, gap?.example?.asOf]).toEqual(['TABLE_GAP', '2025-01-01'])
  })

  it('TB6 what rests on a parameter without a value waits for it and is not guessed', () => {
    const rows = [
      row('low', cell('lessThan', { parameter: 'p' })),
      row('high', cell('greaterThanInclusive', { parameter: 'p' })),
    ]
    const issues = check({ facts: [count], parameters: [limits([])], decisions: [table(rows)] })
    expect(codesOf(issues)).toContainEqual(['TABLE_WAITS', 'info'])
    expect(issues.map(({ code }) => code).filter((code) => /GAP|OVERLAP|LINE/.test(code))).toEqual(
      [],
    )
    expect(issues.find(({ code }) => code === 'TABLE_WAITS')?.message.zh).toContain('“p（中）”')
  })

  it('TB4 the outcome of another decision is what it can be, and not both ways at once', () => {
    const other = rulesDecision([rule('r', is('a'))], { id: 'other' })
    const asks = (operator: string) => ({ decision: 'other', operator, value: 'allow' })
    const decisions = (...rules: readonly object[]) => [
      rulesDecision(rules, { hitPolicy: 'unique', otherwise: undefined }),
      other,
    ]
    const facts = [fact('a', 'boolean')]
    expect(
      check({
        facts,
        decisions: decisions(rule('yes', asks('equal')), rule('no', asks('notEqual'))),
      }),
    ).toEqual([])
    const issues = check({
      facts,
      decisions: decisions(rule('yes', asks('equal')), rule('no', is('a'))),
    })
    expect(codesOf(issues)).toEqual([
      ['TABLE_GAP', 'error'],
      ['TABLE_OVERLAP', 'error'],
    ])
  })

  it('TB7 what is beyond the limit is named and has to be acknowledged', () => {
    const codes = Array.from({ length: 11 }, (_, at) => ({ code: `c${at}`, title: text(`c${at}`) }))
    const facts = Array.from({ length: 12 }, (_, at) => fact(`f${at}`, 'code', { values: codes }))
    // Of twelve facts with eleven values two are the same: a truth that takes longest to find by looking.
    const rules = facts.flatMap((one, at) =>
      facts.slice(at + 1).map((two) => rule(`${one.id}-${two.id}`, is(one.id, { fact: two.id }))),
    )
    const issues = check({ facts, decisions: [rulesDecision(rules, { otherwise: undefined })] })
    const open = issues.find(({ code }) => code === 'TABLE_UNPROVED')
    expect(open?.severity).toBe('acknowledge')
    expect(open?.message.zh).toContain('有没有遗漏的情形')
    expect(issues.map(({ code }) => code)).not.toContain('TABLE_GAP')
  })

  it('TB9 no more than twenty pairs are told, and that there are more', () => {
    const rows = Array.from({ length: 12 }, (_, at) =>
      row(`r${at}`, { n: [{ operator: 'greaterThanInclusive', value: at }] }),
    )
    const issues = check({ facts: [count], decisions: [table(rows)] })
    const overlaps = issues.filter(({ code }) => code === 'TABLE_OVERLAP')
    expect(overlaps).toHaveLength(20)
    expect(overlaps[0]?.message.en).toContain('There are more')
  })

  it('TB1 a decision that names what is not there is looked at once its names lead somewhere', () => {
    const decision = table([row('lost', { other: [{ operator: 'equal', value: 0 }] })])
    expect(codesOf(check({ facts: [count], decisions: [decision] }))).toEqual([
      ['CELL_COLUMN', 'error'],
    ])
  })

  it('TB2 under any, rows that say the same may overlap, others may not', () => {
    const rows = (outcome: string) => [
      row('low', cell('lessThan', 100)),
      row('high', cell('greaterThan', 50), { outcome }),
    ]
    const told = (outcome: string) =>
      codesOf(check({ facts: [count], decisions: [table(rows(outcome), { hitPolicy: 'any' })] }))
    expect(told('allow')).toEqual([['COLUMN_IDLE', 'info']])
    expect(told('requireReview')).toEqual([['TABLE_CONFLICT', 'error']])
  })

  it('DE7 otherwise may say that the cases left are not assessable, with the reason why', () => {
    const decision = table([row('adult', cell('greaterThanInclusive', 18))], {
      otherwise: leftOpen,
    })
    expect(check({ facts: [count], decisions: [decision] })).toEqual([])
  })
})
