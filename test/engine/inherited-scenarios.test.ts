import {
  acceptGroup,
  type ChangedGroup,
  changedScenarios,
  checkRuleset,
  checkScenarios,
  createBundle,
  hasErrors,
  type Layer,
  pullUpstream,
  resolveRuleset,
  type Ruleset,
  type Scenario,
} from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import {
  cites,
  codesOf,
  fact,
  layerOf as layerWith,
  parameter,
  rule,
  rulesDecision,
  text,
} from './make-ruleset.ts'

const layerOf = (said: Readonly<Record<string, unknown>>): Layer => layerWith(said) as Layer

const limit = (id: string, value: number, more: object = {}) =>
  parameter(id, 'integer', { values: [{ from: '2020-01-01', value }], ...more })

const over = (name: string, id: string) => ({
  fact: name,
  operator: 'greaterThan',
  value: { parameter: id },
})

const scenario = (id: string, facts: object, outcome: string, more: object = {}) => ({
  id,
  title: text(id),
  kind: 'decision',
  decision: 'lane',
  asOf: '2025-03-03',
  facts,
  expect: { outcome },
  ...more,
})

/** Two limits, either of which needs a review, and a red line that one scenario guards. */
const parts = {
  facts: [fact('stay', 'integer'), fact('age', 'integer'), fact('urgent', 'boolean')],
  parameters: [limit('longStay', 30), limit('oldAge', 80)],
  decisions: [
    rulesDecision(
      [
        rule('urgent', { fact: 'urgent', operator: 'equal', value: true }),
        rule('long', over('stay', 'longStay'), { outcome: 'requireReview' }),
        rule('old', over('age', 'oldAge'), { outcome: 'requireReview' }),
      ],
      { id: 'lane', otherwise: { outcome: 'allow', reason: text('otherwise') } },
    ),
  ],
  redLines: [
    {
      id: 'RL-1',
      title: text('urgent'),
      authority: 'province',
      cites,
      checks: [{ kind: 'requiredItems', items: ['/facts/urgent'] }],
    },
  ],
  scenarios: [
    scenario('short', { stay: 20, age: 50, urgent: false }, 'allow'),
    scenario('shorter', { stay: 15, age: 50, urgent: false }, 'allow'),
    scenario('young', { stay: 5, age: 70, urgent: false }, 'allow'),
    scenario('both', { stay: 20, age: 70, urgent: false }, 'allow'),
    scenario('review', { stay: 40, age: 50, urgent: false }, 'requireReview'),
    scenario('lane-open', { stay: 20, age: 70, urgent: true }, 'allow', { guards: ['RL-1'] }),
  ],
}
const template = (changes: Readonly<Record<string, unknown>> = {}): Layer =>
  layerOf({
    ...parts,
    ...changes,
    manifest: { id: 'template', ...(changes['manifest'] as object) },
  })

const county = (said: Readonly<Record<string, unknown>>, manifest: object = {}): Layer =>
  layerOf({
    ...said,
    manifest: { id: 'county', basedOn: { id: 'template', version: '*' }, ...manifest },
  })

const values = (id: string, value: number, from = '2020-01-01') => ({
  id,
  values: [{ from, value }],
})

function open(layer: Layer, ...below: readonly Layer[]) {
  const { ruleset, parent, base, origin, issues } = resolveRuleset(layer, (id) =>
    below.find(({ manifest }) => (manifest as { id: string }).id === id),
  )
  if (ruleset === undefined) throw new TypeError(JSON.stringify(issues))
  const bundle = createBundle(ruleset, origin)
  const under = { parent, base }
  return { ruleset, bundle, under, groups: changedScenarios(bundle, under) }
}

const shape = (groups: readonly ChangedGroup[]) =>
  groups.map(({ cause, because, scenarios }) => [cause, because, scenarios.map(({ id }) => id)])

/** The ruleset with every group accepted, as the designer writes it. */
function acceptAll({ ruleset, bundle, under, groups }: ReturnType<typeof open>): Ruleset {
  const accepted = new Map(groups.flatMap((group) => [...acceptGroup(bundle, under, group)]))
  return {
    ...ruleset,
    scenarios: ruleset.scenarios.flatMap((one): Scenario[] => {
      const made = accepted.has(one.id) ? accepted.get(one.id) : one
      return made === undefined ? [] : [made]
    }),
  }
}

/** A county that tightens both limits. */
const strict = county({ parameters: [values('longStay', 10), values('oldAge', 60)] })

