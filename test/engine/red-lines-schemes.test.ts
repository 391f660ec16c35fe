import { describe, expect, it } from 'vitest'
import { removed, dated, line, decisionOf, over, facts, up } from './make-red-line.ts'
import { cites, is, parameter, rule, text } from './make-ruleset.ts'

describe('schemes', () => {
  const barred = line({ kind: 'barredFacts', lists: ['incentives'], facts: ['ledger.'] })
  const reward = {
    id: 'reward',
    title: text('reward'),
    cites,
    payees: [text('all')],
    reads: ['urgent'],
    parameters: [],
  }
  const paying = { facts, incentives: [reward], decisions: [up], ...barred }
  const rich = { fact: 'ledger.balance', operator: 'greaterThan', value: 0 }

  it.each([
    ['named', { incentives: [{ id: 'reward', reads: ['ledger.balance'] }] }, false],
    ['compared', { incentives: [{ id: 'reward', appliesWhen: rich }] }, false],
    [
      'through a named condition',
      {
        conditions: [{ id: 'rich', title: text('rich'), condition: rich }],
        incentives: [{ id: 'reward', appliesWhen: { condition: 'rich' } }],
      },
      false,
    ],
    [
      'through a decision',
      {
        decisions: [decisionOf('rich', [rule('r', rich)])],
        incentives: [
          { id: 'reward', appliesWhen: { decision: 'rich', operator: 'equal', value: 'allow' } },
        ],
      },
      false,
    ],
    ['in a list that may', { decisions: [decisionOf('rich', [rule('r', rich)])] }, true],
    ['another fact', { incentives: [{ id: 'reward', appliesWhen: is('consent') }] }, true],
  ])('RL9 a barred fact: %s', (_, own, holds) => {
    expect(over(paying, own)).toEqual(holds ? [] : ['RED_LINE_BARRED_FACT'])
  })

  const step = (id: string) => ({ id, title: text(id) })
  const procedure = {
    id: 'plan',
    title: text('plan'),
    appliesTo: 'funds',
    stages: [step('draft'), step('council')],
    approvals: [step('finance')],
    filing: true,
    cites,
  }
  const approved = {
    procedures: [procedure],
    ...line({
      kind: 'requiredApprovals',
      procedure: 'plan',
      stages: ['draft', 'council'],
      approvals: ['finance'],
      filing: true,
    }),
  }
  const procedureThat = (own: object) => ({ procedures: [{ id: 'plan', ...own }] })

  it.each([
    [
      'a stage gone',
      procedureThat({ stages: [{ id: 'council', ...removed }] }),
      'RED_LINE_APPROVAL_MISSING',
    ],
    [
      'an approval gone',
      procedureThat({ approvals: [{ id: 'finance', ...removed }] }),
      'RED_LINE_APPROVAL_MISSING',
    ],
    ['no filing', procedureThat({ filing: false }), 'RED_LINE_APPROVAL_MISSING'],
    ['the procedure gone', procedureThat(removed), 'RED_LINE_ITEM_MISSING'],
    ['an approval more', procedureThat({ approvals: [step('health')] }), undefined],
  ])('RL10 a procedure: %s', (_, own, code) => {
    expect(over(approved, own)).toEqual(code === undefined ? [] : [code])
  })

  const weight = (id: string, value: number) => parameter(id, 'integer', { values: [dated(value)] })
  const split = {
    parameters: [weight('one', 6), weight('two', 4)],
    incentives: [
      {
        ...reward,
        reads: [],
        split: ['one', 'two'].map((id) => ({ id, title: text(id), weight: { parameter: id } })),
      },
    ],
    ...line(
      { kind: 'wholeSplit', items: ['/incentives/reward'] },
      { kind: 'descending', parameters: ['one', 'two'] },
      { kind: 'requiredItems', items: ['/parameters/one'] },
    ),
  }
  const weights = (one: number, two: number) => ({
    parameters: [
      { id: 'one', values: [dated(one)] },
      { id: 'two', values: [dated(two)] },
    ],
  })

  it.each([
    ['7 and 3', weights(7, 3), []],
    ['1 and 0', weights(1, 0), []],
    ['one below zero', weights(5, -1), ['RED_LINE_SPLIT']],
    ['all zero', weights(0, 0), ['RED_LINE_SPLIT', 'RED_LINE_ORDER']],
    ['the higher below the lower', weights(3, 4), ['RED_LINE_ORDER']],
    [
      'below it later on',
      { parameters: [{ id: 'two', values: [dated(9, '2030-01-01')] }] },
      ['RED_LINE_ORDER'],
    ],
  ])('RL11 a split and an order: %s', (_, own, codes) => {
    expect(over(split, own)).toEqual(codes)
  })

  it('RL12 an item that must stay stays', () => {
    const own = {
      incentives: [{ id: 'reward', ...removed }],
      parameters: [{ id: 'one', ...removed }],
    }
    expect(over(split, own)).toContain('RED_LINE_ITEM_MISSING')
  })

  const indicator = (id: string, ...tags: readonly string[]) => ({
    id,
    title: text(id),
    definition: text(id),
    direction: 'higherIsBetter',
    unit: 'count',
    tags,
    cites,
  })
  const group = (id: string, kind: string, ...indicators: readonly string[]) => ({
    id,
    title: text(id),
    kind,
    indicators,
    cites,
  })
  const assessed = {
    assessment: [
      indicator('rescue', 'rigid'),
      indicator('cost', 'cost'),
      indicator('cure', 'quality'),
    ],
    assessmentGroups: [group('gate', 'gate', 'rescue'), group('work', 'operating', 'cost', 'cure')],
    ...line(
      { kind: 'groupExcludes', group: 'operating', tag: 'rigid' },
      { kind: 'paired', tag: 'cost', with: ['quality'] },
    ),
  }
  const moved = { assessmentGroups: [{ id: 'work', indicators: ['cost', 'cure', 'rescue'] }] }

  it.each([
    ['a rigid one among the operating', moved, ['RED_LINE_GROUP']],
    [
      'a rigid one no longer marked so',
      { ...moved, assessment: [{ id: 'rescue', tags: [] }] },
      ['RED_LINE_GROUP'],
    ],
    ['a rigid one watched', { assessmentGroups: [group('watch', 'monitoring', 'rescue')] }, []],
    [
      'cost alone',
      {
        assessment: [{ id: 'cure', ...removed }],
        assessmentGroups: [{ id: 'work', indicators: ['cost'] }],
      },
      ['RED_LINE_ALONE'],
    ],
    [
      'cost alone, no longer marked so',
      {
        assessment: [
          { id: 'cure', ...removed },
          { id: 'cost', tags: [] },
        ],
        assessmentGroups: [{ id: 'work', indicators: ['cost'] }],
      },
      ['RED_LINE_ALONE'],
    ],
    [
      'another quality instead',
      {
        assessment: [indicator('other', 'quality'), { id: 'cure', ...removed }],
        assessmentGroups: [{ id: 'work', indicators: ['cost', 'other'] }],
      },
      [],
    ],
  ])('RL13 indicators: %s', (_, own, codes) => {
    expect(over(assessed, own)).toEqual(codes)
  })
})
