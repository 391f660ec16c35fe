import {
  checkRuleset,
  createBundle,
  resolveRuleset,
  type Ruleset,
  runScenarios,
} from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { cites, layerOf, rulesetOf, text } from './make-ruleset.ts'

const codes = (ruleset: Ruleset) =>
  checkRuleset(ruleset, { publishing: true }).map(({ code, path }) => `${code} ${path}`)

const target = (values: readonly [string, number][]) => ({
  id: 'target',
  type: 'ratio',
  title: text('target'),
  required: true,
  cites,
  values: values.map(([from, percent]) => ({
    from,
    value: { numerator: percent, denominator: 100 },
  })),
})

const indicator = (direction: string) => ({
  id: 'share',
  title: text('share'),
  definition: text('definition'),
  direction,
  unit: 'ratio',
  target: { parameter: 'target' },
  cites,
})

describe('targets over time', () => {
  const slackens = 'TARGET_SLACKENS /parameters/target/values/2026-01-01'
  const found = (direction: string, later: number) =>
    codes(
      rulesetOf({
        parameters: [
          target([
            ['2026-01-01', later],
            ['2025-12-31', 65],
          ]),
        ],
        indicators: [indicator(direction)],
      }),
    )

  it('VE10 a later target below an earlier one is warned of where higher is better (GV-33)', () => {
    expect(found('higherIsBetter', 60)).toContain(slackens)
    expect(found('higherIsBetter', 65)).not.toContain(slackens)
    expect(found('higherIsBetter', 70)).not.toContain(slackens)
  })

  it.each([
    ['higherIsBetter', 64, true],
    ['higherIsBetter', 65, false],
    ['higherIsBetter', 66, false],
    ['lowerIsBetter', 66, true],
    ['lowerIsBetter', 65, false],
    ['lowerIsBetter', 64, false],
  ])(
    'VE10 %s, a target of %i%% after 65%% that may not slacken is refused: %s',
    (way, later, is) => {
      const issues = checkRuleset(
        rulesetOf({
          parameters: [
            target([
              ['2025-12-31', 65],
              ['2026-01-01', later],
            ]),
          ],
          indicators: [{ ...indicator(way), targetMayNotSlacken: true }],
        }),
        { publishing: false },
      ).filter(({ code }) => code === 'TARGET_SANK' || code === 'TARGET_SLACKENS')
      expect(issues.map(({ code, severity }) => [code, severity])).toEqual(
        is ? [['TARGET_SANK', 'error']] : [],
      )
    },
  )

  it('VE10 where lower is better it is the other way round', () => {
    expect(found('lowerIsBetter', 66)).toContain(slackens)
    expect(found('lowerIsBetter', 60)).not.toContain(slackens)
  })
})

describe('names in schemes', () => {
  it('VE10 a name that leads nowhere is told with the nearest one', () => {
    const ruleset = rulesetOf({
      facts: [{ id: 'visits', type: 'integer', title: text('visits') }],
      parameters: [target([['2025-01-01', 50]])],
      assessmentGroups: [
        { id: 'group', title: text('group'), kind: 'operating', indicators: ['none'], cites },
      ],
      prices: [
        {
          id: 'fee',
          title: text('fee'),
          basis: 'perService',
          payer: text('payer'),
          payee: text('payee'),
          amount: { parameter: 'targt' },
          cites,
        },
      ],
      incentives: [
        {
          id: 'bonus',
          title: text('bonus'),
          payees: [text('who')],
          reads: ['visitz'],
          parameters: [],
          cites,
        },
      ],
      reimbursement: [
        {
          id: 'raise',
          title: text('raise'),
          effect: 'raise',
          appliesWhen: { not: { fact: 'visited', operator: 'equal', value: 1 } },
          cites,
        },
      ],
    })
    expect(codes(ruleset)).toEqual(
      expect.arrayContaining([
        'REFERENCE_UNKNOWN /assessmentGroups/group',
        'REFERENCE_UNKNOWN /prices/fee',
        'REFERENCE_UNKNOWN /incentives/bonus',
        'REFERENCE_UNKNOWN /reimbursement/raise/appliesWhen/not',
      ]),
    )
  })
})

describe('scenarios of a child', () => {
  const scenario = (id: string, value: number) => ({
    id,
    title: text(id),
    kind: 'item',
    item: '/parameters/target',
    asOf: '2025-06-01',
    expect: { value: { numerator: value, denominator: 100 } },
  })
  const parent = layerOf({
    parameters: [target([['2025-01-01', 50]])],
    scenarios: [
      scenario('half', 50),
      {
        id: 'try',
        title: text('try'),
        kind: 'change',
        change: { parameters: [{ id: 'target', values: [] }] },
        expect: { issues: [] },
      },
    ],
  })
  const child = layerOf({
    manifest: { id: 'child', basedOn: { id: 'sample', version: '^1.0.0' } },
    parameters: [target([['2025-01-01', 60]])],
    scenarios: [scenario('more', 60)],
  })

  it('VE9 a change is tried only on the ruleset that tells of it, the rest is inherited', () => {
    const { ruleset, origin } = resolveRuleset(child, () => parent)
    const results = runScenarios(createBundle(ruleset as Ruleset, origin))
    expect(results.map(({ id, passed, inherited }) => ({ id, passed, inherited }))).toEqual([
      { id: 'half', passed: false, inherited: true },
      { id: 'more', passed: true, inherited: false },
    ])
    const own = runScenarios(createBundle(rulesetOf(parent), {}))
    expect(own.map(({ id }) => id)).toEqual(['half', 'try'])
  })
})
