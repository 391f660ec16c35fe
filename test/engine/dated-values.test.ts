import {
  checkRuleset,
  createBundle,
  currentFormat,
  differenceLayer,
  type Layer,
  parameterAsOf,
  pullUnderContract,
  resolvePublished,
  resolveRuleset,
  type Ruleset,
} from '@jieli/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codesOf, layerOf, parameter } from './make-ruleset.ts'

interface Dated {
  readonly from: string
  readonly value: number
}
type Said =
  | Dated
  | { readonly from: string; readonly follow: true }
  | { readonly from: string; readonly removed: object }

const dated = (from: string, value: number): Dated => ({ from, value })
const follow = (from: string) => ({ from, follow: true }) as const
const gone = (from: string) => ({ from, removed: { zh: '不采用', en: 'not used' } })

const template = (values: readonly Dated[], contract?: object): Layer =>
  layerOf({
    manifest: { formatVersion: currentFormat, id: 'template' },
    parameters: [parameter('rate', 'integer', { values, ...(contract && { contract }) })],
  }) as Layer

const county = (values: readonly Said[], manifest: object = {}): Layer =>
  layerOf({
    manifest: {
      formatVersion: currentFormat,
      id: 'county',
      basedOn: { id: 'template', version: '*' },
      ...manifest,
    },
    parameters: [{ id: 'rate', values }],
  }) as Layer

function resolved(layer: Layer, ...below: readonly Layer[]) {
  const { ruleset, parent, origin, issues } = resolveRuleset(layer, find(below))
  if (ruleset === undefined) throw new TypeError(JSON.stringify(issues))
  return { ruleset, parent, origin, issues }
}

const find = (below: readonly Layer[]) => (id: string) =>
  below.find(({ manifest }) => (manifest as { id: string }).id === id)

const valuesOf = ({ parameters }: Ruleset) =>
  (parameters[0]?.values ?? []).map(({ from, value }) => [from, value])

const on = ({ parameters: [first] }: Ruleset, day: string) =>
  first && parameterAsOf(first, day)?.value

const parent = [dated('2025-01-01', 70), dated('2026-07-01', 75)]
const tighten = { mode: 'tightenOnly', direction: 'up', authority: 'province' }

const issuesOf = (layer: Layer, below: Layer) => {
  const { ruleset, parent: under } = resolved(layer, below)
  return checkRuleset(ruleset, { parent: under, publishing: false }).filter(({ code }) =>
    ['OWN_VALUE_GOES_ON', 'CONTRACT_BROKEN'].includes(code),
  )
}

