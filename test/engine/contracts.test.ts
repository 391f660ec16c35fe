import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import {
  checkRuleset,
  type Exception,
  exceptionMessage,
  resolveRuleset,
  type Ruleset,
} from '@jieli/engine'
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

const removed = { removed: text('not here') }
const dated = (value: unknown, from = '2025-01-01') => ({ from, value })
const parentManifest = { id: 'base', authority: 'province' }

/** What the checks say of a child's own files laid over the parent's. */
function over(parentLayer: Record<string, unknown>, own: object, options: object = {}) {
  const child = layerOf({
    manifest: { id: 'county', basedOn: { id: 'base', version: '*' } },
    ...own,
  })
  const { ruleset, parent, issues } = resolveRuleset(child, () => parentLayer)
  if (ruleset === undefined) throw new TypeError(JSON.stringify(issues))
  return [...issues, ...checkRuleset(ruleset, { parent, publishing: false, ...options })]
}
const brokenBy = (parentLayer: Record<string, unknown>, own: object) =>
  codesOf(over(parentLayer, own)).filter((code) => code === 'CONTRACT_BROKEN').length > 0

const withParameter = (
  contract: object,
  values: readonly object[] = [dated(10)],
  more: object = {},
) =>
  layerOf({
    manifest: parentManifest,
    parameters: [
      parameter('limit', 'integer', {
        contract: { authority: 'province', ...contract },
        values,
        ...more,
      }),
    ],
  })
const says = (item: object) => ({ parameters: [{ id: 'limit', ...item }] })

describe('contracts of parameters, by file', () => {
  const down = { mode: 'tightenOnly', direction: 'down' }

  it.each([
    ['free', { mode: 'free' }, { values: [dated(99)] }, false],
    [
      'bounded, within',
      { mode: 'bounded', minimum: 5, maximum: 15 },
      { values: [dated(15)] },
      false,
    ],
    ['bounded, above', { mode: 'bounded', minimum: 5, maximum: 15 }, { values: [dated(16)] }, true],
    ['one of a list', { mode: 'bounded', oneOf: [10, 20] }, { values: [dated(20)] }, false],
    ['none of a list', { mode: 'bounded', oneOf: [10, 20] }, { values: [dated(15)] }, true],
    ['tighter', down, { values: [dated(9)] }, false],
    ['looser', down, { values: [dated(11)] }, true],
    ['looser only later', down, { values: [dated(11, '2030-01-01')] }, true],
    ['locked, said again', { mode: 'locked' }, { values: [dated(10)] }, false],
    ['locked, changed', { mode: 'locked' }, { values: [dated(9)] }, true],
    ['locked, changed later', { mode: 'locked' }, { values: [dated(9, '2030-01-01')] }, true],
    ['a title', { mode: 'locked' }, { title: text('other') }, false],
    ['another unit', down, { unit: 'hour' }, true],
    ['a tombstone', down, removed, true],
    ['its value struck out', down, { values: [{ from: '2025-01-01', ...removed }] }, true],
  ])('CO1 %s', (_, contract, own, broken) => {
    expect(brokenBy(withParameter(contract), says(own))).toBe(broken)
  })

  it('CO1 what the parent left open may be answered under every mode, within what it allows', () => {
    for (const mode of ['free', 'bounded', 'tightenOnly', 'locked'])
      expect(
        brokenBy(
          withParameter({ mode, direction: 'up', maximum: 20 }, []),
          says({ values: [dated(7)] }),
        ),
      ).toBe(false)
    expect(
      brokenBy(withParameter({ mode: 'bounded', maximum: 20 }, []), says({ values: [dated(21)] })),
    ).toBe(true)
  })

  it('CO1 a required parameter may not be made optional', () => {
    const open = withParameter(down, [], { required: true })
    expect(brokenBy(open, says({ required: false }))).toBe(true)
  })

  it.each([
    ['taken away', down, { mode: 'free' }, true],
    ['turned round', down, { ...down, direction: 'up' }, true],
    ['from tighten only to bounded', down, { mode: 'bounded', maximum: 99 }, true],
    ['locked on top', down, { mode: 'locked' }, false],
    ['locked in another’s name', down, { mode: 'locked', authority: 'county' }, true],
    ['with leave for exceptions', down, { ...down, exceptions: true }, true],
    ['another reason', down, { ...down, reason: text('why') }, false],
    ['wider bounds', { mode: 'bounded', maximum: 15 }, { mode: 'bounded', maximum: 16 }, true],
    ['narrower bounds', { mode: 'bounded', maximum: 15 }, { mode: 'bounded', maximum: 12 }, false],
    [
      'bounds dropped',
      { mode: 'bounded', maximum: 15 },
      { mode: 'tightenOnly', direction: 'up' },
      true,
    ],
    [
      'bounds kept, and tighten only',
      { mode: 'bounded', maximum: 15 },
      { mode: 'tightenOnly', direction: 'down', maximum: 15 },
      false,
    ],
    [
      'a shorter list',
      { mode: 'bounded', oneOf: [10, 20] },
      { mode: 'bounded', oneOf: [10] },
      false,
    ],
    ['a longer list', { mode: 'bounded', oneOf: [10] }, { mode: 'bounded', oneOf: [10, 99] }, true],
    ['bound by itself', { mode: 'free' }, { mode: 'locked' }, false],
  ])('CO2 a contract %s', (_, theirs, ours, broken) => {
    const contract = { authority: 'province', ...ours }
    expect(brokenBy(withParameter(theirs), says({ contract }))).toBe(broken)
  })

  it('CO3 what is broken is told with its mode, who set it and from which day', () => {
    const [issue] = over(withParameter(down), says({ values: [dated(11, '2030-01-01')] }))
    expect(issue?.path).toBe('/parameters/limit')
    for (const part of ['只可从严', '省', '2030-01-01', '11', '10'])
      expect(issue?.message.zh).toContain(part)
  })
})

