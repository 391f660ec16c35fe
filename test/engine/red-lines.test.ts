import { checkRuleset, resolveRuleset } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { removed, dated, line, decisionOf, over, facts, deny, up } from './make-red-line.ts'
import { cites, is, layerOf, parameter, rule, text } from './make-ruleset.ts'

const consented = line({
  kind: 'implication',
  decision: 'up',
  outcomes: ['allow'],
  implies: is('consent'),
})

describe('implications', () => {
  const parent = { facts, decisions: [up], ...consented }
  const changed = (...rules: readonly object[]) => ({ decisions: [{ id: 'up', rules }] })

  it.each([
    ['another permission, the denial standing', changed(rule('also', is('urgent'))), true],
    [
      'a rule that allows with',
      changed(rule('also', { all: [is('urgent'), is('consent')] })),
      true,
    ],
    ['the denial alone is gone', changed({ id: 'refused', ...removed }), true],
    [
      'the permission loses its condition',
      changed({ id: 'yes', conditions: { any: [is('consent'), is('urgent')] } }),
      true,
    ],
    [
      'the denial too',
      changed({ id: 'yes', conditions: is('urgent') }, { id: 'refused', to: '2030-01-01' }),
      false,
    ],
    [
      'a permission that begins later',
      changed({ id: 'yes', conditions: is('urgent') }, { id: 'refused', from: '2026-01-01' }),
      false,
    ],
    [
      'whatever no rule speaks to',
      { decisions: [{ id: 'up', otherwise: { outcome: 'allow', reason: text('x') } }] },
      true,
    ],
    [
      'a stricter outcome',
      changed({ id: 'yes', then: { outcome: 'requireReview', reason: text('x') } }),
      true,
    ],
  ])('RL4 %s', (_, own, holds) => {
    expect(over(parent, own)).toEqual(holds ? [] : ['RED_LINE_IMPLICATION'])
  })

  it.each([
    [
      'before a rule ends',
      [rule('all', is('urgent'), { outcome: 'allow' }), rule('yes', is('consent'))],
    ],
    [
      'before a rule ends, though another begins later',
      [
        rule('all', is('urgent'), { outcome: 'allow' }),
        { ...rule('yes', is('consent')), from: '2027-01-01' },
      ],
    ],
  ])('RL4 what was allowed %s is proved as well', (_, [ended, ...others]) => {
    const rules = [{ ...ended, to: '2026-06-30' }, ...others]
    const own = layerOf({ facts, decisions: [decisionOf('up', rules)], ...consented })
    const { ruleset } = resolveRuleset(own, () => undefined)
    if (ruleset === undefined) throw new TypeError('it does not parse')
    const [issue] = checkRuleset(ruleset, { publishing: false })
    expect(issue).toMatchObject({ code: 'RED_LINE_IMPLICATION', example: { asOf: '2026-06-30' } })
  })

  it('RL4 a breach comes with the outcome, the clause and an example case', () => {
    const own = layerOf({
      facts,
      decisions: [decisionOf('up', [rule('all', is('urgent'))])],
      ...consented,
    })
    const { ruleset } = resolveRuleset(own, () => undefined)
    if (ruleset === undefined) throw new TypeError('it does not parse')
    const [issue] = checkRuleset(ruleset, { publishing: false })
    expect(issue).toMatchObject({
      code: 'RED_LINE_IMPLICATION',
      redLine: 'RL',
      path: '/decisions/up',
    })
    for (const part of ['DP-01', 'consent (en): no', 'urgent (en): yes'])
      expect(issue?.message.en.toLowerCase()).toContain(part.toLowerCase())
  })

  it('RL5 a child cannot empty a red line by giving its named condition another meaning', () => {
    const conditions = [{ id: 'agreed', title: text('agreed'), condition: is('consent'), cites }]
    const named = line({
      kind: 'implication',
      decision: 'up',
      outcomes: ['allow'],
      implies: { condition: 'agreed' },
    })
    const own = {
      conditions: [{ id: 'agreed', condition: { any: [is('consent'), is('consent', false)] } }],
      decisions: [{ id: 'up', rules: [rule('also', is('urgent')), { id: 'refused', ...removed }] }],
    }
    expect(over({ facts, decisions: [up], conditions, ...named }, own)).toEqual([
      'RED_LINE_IMPLICATION',
    ])
  })

  it('RL6 a child’s chart or decision may not write what a red line asks of the case', () => {
    const effects = [{ type: 'set', fact: 'consent', value: true }]
    const own = {
      decisions: [
        { id: 'up', rules: [rule('also', is('consent'), { outcome: 'allow', effects } as never)] },
      ],
    }
    expect(over(parent, own)).toEqual(['RED_LINE_FACT_SET'])
    const harmless = [{ type: 'set', fact: 'urgent', value: true }]
    expect(
      over(parent, {
        decisions: [
          {
            id: 'up',
            rules: [rule('also', is('consent'), { outcome: 'allow', effects: harmless } as never)],
          },
        ],
      }),
    ).toEqual([])
  })
})