describe('inherited scenarios that come out otherwise', () => {
  it('SN1 are one error for each cause, with how many they are', () => {
    const { bundle, under } = open(strict, template())
    const issues = checkScenarios(bundle, under)
    expect(codesOf(issues)).toEqual(['SCENARIO_CHANGED', 'SCENARIO_CHANGED', 'SCENARIO_CHANGED'])
    expect(issues.map((issue) => hasErrors([issue]))).toEqual([true, true, true])
    expect(issues[0]?.message.zh).toContain('2 个沿用的情景')
  })

  it('SN1 are none where the rules come out as before', () => {
    const same = open(
      county({ parameters: [values('longStay', 25), values('oldAge', 75)] }),
      template(),
    )
    expect(same.groups).toEqual([])
    expect(checkScenarios(same.bundle, same.under)).toEqual([])
  })

  it('SN2 are told by the one change that makes them so, or by those of which none can be left out', () => {
    expect(shape(open(strict, template()).groups)).toEqual([
      ['own', ['/parameters/longStay/values/2020-01-01'], ['short', 'shorter']],
      ['own', ['/parameters/oldAge/values/2020-01-01'], ['young']],
      [
        'own',
        ['/parameters/longStay/values/2020-01-01', '/parameters/oldAge/values/2020-01-01'],
        ['both'],
      ],
    ])
  })

  it('SN2 name a value from a new day beside the one that held before', () => {
    const [group] = open(
      county({ parameters: [values('longStay', 10, '2025-01-01')] }),
      template(),
    ).groups
    expect(group?.sentences[0]?.zh).toBe('参数“longStay（中）”自 2025-01-01 起由 30 改为 10')
    expect(group?.because).toEqual(['/parameters/longStay/values/2025-01-01'])
  })

  it('SN2 are told apart where an overlay makes them so', () => {
    const overlay = layerOf({
      parameters: [values('longStay', 10)],
      manifest: { id: 'overlay', kind: 'overlay' },
    })
    const laid = county(
      { parameters: [values('oldAge', 60)] },
      { overlays: [{ id: 'overlay', version: '*' }] },
    )
    expect(open(laid, template(), overlay).groups.map(({ cause }) => cause)).toEqual([
      'overlay',
      'own',
      'own',
    ])
  })

  it('SN2 a removed rule is found as the cause too', () => {
    const without = county({
      decisions: [{ id: 'lane', rules: [{ id: 'long', removed: text('not here') }] }],
    })
    expect(shape(open(without, template()).groups)).toEqual([
      ['own', ['/decisions/lane/rules/long'], ['review']],
    ])
  })

  it('SN3 say so where they come out so below as well', () => {
    const wrong = template({
      scenarios: [scenario('wrong', { stay: 1, age: 1, urgent: false }, 'requireReview')],
    })
    expect(shape(open(county({}), wrong).groups)).toEqual([['below', [], ['wrong']]])
  })

  it('SN3 name at most five changes together, and else that they were not told apart', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f']
    const made = (count: number, value: number) => ({
      parameters: names.slice(0, count).map((id) => limit(id, value)),
    })
    const many = (count: number): Layer =>
      template({
        ...made(count, 30),
        decisions: [
          rulesDecision(
            names
              .slice(0, count)
              .map((id) => rule(id, over('stay', id), { outcome: 'requireReview' })),
            { id: 'lane', otherwise: { outcome: 'allow', reason: text('otherwise') } },
          ),
        ],
        scenarios: [scenario('all', { stay: 20 }, 'allow')],
      })
    const told = (count: number) =>
      open(
        county({ parameters: names.slice(0, count).map((id) => values(id, 10)) }),
        many(count),
      ).groups.map(({ cause, because }) => [cause, because.length])
    expect(told(5)).toEqual([['own', 5]])
    expect(told(6)).toEqual([['together', 0]])
  })
})

