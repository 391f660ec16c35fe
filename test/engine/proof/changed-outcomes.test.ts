import {
  createBundle,
  describeChangedOutcomes,
  evaluateDecision,
  type Facts,
  findChangedOutcomes,
  type Outcome,
  type Ruleset,
} from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { bundleOf } from '../../rulesets/resolve-folder.ts'
import { day, fact, is, parameter, rule, rulesDecision, rulesetOf, text } from '../make-ruleset.ts'

const outcomeOf = (ruleset: Ruleset, facts: Facts, asOf = day, decision = 'sample'): Outcome =>
  evaluateDecision(createBundle(ruleset, {}), decision, facts, asOf).outcome

const allowed = { otherwise: { outcome: 'allow', reason: text('otherwise') } }
const title = (zh: string, en: string) => ({ title: { zh, en } })
const parties = ['given', 'declined', 'unknown'].map((code) => ({
  code,
  ...title(`意愿${code}`, code),
}))

/** Who has stayed longer than a limit, and has not agreed, is looked at by a person. */
const limited = (values: readonly object[], more: object = {}): Ruleset =>
  rulesetOf({
    facts: [
      fact('stay', 'integer', {
        ...title('住院天数', 'days of stay'),
        unit: 'day',
      }),
      fact('consent', 'code', { ...title('患者意愿', 'consent'), values: parties }),
    ],
    parameters: [parameter('limit', 'integer', { values })],
    decisions: [
      rulesDecision(
        [
          rule(
            'long',
            {
              all: [
                { fact: 'stay', operator: 'greaterThan', value: { parameter: 'limit' } },
                { fact: 'consent', operator: 'notEqual', value: 'given' },
              ],
            },
            { outcome: 'requireReview' },
          ),
        ],
        { ...allowed, ...title('下转判定', 'step-down'), subject: 'care' },
      ),
    ],
    ...more,
  })
const from = (first: string, value: number) => ({ from: first, value })

