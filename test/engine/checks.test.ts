import { checkRuleset } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { charted, check, county, deciding, end, facts, sound, state, to } from './make-faulty.ts'
import {
  cites,
  codesOf,
  fact,
  is,
  parameter,
  rule,
  rulesDecision,
  rulesetOf,
  text,
} from './make-ruleset.ts'

describe('checks', () => {
  it('VE1 VE2 VE4 a sound ruleset has no problem', () => {
    expect(check(charted(sound))).toEqual([])
  })

  const duplicated = [to('same', 'end'), to('same', 'end')]
  it.each([
    ['facts', { facts: [...facts, fact('a', 'boolean')] }, '/facts/a'],
    [
      'rules',
      { decisions: [rulesDecision([rule('r', is('a')), rule('r', is('a'))])] },
      '/decisions/sample/rules/r',
    ],
    [
      'transitions',
      charted({ one: state({ on: { go: duplicated } }), ...end }),
      '/pathways/walk/transitions/same',
    ],
    [
      'a transition of the chart itself',
      charted(
        { one: state({ on: { go: [to('same', 'end')] } }), ...end },
        { machine: { on: { go: [to('same', '.end')] } } },
      ),
      '/pathways/walk/transitions/same',
    ],
  ])('VE1 two %s of one id are told', (_, parts, path) => {
    expect(check(parts)).toMatchObject([{ code: 'ID_DUPLICATE', path }])
  })

  it.each([
    ['a fact', deciding(is('aa')), '/decisions/sample/rules/r/conditions'],
    [
      'a fact on the right',
      deciding({ fact: 'i', operator: 'equal', value: { fact: 'j' } }),
      '/decisions/sample/rules/r/conditions',
    ],
    [
      'a parameter',
      deciding({ fact: 'i', operator: 'equal', value: { parameter: 'p' } }),
      '/decisions/sample/rules/r/conditions',
    ],
    [
      'a named condition',
      deciding({ all: [is('a'), { condition: 'n' }] }),
      '/decisions/sample/rules/r/conditions/all/1',
    ],
    [
      'a decision',
      deciding({ not: { decision: 'd', operator: 'equal', value: 'allow' } }),
      '/decisions/sample/rules/r/conditions/not',
    ],
    [
      'an outcome',
      deciding({ decision: 'other', operator: 'equal', value: 'alow' }, {}),
      '/decisions/sample/rules/r/conditions',
    ],
    [
      'an event',
      charted({ one: state({ on: { went: [to('go', 'end')] } }), ...end }),
      '/pathways/walk/transitions/go',
    ],
    [
      'a delay',
      charted({ one: state({ after: { never: [to('go', 'end')] } }), ...end }),
      '/pathways/walk/transitions/go',
    ],
    [
      'a party',
      charted(sound, { events: [{ id: 'go', title: text('go'), actors: ['reader'] }] }),
      '/pathways/walk/events/go',
    ],
    [
      'a decision of a guard',
      charted({
        one: state({
          on: {
            go: [
              to('go', 'end', {
                guard: { type: 'decision', params: { decision: 'no', opens: ['allow'] } },
              }),
            ],
          },
        }),
        ...end,
      }),
      '/pathways/walk/transitions/go',
    ],
  ])('VE2 a reference to %s that is not there is told where it stands', (name, parts, path) => {
    const other = rulesDecision([rule('r', is('a'))], { id: 'other' })
    const decisions =
      name === 'an outcome'
        ? [...(parts as { decisions: object[] }).decisions, other]
        : (parts as { decisions: object[] }).decisions
    const issues = check({ ...parts, decisions })
    expect(issues).toMatchObject([{ code: 'REFERENCE_UNKNOWN', path }])
  })

  it('VE2 an outcome nobody can have is told with the nearest, and needsFacts is one', () => {
    const other = rulesDecision([rule('r', is('a'))], { id: 'other' })
    const asks = (operator: string, value: unknown) =>
      check({
        decisions: [rulesDecision([rule('r', { decision: 'other', operator, value })]), other],
      })
    expect(asks('in', ['allow', 'alow'])[0]?.message.en).toContain('Did you mean "allow"?')
    expect(codesOf(asks('equal', 'needsFacts'))).toEqual(['REFERENCE_UNKNOWN'])
    expect(codesOf(asks('equal', ['allow']))).toEqual(['OPERAND_TYPE'])
    expect(codesOf(asks('notIn', 'allow'))).toEqual(['OPERAND_TYPE'])
    expect(asks('notIn', ['allow', 'requireReview'])).toEqual([])
  })

  it.each([
    ['boolean', 'a', 'lessThan', true],
    ['code', 'c', 'lessThan', 'x'],
    ['code list', 'l', 'equal', ['x']],
    ['integer', 'i', 'contains', 1],
    ['date', 'when', 'in', ['2025-03-03']],
  ])('OP1 a %s does not take the operator it cannot have', (_, name, operator, value) => {
    expect(codesOf(check(deciding({ fact: name, operator, value })))).toEqual(['OPERATOR_TYPE'])
  })

  it.each([
    ['text for a number', 'i', 'equal', '9'],
    ['a number for text', 'c', 'equal', 9],
    ['one code for a list', 'c', 'in', 'x'],
    ['a list for one code', 'l', 'contains', ['x']],
    ['a day that is none', 'when', 'equal', '2025-02-30'],
    ['money compared with a plain number', 'money', 'equal', { fact: 'i' }],
  ])('OP1 %s is told', (_, name, operator, value) => {
    expect(codesOf(check(deciding({ fact: name, operator, value })))).toEqual(['OPERAND_TYPE'])
  })

  it('OP1 a code that is not among those of the fact is told', () => {
    expect(codesOf(check(deciding(is('c', 'y'))))).toEqual(['FACT_NOT_LISTED'])
  })

  const named = (id: string, condition: unknown) => ({ id, title: text(id), condition })

  it('VE3 a circle of conditions is told whole, once', () => {
    const conditions = [
      named('x', { any: [is('a'), { condition: 'y' }, { condition: 'y' }] }),
      named('y', { not: { condition: 'z' } }),
      named('z', { condition: 'x' }),
    ]
    const issues = check({ conditions })
    expect(codesOf(issues)).toEqual(['REFERENCE_CYCLE'])
    expect(issues[0]?.message.zh).toContain('x → y → z → x')
  })

  it('VE3 a circle through conditions and decisions is told', () => {
    const conditions = [named('x', { decision: 'sample', operator: 'equal', value: 'allow' })]
    const issues = check(deciding({ condition: 'x' }, { conditions }))
    expect(codesOf(issues)).toEqual(['REFERENCE_CYCLE'])
    const self = { decision: 'sample', operator: 'equal', value: 'allow' }
    expect(check(deciding(self))[0]?.message.en).toContain('sample → sample')
  })

  it('VE3 a chain of ten thousand references is too deep, one of 64 is not', () => {
    const chain = (length: number) => ({
      conditions: Array.from({ length }, (_, at) =>
        named(`n${at}`, at === 0 ? is('a') : { condition: `n${at - 1}` }),
      ),
    })
    expect(check(chain(64))).toEqual([])
    expect(check(chain(10_000))).toMatchObject([{ code: 'TOO_DEEP', path: '/conditions/n64' }])
  })

  it('VE3 a circle of ten thousand decisions is told without failing', () => {
    const decisions = Array.from({ length: 10_000 }, (_, at) =>
      rulesDecision(
        [rule('r', { decision: `d${(at + 1) % 10_000}`, operator: 'equal', value: 'allow' })],
        { id: `d${at}` },
      ),
    )
    expect(codesOf(check({ decisions }))).toEqual(['REFERENCE_CYCLE'])
  })

  it('VE3 conditions that double at every level are too large', () => {
    const conditions = Array.from({ length: 30 }, (_, at) => {
      const inner = { condition: `n${at - 1}` }
      return named(`n${at}`, at === 0 ? is('a') : { all: [inner, inner] })
    })
    expect(codesOf(check({ conditions }))).toEqual(['CONDITION_TOO_LARGE'])
  })

  it('VE4 what rests on nothing is told, and what rests on a document nobody lists', () => {
    const uncited = { ...rule('r', is('a')), cites: [] }
    expect(check({ decisions: [rulesDecision([uncited])] })).toMatchObject([
      { code: 'CITATION_MISSING', path: '/decisions/sample/rules/r' },
    ])
    const elsewhere = { ...rule('r', is('a')), cites: ['lost#DP-01'] }
    expect(codesOf(check({ decisions: [rulesDecision([elsewhere])] }))).toEqual([
      'CITATION_DOCUMENT',
    ])
    expect(codesOf(check({ parameters: [{ ...parameter('p', 'integer'), cites: [] }] }))).toEqual([
      'CITATION_MISSING',
    ])
  })

  it('VE4 what a part of an item rests on is looked at too, and nothing that is only called so', () => {
    const values = [{ from: '2025-01-01', value: 1, cites: ['lost#DP-01'] }]
    expect(check({ parameters: [parameter('p', 'integer', { values })] })).toMatchObject([
      { code: 'CITATION_DOCUMENT', path: '/parameters/p/values/2025-01-01/cites' },
    ])
    const outputs = [{ id: 'cites', type: 'codeList', title: text('cites') }]
    const line = rule('r', is('a'))
    const named = { ...line, then: { ...line.then, outputs: { cites: ['lost'] } } }
    expect(check({ decisions: [rulesDecision([named], { outputs })] })).toEqual([])
  })

  const valued = (type: string, value: unknown, more: object = {}) => ({
    parameters: [parameter('p', type, { values: [{ from: '2025-01-01', value }], ...more })],
  })

  it.each([
    ['a value of another type', valued('integer', '1'), 'VALUE_TYPE'],
    ['a value below its minimum', valued('integer', 0, { minimum: 1 }), 'VALUE_OUT_OF_BOUNDS'],
    [
      'a ratio above its maximum',
      valued(
        'ratio',
        { numerator: 16, denominator: 100 },
        { maximum: { numerator: 15, denominator: 100 } },
      ),
      'VALUE_OUT_OF_BOUNDS',
    ],
    [
      'a code that is not listed',
      valued('code', 'y', { codes: [{ code: 'x', title: text('x') }] }),
      'FACT_NOT_LISTED',
    ],
    ['a bound of another type', valued('integer', 1, { minimum: '0' }), 'VALUE_TYPE'],
  ])('VE5 %s is told', (_, parts, code) => {
    expect(codesOf(check(parts))).toEqual([code])
  })

  it('VE5 bounds are inclusive', () => {
    expect(check(valued('integer', 1, { minimum: 1, maximum: 1 }))).toEqual([])
    const fifteen = { numerator: 15, denominator: 100 }
    expect(check(valued('ratio', { numerator: 3, denominator: 20 }, { maximum: fifteen }))).toEqual(
      [],
    )
  })

  it('VE5 two values from one day are told', () => {
    const values = [1, 2].map((value) => ({ from: '2025-01-01', value }))
    expect(codesOf(check({ parameters: [parameter('p', 'integer', { values })] }))).toContain(
      'VALUE_DATE_DUPLICATE',
    )
  })

  it('VE5 a required value that is missing stops a county, warns its draft and is only told in a template', () => {
    const parts = { parameters: [parameter('p', 'integer', { required: true })] }
    expect(check({ ...parts, ...county })).toMatchObject([
      { code: 'PARAMETER_REQUIRED', severity: 'error' },
    ])
    const draft = checkRuleset(rulesetOf({ ...parts, ...county }), { publishing: false })
    expect(draft).toMatchObject([{ code: 'PARAMETER_REQUIRED', severity: 'warning' }])
    expect(check(parts)).toMatchObject([{ code: 'PARAMETER_OPEN', severity: 'info' }])
  })

  const silent = { ...rule('r', is('a')), then: { reason: text('r') } }
  it.each([
    ['a rule that says nothing', { decisions: [rulesDecision([silent])] }, 'OUTCOME_MISSING'],
    [
      'an output without a column',
      { decisions: [rulesDecision([rule('r', is('a'), { outputs: { n: 1 } })])] },
      'CELL_COLUMN',
    ],
    [
      'an output of another type',
      {
        decisions: [
          rulesDecision([rule('r', is('a'), { outputs: { n: '1' } })], {
            outputs: [{ id: 'n', type: 'integer', title: text('n') }],
          }),
        ],
      },
      'VALUE_TYPE',
    ],
    [
      'a sum of nothing numeric',
      {
        decisions: [
          rulesDecision([rule('r', is('a'))], { hitPolicy: 'collect', aggregation: 'sum' }),
        ],
      },
      'AGGREGATION_INVALID',
    ],
    [
      'an aggregation where one line counts',
      {
        decisions: [
          rulesDecision([rule('r', is('a'))], {
            aggregation: 'count',
            outputs: [{ id: 'n', type: 'integer', title: text('n') }],
          }),
        ],
      },
      'AGGREGATION_INVALID',
    ],
    [
      'a priority without ranks',
      {
        decisions: [
          rulesDecision([rule('r', is('a'), { outcome: undefined, outputs: { n: 1 } } as never)], {
            hitPolicy: 'priority',
            outputs: [{ id: 'n', type: 'integer', title: text('n') }],
          }),
        ],
      },
      'ORDER_MISSING',
    ],
  ])('VE8 %s is told', (_, parts, code) => {
    expect(codesOf(check(parts))).toEqual([code])
  })

  it('VE8 a cell of a column that is not there is told', () => {
    const table = {
      kind: 'table',
      id: 'sample',
      title: text('t'),
      hitPolicy: 'first',
      inputs: [{ id: 'one', fact: 'a' }],
      rows: [
        {
          id: 'r',
          cites,
          when: { two: [{ operator: 'equal', value: true }] },
          then: { outcome: 'allow', reason: text('r') },
        },
      ],
    }
    expect(check({ decisions: [table] })).toMatchObject([
      { code: 'CELL_COLUMN', path: '/decisions/sample/rows/r/when/two' },
    ])
  })

  const rate = (more: object = {}) => ({
    parameters: [
      parameter('p', 'ratio', {
        values: [{ from: '2025-01-01', value: { numerator: 7, denominator: 10 } }],
      }),
      parameter('n', 'integer'),
    ],
    pathwayRates: [
      {
        id: 'r',
        title: text('r'),
        definition: text('d'),
        numerator: 'i',
        denominator: 'i',
        direction: 'atLeast',
        threshold: { parameter: 'p' },
        cites,
        ...more,
      },
    ],
  })
  it('VE2 a rate worked out from what is no number is told', () => {
    expect(check(rate())).toEqual([])
    expect(check(rate({ numerator: 'a' }))).toMatchObject([
      { code: 'VALUE_TYPE', path: '/pathwayRates/r/numerator' },
    ])
    expect(codesOf(check(rate({ threshold: { parameter: 'n' } })))).toEqual(['VALUE_TYPE'])
    expect(codesOf(check(rate({ denominator: 'nobody' })))).toEqual(['REFERENCE_UNKNOWN'])
  })
})
