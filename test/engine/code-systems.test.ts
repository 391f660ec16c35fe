import {
  checkRuleset,
  explainDecision,
  parseFacts,
  pullUpstream,
  resolveRuleset,
  type Ruleset,
  tierCode,
  tiersOf,
} from '@jieli/engine'
import { instancesOf } from '@jieli/engine/scheduled-duties'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bundleOf,
  codesOf,
  decideWith,
  fact,
  layerOf,
  parameter,
  rule,
  rulesDecision,
  rulesetOf,
  text,
} from './make-ruleset.ts'
import { makeScheduledDuty, office } from './make-scheduled-duty.ts'

const listOf = (...ids: string[]) => ids.map((id) => ({ id, title: text(id) }))
const tiers = (...ids: string[]) => ({ id: 'tiers', title: text('tiers'), codes: listOf(...ids) })
const tier = (id: string, more: object = {}) =>
  fact(id, 'orderedCode', { codeSystem: 'tiers', ...more })
const four = ['village', 'township', 'county', 'tertiary']
const asks = (operator: string, value: unknown, of = 'from') =>
  rulesDecision([rule('yes', { fact: of, operator, value })])
const parts = (decision: object, codes: readonly string[] = four) => ({
  codeSystems: [tiers(...codes)],
  facts: [tier('from'), tier('to')],
  decisions: [decision],
})
const holds = (operator: string, value: unknown, facts: Record<string, string>, codes = four) =>
  decideWith(parts(asks(operator, value), codes), facts).outcome === 'allow'

const check = (given: object, parent?: Ruleset) =>
  checkRuleset(rulesetOf({ ...given }), { publishing: false, parent })
const codesIn = (given: object, parent?: Ruleset) => codesOf(check(given, parent))

describe('codes that several facts share', () => {
  it('CS1 a code outside the list is refused, in a case, in a rule and as a value', () => {
    const ruleset = rulesetOf(parts(asks('equal', 'village')))
    expect(parseFacts(ruleset, { from: 'village' }).issues).toEqual([])
    const [issue] = parseFacts(ruleset, { from: 'hamlet' }).issues
    expect(issue).toMatchObject({ code: 'FACT_NOT_LISTED', path: '/facts/from' })
    expect(codesIn(parts(asks('equal', 'hamlet')))).toContain('FACT_NOT_LISTED')
    const valued = (value: unknown) => ({
      codeSystems: [tiers(...four)],
      parameters: [
        parameter('listed', 'codeList', {
          codeSystem: 'tiers',
          values: [{ from: '2025-01-01', value }],
        }),
      ],
    })
    expect(codesIn(valued(['county']))).not.toContain('FACT_NOT_LISTED')
    expect(codesIn(valued(['county', 'hamlet']))).toContain('FACT_NOT_LISTED')
  })

  it('CS1 a number is refused for an ordered code, and the message says how to write it', () => {
    const [issue] = parseFacts(rulesetOf(parts(asks('equal', 'village'))), { from: 1 }).issues
    expect(issue).toMatchObject({ code: 'FACT_TYPE', path: '/facts/from' })
    expect(issue?.message.zh).toContain('不写序号')
  })

  it.each([
    [
      'CODES_TWICE',
      {
        codeSystems: [tiers('a')],
        facts: [tier('x', { values: [{ code: 'a', title: text('a') }] })],
      },
    ],
    [
      'CODE_SYSTEM_TYPE',
      { codeSystems: [tiers('a')], facts: [fact('x', 'integer', { codeSystem: 'tiers' })] },
    ],
    [
      'CODE_DUPLICATE',
      {
        facts: [fact('x', 'code', { values: [1, 2].map(() => ({ code: 'a', title: text('a') })) })],
      },
    ],
    ['ID_DUPLICATE', { codeSystems: [tiers('a'), tiers('b')] }],
    ['REFERENCE_UNKNOWN', { facts: [tier('x')] }],
    ['CODES_UNORDERED', { facts: [fact('x', 'orderedCode')] }],
  ])('CS1 CS2 %s is found', (code, given) => {
    expect(codesIn(given)).toContain(code)
  })

  it('CS1 a code is read to people by its title', () => {
    const given = parts(asks('greaterThan', 'township'))
    const lines = explainDecision(
      bundleOf(given),
      { ...decideWith(given, { from: 'county' }), facts: { from: 'county' } },
      'zh',
    )
    expect(lines.join('\n')).toContain('township（中）')
  })
})

