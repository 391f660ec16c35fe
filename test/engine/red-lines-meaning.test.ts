import { checkRuleset } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { dated, decisionOf, deny, facts, line, over, removed, up } from './make-red-line.ts'
import { cites, fact, is, parameter, rule, rulesetOf, text } from './make-ruleset.ts'

describe('what a red line names', () => {
  const busy = decisionOf('busy', [rule('full', is('urgent'))])
  const refuses = decisionOf('up', [
    rule('full', { decision: 'busy', operator: 'equal', value: 'allow' }, deny),
  ])
  const parent = {
    facts,
    decisions: [busy, refuses],
    ...line({
      kind: 'implication',
      decision: 'up',
      outcomes: ['denyInstitutionalAction'],
      implies: { decision: 'busy', operator: 'equal', value: 'allow' },
    }),
  }
  const busyWhen = (conditions: object) => ({
    decisions: [{ id: 'busy', rules: [{ id: 'full', conditions }] }],
  })

  it.each([
    ['is decided in more cases', busyWhen({ any: [is('urgent'), is('consent')] }), false],
    ['is decided in fewer', busyWhen({ all: [is('urgent'), is('consent')] }), true],
    [
      'is decided in the same cases, in other words',
      { decisions: [{ id: 'busy', title: text('other') }] },
      true,
    ],
  ])('RL5 a decision it asks %s', (_, own, holds) => {
    expect(over(parent, own)).toEqual(holds ? [] : ['RED_LINE_IMPLICATION'])
  })

  it('RL4 a decision the line asks is followed to the facts it rests on', () => {
    const own = {
      ...parent,
      decisions: [busy, decisionOf('up', [rule('none', is('consent'), deny)])],
    }
    const codes = checkRuleset(rulesetOf(own), { publishing: false }).map(({ code }) => code)
    expect(codes).toContain('RED_LINE_IMPLICATION')
  })

  const listed = (...values: object[]) => ({
    facts: [fact('illness', 'code'), fact('consent', 'boolean')],
    parameters: [parameter('list', 'codeList', { values })],
    decisions: [
      decisionOf('up', [
        rule('yes', { fact: 'illness', operator: 'in', value: { parameter: 'list' } }),
      ]),
    ],
    ...line({
      kind: 'implication',
      decision: 'up',
      outcomes: ['allow'],
      implies: { fact: 'illness', operator: 'in', value: { parameter: 'list' } },
    }),
  })
  const list = (...codes: string[]) => ({ parameters: [{ id: 'list', values: [dated(codes)] }] })

  it.each([
    ['grows', list('a', 'b', 'c'), ['RED_LINE_IMPLICATION']],
    ['shrinks', list('a'), []],
  ])('RL5 a list it names %s', (_, own, codes) => {
    expect(over(listed(dated(['a', 'b'])), own)).toEqual(codes)
  })

  it('RL5 a list the parent leaves open is the child’s', () => {
    expect(over(listed(), list('a', 'b', 'c'))).toEqual([])
  })

  it('RL20 what waits for a list without a value is told, and proved once it has one', () => {
    const waiting = {
      ...listed(),
      ...line({
        kind: 'implication',
        decision: 'up',
        outcomes: ['allow'],
        implies: is('consent'),
      }),
    }
    const severities = (kind: string) =>
      checkRuleset(rulesetOf({ ...waiting, manifest: { kind } }), { publishing: false }).flatMap(
        ({ code, severity }) => (code === 'RED_LINE_UNPROVED' ? [severity] : []),
      )
    expect(severities('county')).toEqual(['warning'])
    expect(severities('template')).toEqual(['info'])
    expect(over(waiting, list('a'))).toEqual(['RED_LINE_IMPLICATION'])
    expect(over(waiting, list())).toEqual([])
  })
})