describe('a value of the ruleset’s own', () => {
  it('LA13 goes on past an inherited one that begins later', () => {
    const { ruleset } = resolved(county([dated('2026-01-01', 72)]), template(parent))
    expect(
      ['2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01', '2030-01-01'].map((day) =>
        on(ruleset, day),
      ),
    ).toEqual([70, 72, 72, 72, 72])
  })

  it('LA13 ends where the ruleset follows, or gives another value of that day', () => {
    const followed = resolved(
      county([dated('2026-01-01', 72), follow('2026-07-01')]),
      template(parent),
    )
    expect(valuesOf(followed.ruleset)).toEqual([
      ['2025-01-01', 70],
      ['2026-07-01', 75],
      ['2026-01-01', 72],
    ])
    expect(followed.origin['/parameters/rate/values/2026-07-01']).toBe('template')
    const own = resolved(
      county([dated('2026-01-01', 72), dated('2026-07-01', 74)]),
      template(parent),
    )
    expect([on(own.ruleset, '2026-06-30'), on(own.ruleset, '2026-07-01')]).toEqual([72, 74])
  })

  it('LA13 follows what is inherited also from a day on which nothing begins there, and later values with it', () => {
    const later = [...parent, dated('2027-01-01', 80)]
    const { ruleset } = resolved(
      county([dated('2026-01-01', 72), follow('2026-09-01')]),
      template(later),
    )
    expect(['2026-08-31', '2026-09-01', '2027-01-01'].map((day) => on(ruleset, day))).toEqual([
      72, 75, 80,
    ])
  })

  it('LA13 leaves alone what begins before it, and a ruleset that says nothing', () => {
    expect(valuesOf(resolved(county([dated('2026-08-01', 80)]), template(parent)).ruleset)).toEqual(
      [
        ['2025-01-01', 70],
        ['2026-07-01', 75],
        ['2026-08-01', 80],
      ],
    )
    expect(valuesOf(resolved(county([]), template(parent)).ruleset)).toEqual([
      ['2025-01-01', 70],
      ['2026-07-01', 75],
    ])
    expect(valuesOf(resolved(county([gone('2025-01-01')]), template(parent)).ruleset)).toEqual([
      ['2026-07-01', 75],
    ])
  })

  it('LA13 goes on past a later value of an overlay too', () => {
    const overlay = layerOf({
      manifest: { id: 'overlay', kind: 'overlay' },
      parameters: [{ id: 'rate', values: [dated('2026-09-01', 90)] }],
    }) as Layer
    const laid = county([dated('2026-01-01', 72)], { overlays: [{ id: 'overlay', version: '*' }] })
    const { ruleset } = resolved(laid, template(parent), overlay)
    expect(on(ruleset, '2027-01-01')).toBe(72)
    const silent = resolved(
      county([], { overlays: [{ id: 'overlay', version: '*' }] }),
      template(parent),
      overlay,
    )
    expect(valuesOf(silent.ruleset).map(([day]) => day)).toEqual([
      '2025-01-01',
      '2026-07-01',
      '2026-09-01',
    ])
  })

  it('LA13 is to be acknowledged with the day and both values, until the ruleset says what holds from then', () => {
    const [issue, ...more] = issuesOf(county([dated('2026-01-01', 72)]), template(parent))
    expect([issue?.code, issue?.severity, more.length]).toEqual([
      'OWN_VALUE_GOES_ON',
      'acknowledge',
      0,
    ])
    for (const word of ['2026-07-01', '72', '75']) expect(issue?.message.zh).toContain(word)
    const settled = [
      [dated('2026-01-01', 72), follow('2026-07-01')],
      [dated('2026-01-01', 72), dated('2026-07-01', 72)],
      [dated('2026-01-01', 75)],
      [dated('2026-08-01', 80)],
      [],
    ]
    for (const said of settled) expect(issuesOf(county(said), template(parent))).toEqual([])
  })

  it('LA13 CO1 breaks a contract that only lets it be tightened on the day a stricter value begins, and not before', () => {
    const under = template(parent, tighten)
    const broken = issuesOf(county([dated('2026-01-01', 72)]), under)
    expect(codesOf(broken).toSorted()).toEqual(['CONTRACT_BROKEN', 'OWN_VALUE_GOES_ON'])
    expect(broken.find(({ code }) => code === 'CONTRACT_BROKEN')?.message.zh).toContain(
      '自 2026-07-01 起的 72',
    )
    expect(codesOf(issuesOf(county([dated('2026-01-01', 76)]), under))).toEqual([
      'OWN_VALUE_GOES_ON',
    ])
    expect(issuesOf(county([dated('2026-01-01', 72), follow('2026-07-01')]), under)).toEqual([])
  })

  it('LA14 what was published before keeps its hash, and what is published now has its own', () => {
    const layer = county([dated('2026-01-01', 72)])
    const under = find([template(parent)])
    const now = resolvePublished(layer, under)
    const { ruleset, origin } = resolved(layer, template(parent))
    expect(now?.hash).toBe(createBundle(ruleset, origin).hash)
    const spelled = county([dated('2026-01-01', 72), follow('2026-07-01')])
    const before = resolvePublished(spelled, under)?.ruleset
    if (before === undefined) throw new TypeError('it does not resolve')
    // As it came to before: the inherited value among the others, each from its day.
    const old = createBundle(before, {
      ...origin,
      '/parameters/rate/values/2026-07-01': 'template',
    })
    expect(resolvePublished(layer, under, old.hash)?.hash).toBe(old.hash)
    expect(old.hash).not.toBe(now?.hash)
    expect(resolvePublished(layer, under, 'another')?.hash).toBe(now?.hash)
  })

  it('LA5 LA13 what differs, laid over the parent, gives the edited values back', () => {
    const days = ['2025-01-01', '2025-06-01', '2026-01-01', '2026-07-01', '2027-01-01']
    const list = fc
      .uniqueArray(
        fc.record({ from: fc.constantFrom(...days), value: fc.constantFrom(70, 72, 75) }),
        {
          selector: ({ from }) => from,
        },
      )
      .map((values) => values.toSorted((a, b) => (a.from < b.from ? -1 : 1)))
    fc.assert(
      fc.property(list, list, (theirs, ours) => {
        const { ruleset: under } = resolved(template(theirs))
        const edited = {
          ...under,
          manifest: { ...under.manifest, id: 'county', basedOn: { id: 'template', version: '*' } },
          parameters: under.parameters.map((one) => ({ ...one, values: ours })),
        }
        const layer = JSON.parse(JSON.stringify(differenceLayer(under, edited))) as Layer
        const again = resolveRuleset(layer, () => under)
        expect(again.issues).toEqual([])
        expect(again.ruleset?.parameters).toEqual(edited.parameters)
      }),
      { numRuns: 500 },
    )
  })
})

