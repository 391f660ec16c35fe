import { describe, expect, it } from 'vitest'
import { fact } from './make-ruleset.ts'
import { removed, dated, line, decisionOf, over, facts, up } from './make-red-line.ts'
import { cites, is, parameter, rule, text } from './make-ruleset.ts'

describe('schemes', () => {
  const quantity = ['quantity', 'quality', 'health'].map((id) => fact(id, 'integer'))
  const paid = (reads: readonly string[]) => ({
    id: 'pay',
    title: text('pay'),
    cites,
    payees: [text('all')],
    reads,
    parameters: [],
  })
  const together = line({
    kind: 'readsWith',
    lists: ['incentives'],
    facts: ['quantity'],
    with: ['quality', 'health'],
  })
  const weighed = {
    facts: quantity,
    incentives: [paid(['quantity', 'quality', 'health'])],
    ...together,
  }

  it.each([
    ['quantity alone', ['quantity'], ['RED_LINE_READS_ALONE']],
    ['quantity and quality', ['quantity', 'quality'], ['RED_LINE_READS_ALONE']],
    ['all three', ['quantity', 'quality', 'health'], []],
    ['quality alone', ['quality'], []],
  ])('RL24 pay that rests on %s', (_, reads, codes) => {
    expect(over(weighed, { incentives: [{ id: 'pay', reads }] })).toEqual(codes)
  })

  it('RL24 a child asks for no less beside it', () => {
    const [own] = together.redLines
    const less = { ...own, checks: [{ ...own?.checks[0], with: ['quality'] }] }
    expect(over(weighed, { redLines: [less] })).toContain('RED_LINE_REMOVED')
  })

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

  const share = (id: string, percent: number) =>
    parameter(id, 'ratio', { values: [dated({ numerator: percent, denominator: 100 })] })
  const stepped = (step: number) => ({
    parameters: [share('high', 80), share('low', 70), share('gap', step)],
    ...line({ kind: 'descending', parameters: ['high', 'low'], step: { parameter: 'gap' } }),
  })
  const percent = (id: string, value: number, of = 100) => ({
    parameters: [{ id, values: [dated({ numerator: value, denominator: of })] }],
  })

  it.each([
    ['at the step exactly', percent('low', 7, 10), []],
    ['a hair below the step', percent('low', 7001, 10_000), ['RED_LINE_STEP']],
    ['above the step', percent('low', 60), []],
    ['turned round', percent('low', 90), ['RED_LINE_ORDER']],
    ['with a wider step', percent('gap', 11), ['RED_LINE_STEP']],
    ['with a smaller step', percent('gap', 9), []],
    [
      'with a smaller step and gap',
      { parameters: [...percent('gap', 5).parameters, ...percent('low', 74).parameters] },
      ['RED_LINE_STEP'],
    ],
  ])('RL15 two levels %s', (_, own, codes) => {
    expect(over(stepped(10), own)).toEqual(codes)
  })

  it('RL15 a step may be added, not dropped', () => {
    const plain = line({ kind: 'descending', parameters: ['high', 'low'] })
    expect(over(stepped(5), plain)).toEqual(['RED_LINE_REMOVED'])
    const { redLines, parameters } = stepped(5)
    expect(over({ parameters, ...plain }, { redLines })).toEqual([])
  })

  const pays = {
    facts,
    parameters: [
      parameter('rate', 'money', { values: [dated(1000)] }),
      ...[120, 100, 80].map((value, at) => share(`factor${at}`, value)),
      ...[90, 60].map((value, at) => parameter(`cut${at}`, 'integer', { values: [dated(value)] })),
    ],
    incentives: [{ ...reward, parameters: ['rate'] }],
    assessmentSchemes: [
      {
        id: 'units',
        title: text('units'),
        period: 'month',
        assesses: 'units',
        groups: [],
        gates: [],
        grades: [0, 1, 2].map((at) => ({
          id: `grade${at}`,
          title: text(`grade${at}`),
          ...(at < 2 ? { atLeast: { parameter: `cut${at}` } } : {}),
        })),
        consequences: [
          {
            id: 'pay',
            title: text('pay'),
            kind: 'salaryFactor',
            // Written in another order than the grades.
            factors: [2, 0, 1].map((at) => ({
              id: `grade${at}`,
              factor: { parameter: `factor${at}` },
            })),
            cites,
          },
        ],
        cites,
      },
    ],
    ...line({
      kind: 'monotone',
      items: ['/incentives/reward', '/assessmentSchemes'],
      parameters: ['factor0', 'factor1', 'factor2'],
    }),
  }
  const valued = (id: string, value: unknown, from?: string) => ({
    parameters: [{ id, values: [dated(value, from)] }],
  })

  it.each([
    ['more for each point', valued('rate', 2000), []],
    ['nothing for each point', valued('rate', 0), []],
    ['less for each point', valued('rate', -1), ['RED_LINE_MONOTONE']],
    ['less for each point, later', valued('rate', -1, '2030-01-01'), ['RED_LINE_MONOTONE']],
    [
      'pay that no longer looks at performance',
      { incentives: [{ id: 'reward', reads: [] }] },
      ['RED_LINE_ITEM_MISSING'],
    ],
    [
      'the incentive gone',
      { incentives: [{ id: 'reward', ...removed }] },
      ['RED_LINE_ITEM_MISSING'],
    ],
    ['two grades alike', percent('factor1', 12, 10), []],
    [
      'a better grade paid less',
      percent('factor0', 99),
      ['RED_LINE_MONOTONE', 'RED_LINE_MONOTONE'],
    ],
    ['a better grade earned with less', valued('cut0', 50), ['RED_LINE_MONOTONE']],
    [
      'a new scheme that pays the worse grade more',
      {
        assessmentSchemes: [
          {
            ...pays.assessmentSchemes[0],
            id: 'other',
            grades: [1, 0].map((at) => ({ id: `grade${at}`, title: text(`grade${at}`) })),
          },
        ],
      },
      ['RED_LINE_MONOTONE'],
    ],
  ])('RL14 pay by performance: %s', (_, own, codes) => {
    expect(over(pays, own)).toEqual(codes)
  })

  const money = ['fund.raised', 'fund.people', 'fund.spent', 'fund.policy', 'gifts.raised']
  const fund = {
    facts: money.map((id) => ({ id, type: 'money', title: text(id) })),
    parameters: [parameter('rate', 'ratio'), parameter('bearer', 'text'), weight('one', 1)],
    funds: [
      {
        id: 'pot',
        title: text('pot'),
        cites,
        raised: 'fund.raised',
        insured: 'fund.people',
        spent: 'fund.spent',
        policyFactor: 'fund.policy',
        budgetRate: { parameter: 'rate' },
        distributionRequires: [],
        overspend: {
          bearer: { parameter: 'bearer' },
          policyFactorPayer: { parameter: 'bearer' },
          cites,
        },
        split: {
          shares: [{ id: 'one', title: text('one'), weight: { parameter: 'one' } }],
          cites,
        },
      },
    ],
    ...line({
      kind: 'allowedFacts',
      lists: ['funds'],
      facts: ['fund.raised', 'fund.people', 'fund.spent', 'fund.policy', 'chronic.'],
    }),
  }
  const chronic = { id: 'chronic.raised', type: 'money', title: text('chronic') }
  const potThat = (own: object) => ({ funds: [{ id: 'pot', ...own }] })

  it.each([
    ['from a fact that is not listed', potThat({ raised: 'gifts.raised' }), false],
    [
      'in part from one',
      potThat({ spending: [{ id: 'a', title: text('a'), fact: 'gifts.raised' }] }),
      false,
    ],
    ['from another listed one', potThat({ raised: 'fund.spent' }), true],
    [
      'from one whose beginning is listed',
      { facts: [chronic], ...potThat({ raised: chronic.id }) },
      true,
    ],
  ])('RL17 a fund draws %s', (_, own, holds) => {
    expect(over(fund, own)).toEqual(holds ? [] : ['RED_LINE_FACT_NOT_ALLOWED'])
  })

  it('RL17 a child may shorten the list, not lengthen it', () => {
    const listing = (...names: string[]) =>
      line({ kind: 'allowedFacts', lists: ['funds'], facts: names })
    expect(over(fund, listing(...money.slice(0, 4)))).toEqual([])
    expect(over(fund, listing(...money, 'chronic.'))).toEqual(['RED_LINE_REMOVED'])
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
    indicators: [
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
      { ...moved, indicators: [{ id: 'rescue', tags: [] }] },
      ['RED_LINE_GROUP'],
    ],
    ['a rigid one watched', { assessmentGroups: [group('watch', 'monitoring', 'rescue')] }, []],
    [
      'cost alone',
      {
        indicators: [{ id: 'cure', ...removed }],
        assessmentGroups: [{ id: 'work', indicators: ['cost'] }],
      },
      ['RED_LINE_ALONE'],
    ],
    [
      'cost alone, no longer marked so',
      {
        indicators: [
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
        indicators: [indicator('other', 'quality'), { id: 'cure', ...removed }],
        assessmentGroups: [{ id: 'work', indicators: ['cost', 'other'] }],
      },
      [],
    ],
  ])('RL13 indicators: %s', (_, own, codes) => {
    expect(over(assessed, own)).toEqual(codes)
  })
})