describe('charts', () => {
  const go = (
    id: string,
    target: string,
    decision?: string,
    opens: readonly string[] = ['allow'],
  ) => ({
    target,
    meta: { id },
    ...(decision === undefined ? {} : { guard: { type: 'decision', params: { decision, opens } } }),
  })
  const chart = (states: object) => ({
    pathways: [
      {
        id: 'walk',
        title: text('walk'),
        cites,
        parties: [{ id: 'who', title: text('who'), unitFact: 'consent' }],
        events: ['submit', 'leave', 'hop'].map((id) => ({ id, title: text(id), actors: ['who'] })),
        delays: [],
        machine: { id: 'walk', initial: 'draft', states },
      },
    ],
  })
  const meta = { title: text('s') }
  const end = { type: 'final', meta }
  const lane = decisionOf('lane', [rule('open', is('urgent'))])
  const parent = {
    facts,
    decisions: [up, lane],
    ...chart({
      draft: {
        on: { submit: [go('submit', 'review', 'up')], leave: [go('leave', 'home', 'lane')] },
        meta,
      },
      review: { on: { leave: [go('leave-review', 'home', 'lane')] }, meta },
      home: end,
    }),
    ...line(
      {
        kind: 'guardedPath',
        pathway: 'walk',
        from: 'draft',
        to: ['review'],
        decisions: ['up'],
        events: [],
      },
      {
        kind: 'openEvent',
        pathway: 'walk',
        event: 'leave',
        states: ['draft', 'review'],
        decision: 'lane',
      },
    ),
  }
  const states = (changed: object) => ({ pathways: [{ id: 'walk', machine: { states: changed } }] })
  const submit = (transition: object) => states({ draft: { on: { submit: [transition] } } })
  const leave = (transition: object) => states({ draft: { on: { leave: [transition] } } })

  it.each([
    [
      'the same guard under another title',
      submit({ meta: { id: 'submit', title: text('x') } }),
      [],
    ],
    ['no guard', submit({ guard: removed, meta: { id: 'submit' } }), ['RED_LINE_UNGUARDED']],
    ['a guard of another decision', submit(go('submit', 'review', 'lane')), ['RED_LINE_UNGUARDED']],
    [
      'a guard that opens on a denial',
      submit(go('submit', 'review', 'up', ['allow', 'denyInstitutionalAction'])),
      ['RED_LINE_UNGUARDED'],
    ],
    [
      'a guard that opens on more',
      submit(go('submit', 'review', 'up', ['allow', 'requireReview'])),
      ['RED_LINE_UNGUARDED'],
    ],
    [
      'a way round',
      states({ draft: { on: { hop: [go('hop', 'review')] } } }),
      ['RED_LINE_UNGUARDED'],
    ],
    [
      'a way round in two steps',
      states({
        draft: { on: { hop: [go('hop', 'hall')] } },
        hall: { on: { hop: [go('hop-on', 'review')], leave: [go('x', 'home')] }, meta },
      }),
      ['RED_LINE_UNGUARDED'],
    ],
    [
      'a way by itself',
      states({ draft: { always: [go('slip', 'review')] } }),
      ['RED_LINE_UNGUARDED'],
    ],
    ['a guarded way more', states({ draft: { on: { hop: [go('hop', 'review', 'up')] } } }), []],
  ])('RL7 a guarded path: %s', (_, own, codes) => {
    expect(over(parent, own)).toEqual(codes)
  })

  it.each([
    ['gone', states({ draft: { on: { leave: removed } } }), false],
    ['leading nowhere', leave({ target: removed, meta: { id: 'leave' } }), false],
    ['leading round to the same state', leave({ target: 'draft', meta: { id: 'leave' } }), false],
    ['behind another decision', leave(go('leave', 'home', 'up')), false],
    [
      'open only where nothing is decided',
      leave(go('leave', 'home', 'lane', ['notAssessable'])),
      false,
    ],
    ['open on more', leave(go('leave', 'home', 'lane', ['allow', 'requireReason'])), true],
    ['without a guard', leave({ guard: removed, meta: { id: 'leave' } }), true],
  ])('RL8 an event that must stay open: %s', (_, own, open) => {
    expect(over(parent, own)).toEqual(open ? [] : ['RED_LINE_EVENT_CLOSED'])
  })

  it('RL8 whoever could send it before still can', () => {
    const own = {
      pathways: [
        {
          id: 'walk',
          parties: [{ id: 'other', title: text('other'), unitFact: 'consent' }],
          events: [{ id: 'leave', actors: ['other'] }],
        },
      ],
    }
    expect(over(parent, own)).toEqual(['RED_LINE_EVENT_CLOSED', 'RED_LINE_EVENT_CLOSED'])
  })
})