describe('codes that have an order', () => {
  it('CS2 a code is above and below as the list says, whatever its letters', () => {
    // By its letters `county` comes before `township`, and `village` last.
    expect(holds('greaterThan', 'township', { from: 'county' })).toBe(true)
    expect(holds('greaterThan', 'township', { from: 'township' })).toBe(false)
    expect(holds('greaterThanInclusive', 'township', { from: 'township' })).toBe(true)
    expect(holds('lessThan', 'township', { from: 'village' })).toBe(true)
    expect(holds('lessThanInclusive', 'village', { from: 'township' })).toBe(false)
    expect(holds('in', ['village', 'county'], { from: 'county' })).toBe(true)
    expect(holds('notIn', ['village', 'county'], { from: 'county' })).toBe(false)
  })

  it('CS2 two facts of one list compare, and of two lists are refused', () => {
    const one = parts(asks('lessThan', { fact: 'to' }))
    expect(decideWith(one, { from: 'village', to: 'county' }).outcome).toBe('allow')
    expect(decideWith(one, { from: 'county', to: 'village' }).outcome).toBe('notAssessable')
    const other = { id: 'others', title: text('others'), codes: listOf('low', 'high') }
    expect(codesIn(one)).not.toContain('OPERAND_TYPE')
    expect(
      codesIn({
        ...one,
        codeSystems: [tiers(...four), other],
        facts: [tier('from'), fact('to', 'orderedCode', { codeSystem: 'others' })],
      }),
    ).toContain('OPERAND_TYPE')
  })

  it('CS2 while a tier is unknown, what asks for it is unknown', () => {
    expect(decideWith(parts(asks('greaterThan', 'township')), {}).outcome).toBe('needsFacts')
  })

  it('CS2 any order of the list is the order of the rules', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...four, 'area'], { minLength: 2 }),
        fc.nat(),
        fc.nat(),
        (codes, a, b) => {
          const [from = '', bound = ''] = [codes[a % codes.length], codes[b % codes.length]]
          const order = codes.indexOf(from) - codes.indexOf(bound)
          const asked = (operator: string) => holds(operator, bound, { from }, codes)
          expect(asked('lessThan')).toBe(order < 0)
          expect(asked('lessThanInclusive')).toBe(order <= 0)
          expect(asked('greaterThan')).toBe(order > 0)
          expect(asked('greaterThanInclusive')).toBe(order >= 0)
          expect(asked('equal')).toBe(order === 0)
          expect(asked('notEqual')).toBe(order !== 0)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('CS3 a parameter is no ordered code', () => {
    const { issues } = resolveRuleset(
      layerOf({ codeSystems: [tiers('a')], parameters: [parameter('x', 'orderedCode')] }),
      () => undefined,
    )
    expect(codesOf(issues)).toContain('SCHEMA_INVALID')
  })
})

describe('a county that names its own tiers', () => {
  const base = layerOf({ ...parts(asks('greaterThan', 'township')), manifest: { id: 'base' } })
  const resolveChild = (own: object) => {
    const child = layerOf({
      manifest: { id: 'child', basedOn: { id: 'base', version: '^1.0.0' } },
      ...own,
    })
    const { ruleset, issues } = resolveRuleset(child, (id) => (id === 'base' ? base : undefined))
    if (ruleset === undefined) throw new TypeError(JSON.stringify(issues))
    return ruleset
  }
  /** The items of a resolved ruleset, to be decided by. */
  const partsOf = ({ codeSystems, facts, decisions }: Ruleset) => ({
    codeSystems,
    facts,
    decisions,
  })
  const areaCentre = { id: 'area', title: text('area centre') }
  const inBetween = { order: ['village', 'township', 'area', 'county', 'tertiary'] }
  const added = {
    codeSystems: [{ id: 'tiers', codes: [areaCentre, inBetween] }],
  }

  it('CS4 adds a tier between two others, and a rule that says "above township" holds of it', () => {
    const child = resolveChild(added)
    expect(child.codeSystems[0]?.codes.map(({ id }) => id)).toEqual(inBetween.order)
    const outcomes = ['township', 'area', 'county'].map(
      (from) => decideWith(partsOf(child), { from }).outcome,
    )
    expect(outcomes).toEqual(['notAssessable', 'allow', 'allow'])
    const parent = rulesetOf(base)
    expect(codesOf(checkRuleset(child, { publishing: false, parent }))).not.toContain('CODE_ORDER')
  })

  it('CS4 gives a tier its own words and keeps the rest', () => {
    const child = resolveChild({
      codeSystems: [{ id: 'tiers', codes: [{ id: 'county', title: text('district') }] }],
    })
    expect(child.codeSystems[0]?.codes.map(({ title }) => title.en)).toEqual([
      'village (en)',
      'township (en)',
      'district (en)',
      'tertiary (en)',
    ])
  })

  it('CS4 may not turn the order of inherited tiers around', () => {
    const turned = resolveChild({
      codeSystems: [
        { id: 'tiers', codes: [{ order: ['township', 'village', 'county', 'tertiary'] }] },
      ],
    })
    const found = checkRuleset(turned, { publishing: false, parent: rulesetOf(base) })
    const issue = found.find(({ code }) => code === 'CODE_ORDER')
    expect(issue?.path).toBe('/codeSystems/tiers')
    expect(issue?.message.en).toContain('"village (en)" stands before "township (en)"')
  })
})