describe('contracts of other items, by file', () => {
  const locked = { mode: 'locked', authority: 'nation' }
  const tighten = { mode: 'tightenOnly', authority: 'nation' }
  const facts = [fact('a', 'boolean'), fact('b', 'boolean')]
  const state = (more: object = {}) => ({ meta: { title: text('s') }, ...more })
  const parts = (contract: object) =>
    layerOf({
      manifest: parentManifest,
      facts,
      decisions: [
        rulesDecision([{ ...rule('r', is('a'), { outcome: 'requireReview' }), contract }]),
        {
          kind: 'table',
          id: 'grid',
          title: text('grid'),
          hitPolicy: 'first',
          inputs: [{ id: 'x', fact: 'a' }],
          rows: [
            {
              id: 'row',
              cites,
              contract,
              when: { x: [{ operator: 'equal', value: true }] },
              then: { outcome: 'requireReview', reason: text('row') },
            },
          ],
        },
      ],
      pathways: [
        {
          id: 'walk',
          title: text('walk'),
          cites,
          parties: [{ id: 'who', title: text('who'), unitFact: 'a' }],
          events: [{ id: 'go', title: text('go'), actors: ['who'] }],
          delays: [],
          machine: {
            id: 'walk',
            initial: 'here',
            states: {
              here: {
                on: { go: [{ target: 'there', meta: { id: 'go', contract } }] },
                meta: { title: text('here'), contract: { mode: 'free' } },
              },
              there: { ...state(), type: 'final', meta: { title: text('there'), contract } },
            },
          },
        },
      ],
      parameters: [parameter('w', 'integer', { values: [dated(1)] }), parameter('v', 'integer')],
      incentives: [
        {
          id: 'reward',
          title: text('reward'),
          cites,
          payees: [text('all')],
          reads: [],
          parameters: [],
          split: [{ id: 'one', title: text('one'), weight: { parameter: 'w' } }],
          contract,
        },
      ],
    })
  const ruleThat = (own: object) => ({
    decisions: [{ id: 'sample', rules: [{ id: 'r', ...own }] }],
  })
  const rowThat = (own: object) => ({ decisions: [{ id: 'grid', rows: [{ id: 'row', ...own }] }] })
  const chart = (states: object) => ({ pathways: [{ id: 'walk', machine: { states } }] })
  const then = (outcome: string) => ({ then: { outcome, reason: text('other') } })

  it.each([
    ['a rule made milder', tighten, ruleThat(then('allow')), true],
    ['a rule made stricter', tighten, ruleThat(then('denyInstitutionalAction')), false],
    ['a locked rule made stricter', locked, ruleThat(then('denyInstitutionalAction')), true],
    ['a rule that holds elsewhere', tighten, ruleThat({ conditions: is('b') }), true],
    ['a rule that ends', tighten, ruleThat({ to: '2026-01-01' }), true],
    ['a rule struck out', tighten, ruleThat(removed), true],
    ['a rule’s contract struck out', tighten, ruleThat({ contract: { mode: 'free' } }), true],
    ['a rule worded anew', tighten, ruleThat({ title: text('new') }), false],
    ['a row made milder', tighten, rowThat(then('allow')), true],
    ['a row made stricter', tighten, rowThat(then('denyInstitutionalAction')), false],
    ['a row’s cell dropped', tighten, rowThat({ when: { x: removed } }), true],
    [
      'a decision struck out with its rule',
      locked,
      { decisions: [{ id: 'sample', ...removed }] },
      true,
    ],
    [
      'a transition led elsewhere',
      locked,
      chart({ here: { on: { go: [{ target: 'here', meta: { id: 'go' } }] } } }),
      true,
    ],
    ['a state struck out', locked, chart({ there: removed }), true],
    ['a state described', locked, chart({ there: { description: 'more' } }), true],
    ['a state beside it', locked, chart({ else: state() }), false],
    [
      'a share of a locked incentive',
      locked,
      { incentives: [{ id: 'reward', split: [{ id: 'one', weight: { parameter: 'v' } }] }] },
      true,
    ],
    [
      'an incentive that reads more',
      locked,
      { incentives: [{ id: 'reward', reads: ['a'] }] },
      true,
    ],
  ])('CO4 %s', (_, contract, own, broken) => {
    expect(brokenBy(parts(contract), own)).toBe(broken)
  })
})

