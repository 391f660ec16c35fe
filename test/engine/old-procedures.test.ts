import {
  bringForward,
  checkRuleset,
  currentPath,
  type Layer,
  openBundle,
  resolvePublished,
  resolveRuleset,
  startCase,
  statePath,
  step,
} from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { start } from './make-pathway.ts'
import { cites, codesOf, text } from './make-ruleset.ts'

const named = (id: string) => ({ id, title: text(id) })
const gone = { removed: text('struck out') }

const procedure = {
  ...named('plan'),
  appliesTo: 'funds',
  stages: [named('draft'), named('council')],
  approvals: [named('finance'), named('human.resources')],
  filing: true,
  derivedFrom: { place: text('place') },
  cites,
}
const phase = {
  ...named('pilot'),
  from: '2025-01-01',
  to: '2025-06-30',
  period: text('first'),
  milestones: [{ ...named('trained'), cites: ['plan#DP-02'] }, named('started')],
  cites,
}
const approvals = {
  kind: 'requiredApprovals',
  procedure: 'plan',
  stages: ['draft', 'council'],
  approvals: ['finance', 'human.resources'],
  filing: true,
}

/** A layer of format 3, from before procedures and phases ran. */
const old = (parts: object, manifest: object = {}): Layer => ({
  manifest: {
    formatVersion: 3,
    ...named('base'),
    kind: 'template',
    version: '1.0.0',
    sources: [named('plan')],
    ...manifest,
  },
  ...parts,
})
const base = old({
  procedures: [procedure],
  phases: [phase],
  redLines: [{ ...named('RL'), authority: 'county', cites, checks: [approvals] }],
})
const child = (parts: object) =>
  old(parts, { id: 'county', kind: 'county', basedOn: { id: 'base', version: '*' } })
const resolve = (layer: Layer) => {
  const resolved = resolveRuleset(layer, () => base)
  if (resolved.ruleset === undefined) throw new TypeError(JSON.stringify(resolved.issues))
  return { ...resolved, ruleset: resolved.ruleset }
}
const redLinesOf = (layer: Layer) => {
  const { ruleset, parent } = resolve(layer)
  const codes = codesOf(checkRuleset(ruleset, { parent, publishing: false }))
  return [...new Set(codes.filter((code) => code.startsWith('RED_LINE')))]
}

/** The events of the plan, one after another; what is refused by its code. */
function play(layer: Layer, events: readonly string[]) {
  const { ruleset } = resolve(layer)
  const bundle = { hash: 'x', ruleset, origin: {} }
  const begun = startCase(bundle, { pathway: 'plan', facts: {}, at: start })
  if (!begun.taken) throw new TypeError('not begun')
  let { snapshot } = begun
  return events.map((type) => {
    const result = step(bundle, snapshot, { type, at: start })
    if (result.taken) ({ snapshot } = result)
    return result.taken ? statePath(snapshot.value) : result.issue.code
  })
}
const whole = [
  'finish-draft',
  'finish-council',
  'approve-finance',
  'approve-human-resources',
  'file',
]

