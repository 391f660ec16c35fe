import { checkRuleset, type Issue, resolveRuleset, type Ruleset } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import {
  cites,
  codesOf,
  fact,
  is,
  layerOf,
  parameter,
  rule,
  rulesDecision,
  rulesetOf,
  text,
} from './make-ruleset.ts'

const facts = [
  fact('a', 'boolean'),
  fact('i', 'integer'),
  fact('c', 'code', { values: [{ code: 'x', title: text('x') }] }),
  fact('l', 'codeList'),
  fact('when', 'date'),
  fact('money', 'money'),
]
const check = (parts: object, parent?: Ruleset): readonly Issue[] =>
  checkRuleset(rulesetOf({ facts, ...parts }), { parent, publishing: true })
const deciding = (conditions: unknown, more: object = {}) => ({
  decisions: [rulesDecision([rule('r', conditions)])],
  ...more,
})
const county = { manifest: { kind: 'county' } }
const state = (more: object = {}) => ({ ...more, meta: { title: text('state') } })
const to = (id: string, target?: string, more: object = {}) => ({
  ...(target === undefined ? {} : { target }),
  ...more,
  meta: { id },
})
const charted = (states: object, more: object = {}) => ({
  decisions: [rulesDecision([rule('r', is('a'))], { id: 'ready' })],
  pathways: [
    {
      id: 'walk',
      title: text('walk'),
      cites,
      parties: [{ id: 'sender', title: text('sender'), unitFact: 'c' }],
      events: [{ id: 'go', title: text('go'), actors: ['sender'] }],
      delays: [{ id: 'limit', title: text('limit'), after: { duration: 'PT1H' } }],
      ...more,
      machine: { id: 'walk', initial: 'one', states, ...(more as { machine?: object }).machine },
    },
  ],
})
const end = { end: state({ type: 'final' }) }
const sound = { one: state({ on: { go: [to('go', 'end')] } }), ...end }

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
    expect(asks('notIn', ['allow', 'notAssessable'])).toEqual([])
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
    const elsewhere = { ...rule('r', is('a')), cites: [{ clause: 'DP-01', document: 'lost' }] }
    expect(codesOf(check({ decisions: [rulesDecision([elsewhere])] }))).toEqual([
      'CITATION_DOCUMENT',
    ])
    expect(codesOf(check({ parameters: [{ ...parameter('p', 'integer'), cites: [] }] }))).toEqual([
      'CITATION_MISSING',
    ])
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

  const always = (id: string, target: string) => ({ always: [to(id, target)] })
  it.each([
    [
      'a state nothing leads to',
      { ...sound, lost: state({ on: { go: [to('back', 'end')] } }) },
      'STATE_UNREACHABLE',
      '/states/lost',
    ],
    [
      'a state no end can be reached from',
      { one: state({ on: { go: [to('go', 'end'), to('in', 'stuck')] } }), stuck: state(), ...end },
      'STATE_DEAD_END',
      '/states/stuck',
    ],
    [
      'an inner end that leads nowhere',
      { one: state({ initial: 'in', states: { in: state({ type: 'final' }) }, on: {} }), ...end },
      'STATE_DEAD_END',
      '/states/one/states/in',
    ],
    [
      'a final state with an exit',
      { ...sound, end: state({ type: 'final', on: { go: [to('on', 'one')] } }) },
      'FINAL_WITH_EXITS',
      '/states/end',
    ],
    [
      'a target that is not there',
      { one: state({ on: { go: [to('go', 'end'), to('off', 'edn')] } }), ...end },
      'STATE_TARGET',
      'transitions/off',
    ],
    [
      'an initial state that is not there',
      { one: state({ initial: 'no', states: { in: state() } }), ...end },
      'STATE_INITIAL',
      '/states/one',
    ],
    [
      'automatic transitions that loop',
      {
        one: state({ on: { go: [to('go', 'two'), to('stop', 'end')] } }),
        two: state(always('there', 'three')),
        three: state(always('back', 'two')),
        ...end,
      },
      'STATE_LOOP',
      '/states/two',
    ],
    [
      'an automatic transition of an outer state to its own inside',
      {
        one: state({
          initial: 'in',
          states: { in: state() },
          ...always('again', '.in'),
          on: { go: [to('go', 'end')] },
        }),
        ...end,
      },
      'STATE_LOOP',
      '/states/one/states/in',
    ],
    [
      'an inner chart that is done and begins again',
      {
        one: state({
          initial: 'in',
          states: { in: state({ type: 'final' }) },
          onDone: [to('again', 'one')],
          on: { go: [to('go', 'end')] },
        }),
        ...end,
      },
      'STATE_LOOP',
      '/states/one/states/in',
    ],
  ])('VE6 %s is told', (_, states, code, path) => {
    const found = check(charted(states)).filter((issue) => issue.code === code)
    expect(found).toHaveLength(1)
    expect(found[0]?.path).toContain(path)
  })

  it('VE6 a transition of the chart itself has no siblings to aim at', () => {
    const chart = (target: string) =>
      charted(sound, { machine: { on: { go: [to('root', target)] } } })
    expect(codesOf(check(chart('end')))).toEqual(['STATE_TARGET'])
    expect(check(chart('.end'))).toEqual([])
    expect(check(chart('#walk.end'))).toEqual([])
  })

  it.each([['a.b'], ['a b'], ['constructor'], ['']])('VE6 %j is no key of a state', (key) => {
    const { ruleset } = resolveRuleset(
      layerOf(charted({ one: state(), [key]: state() })),
      () => undefined,
    )
    expect(ruleset).toBeUndefined()
  })

  it('VE6 an action that sets a value of another type is told', () => {
    const entry = (value: unknown) => [{ type: 'set', params: { fact: 'a', value } }]
    const chart = (value: unknown) =>
      charted({ one: state({ entry: entry(value), on: { go: [to('go', 'end')] } }), ...end })
    expect(codesOf(check(chart('yes')))).toEqual(['VALUE_TYPE'])
    expect(check(chart(false))).toEqual([])
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
    clinicalPathways: [
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
      { code: 'VALUE_TYPE', path: '/clinicalPathways/r/numerator' },
    ])
    expect(codesOf(check(rate({ threshold: { parameter: 'n' } })))).toEqual(['VALUE_TYPE'])
    expect(codesOf(check(rate({ denominator: 'nobody' })))).toEqual(['REFERENCE_UNKNOWN'])
  })
})