describe('red lines themselves', () => {
  const floor = (bound: number) => line({ kind: 'floor', parameter: 'p', bound })
  const parent = { parameters: [parameter('p', 'integer', { values: [dated(80)] })], ...floor(70) }

  it.each([
    ['the floor raised', floor(75), []],
    ['the floor lowered', floor(65), ['RED_LINE_REMOVED']],
    [
      'the floor made a ceiling',
      line({ kind: 'ceiling', parameter: 'p', bound: 99 }),
      ['RED_LINE_REMOVED'],
    ],
    [
      'a check more',
      line(
        { kind: 'floor', parameter: 'p', bound: 70 },
        { kind: 'ceiling', parameter: 'p', bound: 90 },
      ),
      [],
    ],
    ['struck out', { redLines: [{ id: 'RL', ...removed }] }, ['RED_LINE_REMOVED']],
    [
      'in a lower authority’s name',
      { redLines: [{ id: 'RL', authority: 'county' }] },
      ['RED_LINE_REMOVED'],
    ],
    ['worded anew', { redLines: [{ id: 'RL', title: text('other') }] }, []],
  ])('RL3 %s', (_, own, codes) => {
    expect(over(parent, own)).toEqual(codes)
  })

  it('RL2 a required rule is not emptied through a condition it names, nor by a rule put before it', () => {
    const conditions = [{ id: 'agreed', title: text('agreed'), condition: is('consent'), cites }]
    const kept = {
      facts,
      conditions,
      decisions: [decisionOf('up', [rule('keep', { condition: 'agreed' }, deny)])],
      ...line({ kind: 'requiredRules', decision: 'up', rules: ['keep'] }),
    }
    expect(over(kept, { conditions: [{ id: 'agreed', condition: is('urgent') }] })).toEqual([
      'RED_LINE_RULE_CHANGED',
    ])
    const before = [rule('early', is('urgent')), { order: ['early', 'keep'] }]
    expect(over(kept, { decisions: [{ id: 'up', rules: before }] })).toEqual([
      'RED_LINE_RULE_CHANGED',
    ])
    expect(over(kept, { decisions: [{ id: 'up', rules: [rule('late', is('urgent'))] }] })).toEqual(
      [],
    )
  })
})