describe('accepting what comes out', () => {
  it('SN4 makes every scenario pass and changes only what differs', () => {
    const opened = open(strict, template())
    const accepted = acceptAll(opened)
    const bundle = createBundle(accepted, {})
    expect(checkScenarios(bundle, opened.under)).toEqual([])
    const [before, after] = [opened.ruleset, accepted].map(({ scenarios }) =>
      scenarios.find(({ id }) => id === 'both'),
    )
    expect(after).toEqual({
      ...before,
      expect: { outcome: 'requireReview' },
      accepted: {
        because: ['/parameters/longStay/values/2020-01-01', '/parameters/oldAge/values/2020-01-01'],
        was: { '/expect/outcome': 'allow' },
      },
    })
    const kept = accepted.scenarios.find(({ id }) => id === 'review')
    expect(kept).toEqual(opened.ruleset.scenarios.find(({ id }) => id === 'review'))
  })

  it('SN4 strikes out what cannot be tried here any more', () => {
    const opened = open(
      county({ decisions: [{ id: 'lane', removed: text('not here') }] }),
      template({ redLines: [], scenarios: parts.scenarios.slice(0, 1) }),
    )
    expect(opened.groups[0]?.scenarios[0]?.findings[0]).toHaveProperty('fault')
    expect(acceptAll(opened).scenarios).toEqual([])
  })

  it('SN5 is held to what was accepted, here and below', () => {
    const opened = open(strict, template())
    const kept = {
      ...strict,
      scenarios: acceptAll(opened).scenarios.filter((one) => one.accepted),
    } as Layer
    expect(open(kept, template()).groups).toEqual([])
    const looser = county({ parameters: [values('longStay', 12), values('oldAge', 75)] })
    const again = open({ ...looser, scenarios: kept['scenarios'] } as Layer, template())
    expect(shape(again.groups).map(([cause, , ids]) => [cause, ids])).toEqual([['back', ['young']]])
    const village = layerOf({
      parameters: [values('longStay', 18)],
      manifest: { id: 'village', basedOn: { id: 'county', version: '*' } },
    })
    expect(shape(open(village, kept, template()).groups)).toEqual([
      ['own', ['/parameters/longStay/values/2020-01-01'], ['shorter']],
    ])
  })

  it('SN6 never takes a scenario that guards a red line', () => {
    const strayed = county({
      decisions: [
        {
          id: 'lane',
          rules: [{ id: 'urgent', then: { outcome: 'requireReview', reason: text('wait') } }],
        },
      ],
    })
    const opened = open(strayed, template())
    expect(opened.groups[0]?.scenarios.map(({ id, guards }) => [id, guards])).toEqual([
      ['lane-open', ['RL-1']],
    ])
    expect(
      opened.groups.flatMap((group) => [...acceptGroup(opened.bundle, opened.under, group)]),
    ).toEqual([])
    expect(codesOf(checkScenarios(opened.bundle, opened.under))).toEqual(['GUARD_SCENARIO_FAILED'])
  })

  it('SN6 is refused where somebody writes it by hand, also through a ruleset between', () => {
    const forged = [
      {
        id: 'lane-open',
        expect: { outcome: 'requireReview' },
        accepted: { because: [], was: { '/expect/outcome': 'allow' } },
      },
    ]
    const codes = (layer: Layer, ...below: readonly Layer[]) => {
      const { ruleset, under } = open(layer, ...below)
      return codesOf(
        checkRuleset(ruleset, { ...under, publishing: false }).filter((issue) =>
          hasErrors([issue]),
        ),
      )
    }
    expect(codes(county({ scenarios: forged }), template())).toContain('GUARD_SCENARIO_REMOVED')
    const village = layerOf({
      scenarios: forged,
      manifest: { id: 'village', basedOn: { id: 'county', version: '*' } },
    })
    expect(codes(village, county({}), template())).toContain('GUARD_SCENARIO_REMOVED')
    expect(codes(county({}), template())).not.toContain('GUARD_SCENARIO_REMOVED')
  })

  const acceptedLayer = (): Layer => {
    const scenarios = acceptAll(open(strict, template())).scenarios.filter((one) => one.accepted)
    return { ...strict, scenarios } as unknown as Layer
  }
  const told = (layer: Layer, below: Layer) => {
    const { ruleset, under } = open(layer, below)
    return codesOf(checkRuleset(ruleset, { ...under, publishing: false })).filter((code) =>
      code.startsWith('SCENARIO_ACCEPTED'),
    )
  }

  it('SN7 is told once it is needless, overtaken, or its cause is gone, and not before', () => {
    expect(told(acceptedLayer(), template())).toEqual([])
    const same = template({
      scenarios: parts.scenarios.map((one) =>
        one.id === 'young' ? { ...one, expect: { outcome: 'requireReview' } } : one,
      ),
    })
    expect(told(acceptedLayer(), same)).toEqual(['SCENARIO_ACCEPTED_NEEDLESS'])
    const other = template({
      scenarios: parts.scenarios.map((one) =>
        one.id === 'young' ? { ...one, expect: { outcome: 'requireReason' } } : one,
      ),
    })
    expect(told(acceptedLayer(), other)).toEqual(['SCENARIO_ACCEPTED_OVERTAKEN'])
    const gone = { ...acceptedLayer(), parameters: [values('longStay', 10)] } as Layer
    expect(told(gone, template())).toEqual(['SCENARIO_ACCEPTED_CAUSE_GONE'])
  })

  it("SN7 is put to the choice by a pull where the parent's scenario changes", () => {
    const { ruleset: ours, under } = open(acceptedLayer(), template())
    const { ruleset: theirs } = open(
      template({
        scenarios: parts.scenarios.map((one) =>
          one.id === 'young' ? { ...one, expect: { outcome: 'requireReason' } } : one,
        ),
      }),
    )
    const base = under.parent
    if (base === undefined) throw new TypeError('there is no parent')
    expect(pullUpstream({ base, theirs, ours }).undecided).toEqual(['/scenarios/young'])
  })
})