describe('exceptions', () => {
  const hexOf = (key: KeyObject) =>
    key.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')
  const province = generateKeyPairSync('ed25519')
  const county = generateKeyPairSync('ed25519')
  const contract = {
    mode: 'tightenOnly',
    direction: 'down',
    authority: 'province',
    exceptions: true,
  }
  const authorityKeys = [
    { id: 'province-2026', authority: 'province', publicKey: hexOf(province.publicKey) },
    { id: 'county-2026', authority: 'county', publicKey: hexOf(county.publicKey) },
  ]
  const granting = (more: object = {}) =>
    layerOf({
      manifest: { ...parentManifest, authorityKeys },
      parameters: [
        parameter('limit', 'integer', { contract: { ...contract, ...more }, values: [dated(10)] }),
      ],
      decisions: [
        rulesDecision([], {
          contract: { ...contract, mode: 'locked' },
          otherwise: { outcome: 'requireReview', reason: text('review') },
          cites,
        }),
      ],
    })
  const leave = (more: Partial<Exception> = {}, key = province.privateKey, ruleset = 'county') => {
    const unsigned = {
      id: 'leave',
      item: '/parameters/limit',
      authority: 'province' as const,
      grantedBy: text('the province'),
      document: text('paper 7'),
      reason: text('mountains'),
      until: '2026-12-31',
      ...more,
    }
    const signature = sign(null, Buffer.from(exceptionMessage(ruleset, unsigned)), key).toString(
      'hex',
    )
    return { ...unsigned, signature }
  }
  const codesWith = (
    exception: object,
    values: readonly object[],
    parent = granting(),
    asOf?: string,
  ) =>
    codesOf(
      over(
        parent,
        {
          manifest: {
            id: 'county',
            basedOn: { id: 'base', version: '*' },
            exceptions: [exception],
          },
          ...says({ values }),
        },
        asOf === undefined ? {} : { asOf },
      ),
    )
  /** Looser while the leave runs, and back within the contract from the day after. */
  const forATime = [dated(12), dated(10, '2027-01-01')]

  it('CO5 leave that an authority signed excuses from its contract, and is told of', () => {
    expect(codesWith(leave(), forATime)).toEqual(['EXCEPTION_HELD'])
  })

  it('CO5 a dated value that outlives its leave breaks the contract from the day after', () => {
    expect(codesWith(leave(), [dated(12)])).toEqual(['EXCEPTION_HELD', 'CONTRACT_BROKEN'])
    expect(codesWith(leave(), [dated(12), dated(10, '2027-01-02')])).toContain('CONTRACT_BROKEN')
  })

  it.each([
    ['nobody signed', { ...leave(), signature: '0'.repeat(128) }],
    ['was changed after it was signed', { ...leave(), until: '2036-12-31' }],
    ['was signed with a key nobody listed', leave({}, generateKeyPairSync('ed25519').privateKey)],
    ['was signed by another authority', leave({}, county.privateKey)],
    ['was signed for another ruleset', leave({}, province.privateKey, 'neighbour')],
  ])('CO6 leave that %s excuses nothing', (_, exception) => {
    expect(codesWith(exception, forATime)).toEqual(['EXCEPTION_SIGNATURE', 'CONTRACT_BROKEN'])
  })

  it('CO6 leave from an authority below, for a contract without exceptions, or for no item, excuses nothing', () => {
    const below = leave({ authority: 'county' }, county.privateKey)
    expect(codesWith(below, forATime)).toEqual(['EXCEPTION_NOT_ALLOWED', 'CONTRACT_BROKEN'])
    expect(codesWith(leave(), forATime, granting({ exceptions: false }))).toEqual([
      'EXCEPTION_NOT_ALLOWED',
      'CONTRACT_BROKEN',
    ])
    const nowhere = leave({ item: '/parameters/nobody' })
    expect(codesWith(nowhere, forATime)).toEqual(['EXCEPTION_ITEM', 'CONTRACT_BROKEN'])
  })

  it('CO7 leave that has run out no longer covers an item without dates', () => {
    const decision = leave({ item: '/decisions/sample' })
    const changed = {
      decisions: [{ id: 'sample', otherwise: { outcome: 'allow', reason: text('yes') } }],
    }
    const on = (asOf: string) =>
      codesOf(
        over(
          granting(),
          {
            manifest: {
              id: 'county',
              basedOn: { id: 'base', version: '*' },
              exceptions: [decision],
            },
            ...changed,
          },
          { asOf },
        ),
      )
    expect(on('2026-12-31')).toEqual(['EXCEPTION_HELD'])
    expect(on('2027-01-01')).toEqual(['EXCEPTION_EXPIRED', 'CONTRACT_BROKEN'])
  })

  it('CO7 leave excuses neither a removal nor a contract that is loosened', () => {
    const manifest = { id: 'county', basedOn: { id: 'base', version: '*' }, exceptions: [leave()] }
    for (const own of [says(removed), says({ contract: { mode: 'free' } })])
      expect(codesOf(over(granting(), { manifest, ...own }))).toContain('CONTRACT_BROKEN')
  })

  it('CO8 a ruleset keeps the keys it inherits and lists none for an authority it is not above', () => {
    const keyed = (keys: readonly object[]) =>
      codesOf(
        over(granting(), {
          manifest: { id: 'county', basedOn: { id: 'base', version: '*' }, authorityKeys: keys },
        }),
      )
    const publicKey = createHash('sha256').update('some key').digest('hex')
    expect(keyed([])).toEqual([])
    expect(keyed([{ id: 'city', authority: 'city', publicKey }])).toEqual([])
    expect(keyed([{ id: 'mine', authority: 'province', publicKey }])).toEqual(['AUTHORITY_KEY'])
    expect(keyed([{ id: 'province-2026', authority: 'province', publicKey }])).toEqual([
      'AUTHORITY_KEY',
    ])
    expect(keyed([{ id: 'province-2026', ...removed }])).toEqual(['AUTHORITY_KEY'])
  })
})

it('CO9 a ruleset laid over nothing answers to no contract of its own', () => {
  const own: Ruleset = rulesetOf({
    parameters: [parameter('limit', 'integer', { contract: { mode: 'locked' } })],
  })
  expect(codesOf(checkRuleset(own, { publishing: false }))).toEqual([])
})