describe('outcomes that change between two rulesets', () => {
  const before = limited([from('2020-01-01', 30)])
  const after = limited([from('2020-01-01', 30), from('2026-01-01', 20)])

  it('DI3 are those on both sides of a value that moves, and none on a day on which it does not', () => {
    expect(findChangedOutcomes(before, after, '2025-12-31').changed).toEqual([])
    const { changed, undecided } = findChangedOutcomes(before, after, '2026-01-01')
    expect(undecided).toEqual([])
    expect(changed).toMatchObject([
      {
        was: 'allow',
        now: 'requireReview',
        conditions: [
          { fact: 'stay', operator: 'greaterThan', value: 20 },
          { fact: 'stay', operator: 'lessThanInclusive', value: 30 },
          { fact: 'consent', operator: 'notEqual', value: 'given' },
        ],
      },
    ])
    const decided = [20, 21, 30, 31].map((stay) =>
      [before, after].map((each) => outcomeOf(each, { stay, consent: 'declined' }, '2026-01-01')),
    )
    expect(decided.map(([was, now]) => was !== now)).toEqual([false, true, true, false])
  })

  it('DI5 are told in words, with the values and not the parameter that gives them', () => {
    const asOf = '2026-01-01'
    const { changed } = findChangedOutcomes(before, after, asOf)
    expect(describeChangedOutcomes({ before, after, asOf }, changed)).toMatchObject([
      {
        subject: 'care',
        title: { zh: '下转判定', en: 'step-down' },
        was: { zh: '可以办理', en: 'allowed' },
        now: { zh: '须人工复核', en: 'subject to review' },
        cases: [
          {
            conditions: {
              zh: '住院天数大于20 天且不超过30 天，患者意愿不为意愿given',
              en: 'days of stay is above 20 days and is at most 30 days; consent is not given',
            },
            example: { asOf, decision: 'sample' },
          },
        ],
      },
    ])
  })

  it('DI5 what several groups have in common is told once, and so are decisions that ask one another', () => {
    const yes = (...names: string[]) => ({ all: names.map((name) => is(name)) })
    const made = (outcome: string) =>
      rulesetOf({
        facts: ['a', 'b', 'c'].map((name) => fact(name, 'boolean')),
        decisions: [
          rulesDecision(
            [
              rule('one', yes('a', 'b'), { outcome: outcome as never }),
              rule('two', yes('a', 'c'), { outcome: outcome as never }),
            ],
            { ...allowed, hitPolicy: 'first', ...title('甲', 'first') },
          ),
          rulesDecision(
            [
              rule(
                'asks',
                { decision: 'sample', operator: 'equal', value: 'requireReview' },
                {
                  outcome: 'requireReview',
                },
              ),
            ],
            { ...allowed, id: 'asking', ...title('乙', 'second') },
          ),
        ],
      })
    const [was, now] = [made('allow'), made('requireReview')]
    const told = describeChangedOutcomes(
      { before: was, after: now, asOf: day },
      findChangedOutcomes(was, now, day).changed,
    )
    expect(told).toMatchObject([
      {
        title: { zh: '甲、乙', en: 'first, second' },
        common: { zh: 'a（中）为是' },
        cases: [{ conditions: { zh: 'b（中）为是' } }, { conditions: { zh: 'c（中）为是' } }],
      },
    ])
    expect(told).toHaveLength(1)
  })

  it('DI5 a list with so many entries and not more is told as that', () => {
    const counted = (least: number) =>
      rulesetOf({
        facts: [fact('diagnoses', 'codeList', title('诊断', 'diagnoses'))],
        decisions: [
          rulesDecision(
            [
              rule(
                'many',
                { fact: 'diagnoses', operator: 'countAtLeast', value: least },
                { outcome: 'requireReview' },
              ),
            ],
            allowed,
          ),
        ],
      })
    const [one, other] = [counted(4), counted(2)]
    const { changed } = findChangedOutcomes(one, other, day)
    const told = describeChangedOutcomes({ before: one, after: other, asOf: day }, changed)
    expect(told.map(({ cases }) => cases[0]?.conditions)).toEqual([
      {
        zh: '诊断的项数不少于2且项数少于4',
        en: 'diagnoses has at least this many entries: 2 and has fewer entries than 4',
      },
    ])
  })

  it('DI3 are of every case where all are decided otherwise, and of no case that only one of them takes', () => {
    const always = (outcome: string, values: readonly string[]) =>
      rulesetOf({
        facts: [
          fact('kind', 'code', { values: values.map((code) => ({ code, title: text(code) })) }),
        ],
        decisions: [
          rulesDecision([rule('x', is('kind', 'x'), { outcome: outcome as never })], {
            otherwise: { outcome: 'requireReview', reason: text('otherwise') },
          }),
        ],
      })
    const all = findChangedOutcomes(always('allow', ['x']), always('requireReview', ['x']), day)
    expect(all.changed).toMatchObject([{ conditions: [], was: 'allow', now: 'requireReview' }])
    const words = { before, after, asOf: day }
    expect(
      describeChangedOutcomes(
        words,
        all.changed.map((one) => ({ ...one })),
      ),
    ).toMatchObject([{ cases: [{ conditions: { zh: '任何情况', en: 'any case at all' } }] }])
    const wider = always('requireReview', ['x', 'y'])
    const some = findChangedOutcomes(always('allow', ['x', 'z']), wider, day)
    expect(some.changed).toMatchObject([
      { conditions: [{ fact: 'kind', operator: 'in', value: ['x'] }], facts: { kind: 'x' } },
    ])
    const bounded = (outcome: string, bounds: object) =>
      rulesetOf({
        facts: [fact('n', 'integer', bounds)],
        decisions: [
          rulesDecision([
            rule(
              'all',
              { fact: 'n', operator: 'greaterThanInclusive', value: 1 },
              {
                outcome: outcome as never,
              },
            ),
          ]),
        ],
      })
    const [narrow, wide] = [{ minimum: 1, maximum: 9 }, { minimum: 1 }]
    const within = findChangedOutcomes(
      bounded('allow', narrow),
      bounded('requireReview', wide),
      day,
    )
    expect(within.changed.map(({ conditions }) => conditions)).toEqual([
      [{ fact: 'n', operator: 'lessThanInclusive', value: 9 }],
    ])
  })

  it('DI4 a decision is named where a fact means something else, a parameter has no value, or there is too much', () => {
    expect(findChangedOutcomes(before, limited([]), day)).toEqual({
      changed: [],
      undecided: ['sample'],
    })
    const inHours = limited([from('2020-01-01', 30)], {
      facts: [
        fact('stay', 'integer', { unit: 'hour' }),
        fact('consent', 'code', { values: parties }),
      ],
    })
    expect(findChangedOutcomes(before, inHours, day)).toEqual({
      changed: [],
      undecided: ['sample'],
    })
    const chosen = (count: number) => {
      const names = Array.from({ length: count }, (_, at) => `f${at}`)
      const made = (outcome: string) =>
        rulesetOf({
          facts: names.map((name) => fact(name, 'boolean')),
          decisions: [
            rulesDecision(
              names.map((name) => rule(name, is(name), { outcome: outcome as never })),
              { ...allowed, hitPolicy: 'priority' },
            ),
          ],
        })
      return findChangedOutcomes(made('allow'), made('requireReview'), day)
    }
    expect(chosen(20)).toMatchObject({ undecided: [], changed: { length: 20 } })
    expect(chosen(21)).toMatchObject({ undecided: ['sample'], changed: { length: 20 } })
  })

  it('DI3 are none between a shipped ruleset and itself, and those of a real change are shown', async () => {
    const { ruleset } = await bundleOf('district-plan-demo')
    expect(findChangedOutcomes(ruleset, structuredClone(ruleset), '2026-06-01')).toEqual({
      changed: [],
      undecided: [],
    })
    const edited = structuredClone(ruleset)
    for (const decision of edited.decisions)
      if (decision.kind === 'rules' && decision.id === 'downReferral')
        for (const one of decision.rules)
          if (one.then.outcome === 'allow') one.then.outcome = 'requireReview'
    const { changed, undecided } = findChangedOutcomes(ruleset, edited, '2026-06-01')
    expect(undecided).toEqual([])
    expect(changed.length).toBeGreaterThan(0)
    for (const { decision, was, now, facts } of changed)
      expect([
        outcomeOf(ruleset, facts, '2026-06-01', decision),
        outcomeOf(edited, facts, '2026-06-01', decision),
      ]).toEqual([was, now])
  })
})