describe('pulling a parent whose new value would end the county’s own', () => {
  const { ruleset: base } = resolved(template([dated('2025-01-01', 70)]))
  const { ruleset: theirs } = resolved(template(parent))
  const own = (from: string, value: number) =>
    resolved(county([dated(from, value)]), template([dated('2025-01-01', 70)])).ruleset

  it('PU11 is put to the choice, and the county’s own goes on until somebody chooses', () => {
    const input = { base, theirs, ours: own('2026-01-01', 72) }
    const path = '/parameters/rate/values/2026-07-01'
    const open = pullUnderContract(input)
    expect([open.undecided, on(open.ruleset, '2026-07-01')]).toEqual([[path], 72])
    expect(on(resolved(open.layer, template(parent)).ruleset, '2026-07-01')).toBe(72)
    const taken = pullUnderContract({ ...input, choices: { [path]: 'take' } })
    expect([taken.undecided, on(taken.ruleset, '2026-07-01')]).toEqual([[], 75])
    expect(on(resolved(taken.layer, template(parent)).ruleset, '2026-07-01')).toBe(75)
  })

  it('PU11 asks nothing where the county has no value of its own by then', () => {
    for (const ours of [
      own('2026-08-01', 72),
      resolved(county([]), template([dated('2025-01-01', 70)])).ruleset,
    ]) {
      const pulled = pullUnderContract({ base, theirs, ours })
      expect([pulled.undecided, on(pulled.ruleset, '2026-07-01')]).toEqual([[], 75])
    }
  })

  it('PU11 PU10 keeping is marked where the contract no longer allows it', () => {
    const held = (values: readonly Dated[]) => resolved(template(values, tighten)).ruleset
    const ours = resolved(
      county([dated('2026-01-01', 72)]),
      template([dated('2025-01-01', 70)], tighten),
    ).ruleset
    const pulled = pullUnderContract({
      base: held([dated('2025-01-01', 70)]),
      theirs: held(parent),
      ours,
    })
    expect(codesOf(pulled.broken)).toEqual(['CONTRACT_BROKEN'])
    expect(pulled.items.some(({ stricter }) => stricter?.code === 'CONTRACT_BROKEN')).toBe(true)
  })
})