describe('a procedure of before format 4', () => {
  it('FV8 runs: its stages in order, then approvals and filing in any, then in force', () => {
    expect(play(base, [...whole, 'put-in-force'])).toEqual([
      'stage-council',
      'approval',
      'approval',
      'approval',
      'approval',
      'inForce',
    ])
    expect(play(base, ['finish-council'])).toEqual(['EVENT_NOT_TAKEN'])
  })

  it.each(whole.slice(2))('FV8 does not come in force without %s', (left) => {
    const events = [...whole.filter((event) => event !== left), 'put-in-force']
    expect(play(base, events).at(-1)).toBe('EVENT_GUARDED')
  })

  it('FV8 says what it said: titles, clauses, what it is for and where it comes from', () => {
    const { ruleset, issues } = resolve(base)
    const [plan] = ruleset.pathways
    expect(issues).toEqual([])
    expect(plan).toMatchObject({
      id: 'plan',
      title: procedure.title,
      subject: 'community',
      derivedFrom: procedure.derivedFrom,
      cites,
    })
    expect(plan?.description?.en).toBe('For rules of funds.')
    for (const { title } of [...procedure.stages, ...procedure.approvals])
      expect(plan?.events.map((event) => event.title)).toContainEqual(title)
    expect(
      checkRuleset(ruleset, { publishing: false }).filter(({ severity }) => severity === 'error'),
    ).toEqual([])
  })

  it('FV8 keeps what its red line asked', () => {
    expect(redLinesOf(base)).toEqual([])
    expect(redLinesOf(child({}))).toEqual([])
    expect(redLinesOf(child({ procedures: [{ id: 'plan', ...gone }] }))).toEqual([
      'RED_LINE_ITEM_MISSING',
    ])
    expect(
      redLinesOf(child({ procedures: [{ id: 'plan', approvals: [{ id: 'finance', ...gone }] }] })),
    ).toContain('RED_LINE_RECORD_MISSING')
  })

  it('FV8 takes on what a layer above adds to it', () => {
    const more = child({ procedures: [{ id: 'plan', approvals: [named('audit')] }] })
    expect(redLinesOf(more)).toEqual([])
    expect(play(more, [...whole, 'put-in-force']).at(-1)).toBe('EVENT_GUARDED')
    expect(play(more, [...whole, 'approve-audit', 'put-in-force']).at(-1)).toBe('inForce')
  })

  it('FV8 brings the scenarios of a layer forward with it', () => {
    const scenarios = [
      {
        ...named('says'),
        kind: 'item',
        item: '/procedures/plan',
        expect: { filing: true, cites },
      },
      {
        ...named('without'),
        kind: 'change',
        change: { procedures: [{ id: 'plan', ...gone }] },
        expect: { issues: [] },
      },
    ]
    expect(bringForward(old({ scenarios }))['scenarios']).toMatchObject([
      { item: '/pathways/plan', expect: { cites } },
      { change: { pathways: [{ id: 'plan', ...gone }] } },
    ])
  })
})

describe('a phase of before format 4', () => {
  it('FV8 is a chart in which each milestone is owed by its last day', () => {
    const { ruleset } = resolve(base)
    const pilot = ruleset.pathways.find(({ id }) => id === 'pilot')
    expect(pilot?.description?.en).toBe('first (en); from 2025-01-01; until 2025-06-30')
    expect(ruleset.duties).toMatchObject([
      { pathway: 'pilot', title: text('trained'), cites: ['plan#DP-02'] },
      { pathway: 'pilot', title: text('started'), cites },
    ])
    const begun = startCase(
      { hash: 'x', ruleset, origin: {} },
      { pathway: 'pilot', facts: {}, at: start },
    )
    expect(begun.taken && begun.snapshot.duties).toMatchObject([
      { dueAt: '2025-06-30T23:59:59.999+08:00' },
      { dueAt: '2025-06-30T23:59:59.999+08:00' },
    ])
  })

  it('FV8 has another last day where a layer above says so', () => {
    const { ruleset } = resolve(child({ phases: [{ id: 'pilot', to: '2025-09-30' }] }))
    expect(ruleset.parameters.find(({ id }) => id === 'pilot.to')?.values).toMatchObject([
      { value: '2025-09-30' },
    ])
  })
})

describe('what an older ruleset names', () => {
  it.each([
    ['/procedures/plan', '/pathways/plan'],
    ['/procedures/plan/approvals/human.resources', '/pathways/plan/events/approve-human-resources'],
    ['/timeline/pilot/milestones/trained', '/pathways/pilot/events/reach-trained'],
    ['/parameters/plan', '/parameters/plan'],
  ])('FV6 %s is found at %s', (before, now) => {
    expect(currentPath(before)).toBe(now)
  })

  it('FV2 gives the same, origins too, whether layers are brought forward or what they come to', () => {
    const layer = child({
      procedures: [{ id: 'plan', approvals: [named('audit')] }],
      phases: [{ id: 'pilot', title: text('the county pilot') }],
    })
    const published = resolvePublished(layer, () => base)
    const after = published && openBundle(published, published.hash)
    const before = resolve(layer)
    expect(after?.ruleset.pathways.map(({ id }) => id).toSorted()).toEqual(['pilot', 'plan'])
    expect(after?.ruleset.pathways.find(({ id }) => id === 'pilot')).toEqual(
      before.ruleset.pathways.find(({ id }) => id === 'pilot'),
    )
    expect(after?.origin['/pathways/pilot']).toBe('county')
    expect(after?.origin['/pathways/pilot/events/reach-trained']).toBe('base')
    expect(after?.origin['/pathways/plan/events/approve-audit']).toBe('county')
  })
})