describe('the tier of a unit in the directory', () => {
  const at = '2026-03-15T09:00:00+08:00'
  const numbered = ['0', '1', '2', '3'].map((code) => ({ code, title: text(code) }))
  const asCodes = { codeSystems: [tiers(...four)], facts: [tier('unit.tier')] }
  const asNumbers = { facts: [fact('unit.tier', 'integer', { values: numbered })] }
  const owing = (given: object, bound: string | number, written: string | number) => {
    const where = { fact: 'unit.tier', operator: 'greaterThanInclusive', value: bound }
    const bundle = bundleOf({
      ...given,
      offices: [office('council'), office('bureau')],
      scheduledDuties: [makeScheduledDuty({ owedBy: { of: 'units', where } })],
    })
    const [duty] = bundle.ruleset.scheduledDuties
    if (duty === undefined) throw new TypeError('no duty')
    const input = { units: [{ id: 'u', title: 'u', tier: written }], assessed: () => undefined }
    return instancesOf(bundle, duty, { period: '2026-03', at, input }).map(({ status }) => status)
  }

  it('CS5 the tiers of a ruleset are those of its units, numbered ones by their codes', () => {
    const codes = (given: Record<string, unknown>) =>
      tiersOf(rulesetOf(given))?.map(({ code }) => code)
    expect(codes(asCodes)).toEqual(four)
    expect(codes(asNumbers)).toEqual(four)
    expect(codes({ facts: [] })).toBeUndefined()
  })

  it('CS5 is read whichever way it is written, by a version of either time', () => {
    for (const written of ['county', 2, '2']) {
      expect(owing(asCodes, 'county', written)).toEqual(['owed'])
      expect(owing(asCodes, 'tertiary', written)).toEqual([])
      expect(owing(asNumbers, 2, written)).toEqual(['owed'])
      expect(owing(asNumbers, 3, written)).toEqual([])
    }
  })

  it('CS5 only a digit is read as the number tiers once had', () => {
    expect(['0', 4].map(tierCode)).toEqual(['village', 'area-centre'])
    for (const code of ['', ' ', '00', '1.0', 'grid', '9']) expect(tierCode(code)).toBe(code)
  })

  it('CS5 a tier a version has no number for is unknown to it, not none', () => {
    expect(owing(asNumbers, 1, 'grid')).toEqual(['undetermined'])
  })
})

describe('a county whose template comes to name its tiers', () => {
  const numbered = ['0', '1', '2', '3'].map((code) => ({ code, title: text(code) }))
  const table = (bound: (number: number) => unknown, own: readonly unknown[] = []) => ({
    kind: 'table',
    id: 'matrix',
    title: text('matrix'),
    cites: ['plan#DP-01'],
    hitPolicy: 'first',
    inputs: [{ id: 'sender', fact: 'from' }],
    rows: [
      {
        id: 'first',
        cites: ['plan#DP-01'],
        when: { sender: [{ operator: 'equal', value: bound(1) }] },
        then: { outcome: 'allow', reason: text('first') },
      },
      ...own,
    ],
    otherwise: { outcome: 'notAssessable', reason: text('open') },
  })
  const before = (own: readonly unknown[] = [], more: readonly unknown[] = []) =>
    rulesetOf({
      facts: [fact('from', 'integer', { values: numbered })],
      conditions: more,
      decisions: [table((number) => number, own)],
    })
  const after = rulesetOf({
    codeSystems: [tiers(...four)],
    facts: [tier('from')],
    decisions: [table((number) => four[number])],
  })
  const row = {
    id: 'own',
    cites: ['plan#DP-01'],
    when: { sender: [{ operator: 'greaterThan', value: 1 }] },
    then: { outcome: 'requireReview', reason: text('own') },
  }
  const low = {
    id: 'low',
    title: text('low'),
    condition: { fact: 'from', operator: 'lessThan', value: 2 },
  }

  it('CS6 its own rows and conditions go on meaning what they meant', () => {
    const { ruleset, undecided, items } = pullUpstream({
      base: before(),
      theirs: after,
      ours: before([row], [low]),
    })
    expect(undecided).toEqual([])
    // What is only said otherwise is no change that anybody has to look at.
    expect(items.map(({ path }) => path)).not.toContain('/decisions/matrix/rows/first')
    const [matrix] = ruleset.decisions
    expect(matrix?.kind === 'table' && matrix.rows.map(({ when }) => when['sender'])).toEqual([
      [{ operator: 'equal', value: 'township' }],
      [{ operator: 'greaterThan', value: 'township' }],
    ])
    expect(ruleset.conditions[0]?.condition).toMatchObject({ value: 'county' })
    expect(
      checkRuleset(ruleset, { publishing: false }).filter(({ severity }) => severity === 'error'),
    ).toEqual([])
  })

  it('CS6 a template that had codes already is pulled as it is', () => {
    const { ruleset } = pullUpstream({ base: after, theirs: after, ours: after })
    expect(ruleset).toEqual(after)
  })
})