describe('guards', () => {
  const go = (id: string, target: string, decision?: string) => ({
    target,
    meta: { id },
    ...(decision === undefined
      ? {}
      : { guard: { type: 'decision', params: { decision, opens: ['allow'] } } }),
  })
  const meta = { title: text('s') }
  const chart = (states: object) => ({
    pathways: [
      {
        id: 'walk',
        title: text('walk'),
        cites,
        parties: [{ id: 'who', title: text('who'), unitFact: 'consent' }],
        events: ['submit', 'leave'].map((id) => ({ id, title: text(id), actors: ['who'] })),
        delays: [],
        machine: { id: 'walk', initial: 'draft', states },
      },
    ],
  })
  const lane = decisionOf('lane', [rule('open', is('urgent'))])
  const leave = { leave: [go('leave', 'home', 'lane')] }
  const walk = {
    facts,
    decisions: [up, lane],
    ...chart({
      draft: { on: { submit: [go('submit', 'review', 'up')], ...leave }, meta },
      review: { on: { leave: [go('leave-review', 'home', 'lane')] }, meta },
      home: { type: 'final', meta },
    }),
  }
  const guarded = {
    kind: 'guardedPath',
    pathway: 'walk',
    from: 'draft',
    to: ['review'],
    decisions: ['up'],
    events: [],
  }
  const open = { kind: 'openEvent', pathway: 'walk', event: 'leave', decision: 'lane' }
  const deciding = (id: string, ...rules: readonly object[]) => ({ decisions: [{ id, rules }] })
  const laxer = deciding(
    'up',
    { id: 'yes', conditions: is('urgent') },
    { id: 'refused', ...removed },
  )

  it.each([
    ['allows other cases', laxer, ['RED_LINE_GUARD_CHANGED']],
    [
      'allows fewer cases',
      deciding('up', { id: 'yes', conditions: { all: [is('urgent'), is('consent')] } }),
      [],
    ],
    [
      'gives another reason',
      deciding('up', { id: 'yes', then: { outcome: 'allow', reason: text('y') } }),
      [],
    ],
  ])('RL18 the decision behind a guarded path %s', (_, own, codes) => {
    expect(over({ ...walk, ...line(guarded) }, own)).toEqual(codes)
  })

  it('RL18 an implication on the decision says instead what must hold', () => {
    const implied = {
      kind: 'implication',
      decision: 'up',
      outcomes: ['allow'],
      implies: is('urgent'),
    }
    const parent = {
      ...walk,
      decisions: [lane, decisionOf('up', [rule('yes', { all: [is('urgent'), is('consent')] })])],
      ...line(guarded, implied),
    }
    expect(over(parent, deciding('up', { id: 'yes', conditions: is('urgent') }))).toEqual([])
  })

  it.each([
    ['fewer cases', { all: [is('urgent'), is('consent')] }, ['RED_LINE_GUARD_CHANGED']],
    ['more cases', { any: [is('urgent'), is('consent')] }, []],
  ])('RL18 the decision behind an open event allows %s', (_, conditions, codes) => {
    const own = deciding('lane', { id: 'open', conditions })
    expect(over({ ...walk, ...line(open) }, own)).toEqual(codes)
  })

  const waiting = (on: object) => ({
    pathways: [
      {
        id: 'walk',
        machine: {
          states: {
            draft: { on: { submit: [go('wait', 'waiting', 'up')] } },
            waiting: { on: { submit: [go('go-on', 'review', 'up')], ...on }, meta },
          },
        },
      },
    ],
  })
  const kept = { leave: [go('leave-waiting', 'home', 'lane')] }
  const shut = {
    guard: { type: 'decision', params: { decision: 'lane', opens: ['notAssessable'] } },
  }

  it.each([
    ['without the event', open, {}, ['RED_LINE_EVENT_CLOSED']],
    ['with the event', open, kept, []],
    [
      'with the event behind a guard that never opens',
      open,
      { leave: [{ ...go('leave-waiting', 'home'), ...shut }] },
      ['RED_LINE_EVENT_CLOSED'],
    ],
    ['where only the named states count', { ...open, states: ['draft', 'review'] }, {}, []],
  ])('RL19 a state the child adds, %s', (_, check, on, codes) => {
    expect(over({ ...walk, ...line(check) }, waiting(on))).toEqual(codes)
  })

  it('RL19 an excepted state may do without, and a child may except none', () => {
    const parts = { ...walk, ...line({ ...open, except: ['review'] }) }
    const gone = { review: { on: { leave: removed, submit: [go('back', 'draft')] } } }
    const without = (states: object) => ({ pathways: [{ id: 'walk', machine: { states } }] })
    expect(over(parts, without(gone))).toEqual([])
    expect(over({ ...walk, ...line(open) }, without(gone))).toEqual(['RED_LINE_EVENT_CLOSED'])
    expect(over(parts, line({ ...open, except: ['review', 'draft'] }))).toEqual([
      'RED_LINE_REMOVED',
    ])
    expect(over(parts, line(open))).toEqual([])
  })
})

describe('reimbursement', () => {
  const item = (more: object) => ({
    id: 'penalty',
    title: text('penalty'),
    effect: 'lower',
    cites,
    ...more,
  })
  const calm = is('urgent', false)
  const parent = {
    facts,
    reimbursement: [item({ appliesWhen: { all: [calm, is('consent')] } })],
    ...line({ kind: 'appliesOnlyWhere', effects: ['lower'], implies: calm }),
  }
  const applies = (appliesWhen: object) => ({ reimbursement: [{ id: 'penalty', appliesWhen }] })

  it.each([
    ['in fewer cases', applies({ all: [calm, is('consent', false)] }), []],
    ['in every case it may', applies(calm), []],
    ['whatever the case', applies(is('consent')), ['RED_LINE_APPLIES']],
    [
      'through a condition',
      {
        conditions: [{ id: 'any', title: text('any'), condition: is('urgent'), cites }],
        ...applies({ condition: 'any' }),
      },
      ['RED_LINE_APPLIES'],
    ],
    [
      'under another name',
      { reimbursement: [{ id: 'penalty', effect: 'method', appliesWhen: is('urgent') }] },
      ['RED_LINE_APPLIES'],
    ],
    ['as a new one for all', { reimbursement: [item({ id: 'flat' })] }, ['RED_LINE_APPLIES']],
    ['as a raise for all', { reimbursement: [item({ id: 'flat', effect: 'raise' })] }, []],
  ])('RL16 an item that lowers applies %s', (_, own, codes) => {
    expect(over(parent, own)).toEqual(codes)
  })

  it('RL16 a breach comes with an example case', () => {
    const own = rulesetOf({ ...parent, reimbursement: [item({})] })
    const issue = checkRuleset(own, { publishing: false }).find(
      ({ code }) => code === 'RED_LINE_APPLIES',
    )
    expect(issue?.path).toBe('/reimbursement/penalty')
    expect(issue?.message.en.toLowerCase()).toContain('urgent (en): yes')
  })

  it('RL6 a child’s rule may not write what the line asks of the case', () => {
    const effects = [{ type: 'set', fact: 'urgent', value: false }]
    const own = {
      decisions: [
        decisionOf('mark', [rule('calm', is('consent'), { outcome: 'allow', effects } as never)]),
      ],
    }
    expect(over(parent, own)).toEqual(['RED_LINE_FACT_SET'])
  })
})
