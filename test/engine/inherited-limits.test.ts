import { describe, expect, it } from 'vitest'
import { check, facts } from './make-faulty.ts'
import {
  cites,
  codesOf,
  is,
  parameter,
  rule,
  rulesDecision,
  rulesetOf,
  text,
} from './make-ruleset.ts'

describe('what a parent lays down', () => {
  const percent = (numerator: number) => ({ numerator, denominator: 100 })
  const contracted = (contract: object, values: readonly unknown[] = [percent(15)]) =>
    parameter('ceiling', 'ratio', {
      contract: { authority: 'province', ...contract },
      values: values.map((value, at) => ({ from: `202${5 + at}-01-01`, value })),
      minimum: percent(0),
      maximum: percent(100),
    })
  /** What is forbidden; what is only asked about is not. */
  const against = (mine: object | undefined, theirs: object) =>
    codesOf(
      check(
        { parameters: mine === undefined ? [] : [mine] },
        rulesetOf({ facts, parameters: [theirs] }),
      ).filter(({ severity }) => severity === 'error'),
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