describe('what a parent lays down', () => {
  const percent = (numerator: number) => ({ numerator, denominator: 100 })
  const contracted = (contract: object, values: readonly unknown[] = [percent(15)]) =>
    parameter('ceiling', 'ratio', {
      contract: { authority: 'province', ...contract },
      values: values.map((value, at) => ({ from: `202${5 + at}-01-01`, value })),
      minimum: percent(0),
      maximum: percent(100),
    })
  const against = (mine: object | undefined, theirs: object) =>
    codesOf(
      check(
        { parameters: mine === undefined ? [] : [mine] },
        rulesetOf({ facts, parameters: [theirs] }),
      ),
    )

  it.each([
    ['down', 15, []],
    ['down', 14, []],
    ['down', 16, ['CONTRACT_BROKEN']],
    ['up', 15, []],
    ['up', 16, []],
    ['up', 14, ['CONTRACT_BROKEN']],
  ])('VE7 tighten only, %s: %i%% against 15%% gives %j', (direction, value, codes) => {
    const contract = { mode: 'tightenOnly', direction }
    expect(against(contracted(contract, [percent(value)]), contracted(contract))).toEqual(codes)
  })

  it('VE7 a child may not be looser on any day, also when only the parent tightens later', () => {
    const contract = { mode: 'tightenOnly', direction: 'down' }
    const theirs = contracted(contract, [percent(15), percent(12)])
    expect(against(contracted(contract, [percent(13)]), theirs)).toEqual(['CONTRACT_BROKEN'])
    expect(against(contracted(contract, [percent(12)]), theirs)).toEqual([])
  })

  it('VE7 a locked value stays, and a contract is neither removed nor re-written', () => {
    const locked = { mode: 'locked' }
    expect(against(contracted(locked), contracted(locked))).toEqual([])
    expect(against(contracted(locked, [percent(14)]), contracted(locked))).toEqual([
      'CONTRACT_BROKEN',
    ])
    expect(against(contracted({ mode: 'free' }), contracted(locked))).toEqual(['CONTRACT_BROKEN'])
    expect(against(undefined, contracted(locked))).toEqual(['CONTRACT_BROKEN'])
    expect(
      against(contracted({ mode: 'free' }, [percent(99)]), contracted({ mode: 'free' })),
    ).toEqual([])
  })

  it.each([
    [9, ['CONTRACT_BROKEN']],
    [10, []],
    [20, []],
    [21, ['CONTRACT_BROKEN']],
  ])('VE7 bounded from 10%% to 20%%: %i%% gives %j', (value, codes) => {
    const bounded = { mode: 'bounded', minimum: percent(10), maximum: percent(20) }
    expect(against(contracted(bounded, [percent(value)]), contracted(bounded))).toEqual(codes)
  })

  const bound = (kind: 'floor' | 'ceiling', value: unknown) => ({
    id: 'RL-17',
    title: text('line'),
    authority: 'province',
    cites,
    checks: [{ kind, parameter: 'p', bound: value }],
  })
  const lined = (line: object, values: readonly number[]) => ({
    parameters: [
      parameter('p', 'ratio', {
        values: values.map((value, at) => ({ from: `202${5 + at}-01-01`, value: percent(value) })),
      }),
    ],
    redLines: [line],
  })

  it.each([
    ['floor', [70], []],
    ['floor', [69], ['RED_LINE_FLOOR']],
    ['floor', [71], []],
    ['floor', [70, 69], ['RED_LINE_FLOOR']],
    ['ceiling', [70], []],
    ['ceiling', [71], ['RED_LINE_CEILING']],
    ['ceiling', [69], []],
  ] as const)('RL1 a %s of 70%% and values %j give %j', (kind, values, codes) => {
    expect(codesOf(check(lined(bound(kind, percent(70)), values)))).toEqual(codes)
  })

  it('RL1 what is crossed is told with its day, its bound, its clause and who set it', () => {
    const [issue] = check(lined(bound('floor', percent(70)), [70, 65]))
    expect(issue?.path).toBe('/parameters/p/values/2026-01-01')
    for (const part of ['65%', '70%', 'DP-01', '2026-01-01', '省'])
      expect(issue?.message.zh).toContain(part)
  })

  const demanding = {
    ...bound('floor', 1),
    checks: [{ kind: 'requiredRules', decision: 'sample', rules: ['keep'] }],
  }
  const keeping = (rules: readonly object[], more: object = {}) => ({
    decisions: [rulesDecision(rules, more)],
    redLines: [demanding],
  })
  const keep = rule('keep', is('a'), { outcome: 'denyInstitutionalAction' })
  const parent = rulesetOf({ facts, ...keeping([keep]) })

  it('RL2 a rule that is demanded must be there', () => {
    expect(check(keeping([keep]), parent)).toEqual([])
    expect(codesOf(check(keeping([rule('other', is('a'))]), parent))).toContain(
      'RED_LINE_RULE_MISSING',
    )
    expect(codesOf(check({ redLines: [demanding] }))).toContain('RED_LINE_RULE_MISSING')
  })

  it.each([
    ['another outcome', keeping([{ ...keep, then: { ...keep.then, outcome: 'allow' } }])],
    ['another condition', keeping([{ ...keep, conditions: is('a', false) }])],
    ['a last day', keeping([{ ...keep, to: '2025-12-31' }])],
    ['a decision that applies less often', keeping([keep], { appliesWhen: is('a', false) })],
  ])('RL2 a rule that is demanded may not be kept in name only: %s', (_, parts) => {
    expect(codesOf(check(parts, parent))).toContain('RED_LINE_RULE_CHANGED')
  })

  it('RL2 its wording may change', () => {
    const worded = {
      ...keep,
      title: text('new'),
      then: { ...keep.then, reason: text('said better') },
    }
    expect(check(keeping([worded]), parent)).toEqual([])
  })

  it('RL3 a red line of the parent may not go, and binds although it is struck out', () => {
    const theirs = rulesetOf({ facts, ...lined(bound('floor', percent(70)), [70]) })
    const { parameters } = lined(bound('floor', percent(70)), [65])
    expect(codesOf(check({ parameters, redLines: [] }, theirs))).toEqual([
      'RED_LINE_REMOVED',
      'RED_LINE_FLOOR',
    ])
    const loosened = lined(bound('floor', percent(60)), [65])
    expect(codesOf(check(loosened, theirs))).toEqual(['RED_LINE_REMOVED', 'RED_LINE_FLOOR'])
    expect(check(lined(bound('floor', percent(70)), [80]), theirs)).toEqual([])
  })
})
