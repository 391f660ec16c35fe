import {
  diffRulesets,
  differenceLayer,
  itemAt,
  pullUpstream,
  resolveRuleset,
  type Ruleset,
} from '@jieli/engine'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { childOf, edited, edits, provincialSample } from './edited-ruleset.ts'
import { is, parameter, rule, rulesDecision, rulesetOf, text } from './make-ruleset.ts'

let real: Ruleset
beforeAll(async () => {
  real = await provincialSample()
})

const withoutManifest = ({ manifest: _manifest, ...lists }: Ruleset) => lists
describe('differences of a real ruleset', () => {
  it('DI1 what differs, laid over the one side, gives the other, and nothing differs of itself', () => {
    fc.assert(
      fc.property(edits, (list) => {
        const target = childOf(edited(real, list))
        const again = resolveRuleset(
          JSON.parse(JSON.stringify(differenceLayer(real, target))),
          () => real,
        )
        expect(again.issues).toEqual([])
        expect(withoutManifest(again.ruleset as Ruleset)).toEqual(withoutManifest(target))
        expect(diffRulesets(target, target)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it('DI2 every item that differs is told once, by its path, as what happened to it', () => {
    fc.assert(
      fc.property(edits, (list) => {
        const target = edited(real, list)
        const changes = diffRulesets(real, target)
        for (const { kind, path } of changes) {
          const [before, after] = [itemAt(real, path), itemAt(target, path)]
          expect([before !== undefined, after !== undefined]).toEqual(
            kind === 'added' ? [false, true] : kind === 'removed' ? [true, false] : [true, true],
          )
        }
        expect(new Set(changes.map(({ kind, path }) => `${kind} ${path}`)).size).toBe(
          changes.length,
        )
        if (changes.length === 0) expect(target).toEqual(real)
      }),
      { numRuns: 60 },
    )
  })
})

describe('pulling a parent’s new version', () => {
  it('PU1 a county without changes of its own becomes the parent', () => {
    fc.assert(
      fc.property(edits, (list) => {
        const theirs = edited(real, list)
        const pulled = pullUpstream({ base: real, theirs, ours: childOf(real) })
        expect(pulled.undecided).toEqual([])
        expect(pulled.items.every(({ status }) => status === 'clean')).toBe(true)
        expect(withoutManifest(pulled.ruleset)).toEqual(withoutManifest(theirs))
      }),
      { numRuns: 60 },
    )
  })

  it('PU2 a parent without changes leaves the county as it is', () => {
    fc.assert(
      fc.property(edits, (list) => {
        const ours = childOf(edited(real, list))
        const pulled = pullUpstream({ base: real, theirs: real, ours })
        expect(pulled.items).toEqual([])
        expect(pulled.ruleset).toEqual(ours)
      }),
      { numRuns: 60 },
    )
  })

  it('PU3 no item comes out that neither side had, and none is lost that nobody struck out', () => {
    const ownOf = (ruleset: Ruleset) =>
      (['facts', 'parameters', 'pathwayRates', 'indicators'] as const).flatMap((list) =>
        ruleset[list].map((item) => {
          const { values: _values, ...own } = item as { values?: unknown }
          return { path: `/${list}/${item.id}`, own: JSON.stringify(own) }
        }),
      )
    fc.assert(
      fc.property(edits, edits, fc.constantFrom('take', 'keep', undefined), (up, down, choice) => {
        const theirs = edited(real, up)
        const ours = childOf(edited(real, down))
        const open = pullUpstream({ base: real, theirs, ours })
        const choices = Object.fromEntries(
          choice === undefined ? [] : open.items.map(({ path }) => [path, choice]),
        )
        const { ruleset, undecided } = pullUpstream({ base: real, theirs, ours, choices })
        if (choice !== undefined) expect(undecided).toEqual([])
        const had = new Set([...ownOf(theirs), ...ownOf(ours)].map(({ path, own }) => path + own))
        for (const { path, own } of ownOf(ruleset)) expect(had.has(path + own)).toBe(true)
        const present = new Set(ownOf(ruleset).map(({ path }) => path))
        const [left, right] = [theirs, ours].map(
          (side) => new Set(ownOf(side as Ruleset).map(({ path }) => path)),
        )
        for (const path of left ?? [])
          if (right?.has(path) === true) expect(present).toContain(path)
      }),
      { numRuns: 80 },
    )
  })

  const row = (id: string, cells: object, outcome = 'allow') => ({
    id,
    cites: ['plan#DP-01'],
    when: cells,
    then: { outcome, reason: text(id) },
  })
  const cell = (value: unknown) => [{ operator: 'equal', value }]
  const table = (rows: readonly unknown[]) =>
    rulesetOf({
      decisions: [
        {
          kind: 'table',
          id: 'sample',
          title: text('table'),
          hitPolicy: 'first',
          inputs: [
            { id: 'x', fact: 'a' },
            { id: 'y', fact: 'b' },
          ],
          rows,
        },
      ],
    })
  const rowsOf = ({ decisions: [decision] }: Ruleset) =>
    decision?.kind === 'table' ? decision.rows : []

  it('PU4 two sides that change different cells of one row are in conflict, and the choice takes the row whole', () => {
    const base = table([row('r', { x: cell(true), y: cell(true) })])
    const theirs = table([row('r', { x: cell(false), y: cell(true) })])
    const ours = table([row('r', { x: cell(true), y: cell(false) })])
    const open = pullUpstream({ base, theirs, ours })
    expect(open.undecided).toEqual(['/decisions/sample/rows/r'])
    expect(rowsOf(open.ruleset)).toEqual(rowsOf(ours))
    const choices = { '/decisions/sample/rows/r': 'take' } as const
    expect(rowsOf(pullUpstream({ base, theirs, ours, choices }).ruleset)).toEqual(rowsOf(theirs))
  })

  it('PU4 two sides that change different rows are not', () => {
    const base = table([row('r', { x: cell(true) }), row('s', { x: cell(false) })])
    const theirs = table([
      row('r', { x: cell(true) }, 'requireReview'),
      row('s', { x: cell(false) }),
    ])
    const ours = table([row('r', { x: cell(true) }), row('s', { x: cell(false) }, 'requireReason')])
    const { undecided, ruleset } = pullUpstream({ base, theirs, ours })
    expect(undecided).toEqual([])
    expect(rowsOf(ruleset).map(({ then }) => then.outcome)).toEqual([
      'requireReview',
      'requireReason',
    ])
  })

  it('PU5 what the parent struck out and the county changed is a conflict; unchanged, it goes', () => {
    const rules = (...ids: string[]) =>
      rulesetOf({ decisions: [rulesDecision(ids.map((id) => rule(id, is('a'))))] })
    const base = rules('one', 'two')
    const ours = rulesetOf({
      decisions: [rulesDecision([rule('one', is('a')), rule('two', is('b'))])],
    })
    const open = pullUpstream({ base, theirs: rules('one'), ours })
    expect(open.items).toMatchObject([
      { path: '/decisions/sample/rules/two', status: 'conflict', theirs: null },
    ])
    expect(open.ruleset.decisions).toEqual(ours.decisions)
    const clean = pullUpstream({ base, theirs: rules('one'), ours: base })
    expect(clean.ruleset.decisions).toEqual(rules('one').decisions)
    const kept = pullUpstream({
      base,
      theirs: rules('one'),
      ours: base,
      choices: { '/decisions/sample/rules/two': 'keep' },
    })
    expect(kept.ruleset.decisions).toEqual(base.decisions)
  })

  it('PU6 a rule the county put first stays first', () => {
    const of = (...ids: string[]) =>
      rulesetOf({ decisions: [rulesDecision(ids.map((id) => rule(id, is('a'))))] })
    const { ruleset } = pullUpstream({
      base: of('one', 'two'),
      theirs: of('one', 'between', 'two'),
      ours: of('own', 'one', 'two'),
    })
    const [decision] = ruleset.decisions
    expect(decision?.kind === 'rules' && decision.rules.map(({ id }) => id)).toEqual([
      'own',
      'one',
      'between',
      'two',
    ])
  })

  it('PU7 a state is one thing: its entry and its title changed by two sides are a conflict', () => {
    const chart = (state: object) =>
      rulesetOf({
        parameters: [parameter('p', 'integer')],
        pathways: [
          {
            id: 'walk',
            title: text('walk'),
            parties: [],
            events: [],
            delays: [],
            machine: { id: 'walk', initial: 'here', states: { here: state } },
          },
        ],
      })
    const meta = { title: text('here') }
    const { undecided } = pullUpstream({
      base: chart({ meta }),
      theirs: chart({ meta: { title: text('there') } }),
      ours: chart({ meta, description: 'ours' }),
    })
    expect(undecided).toEqual(['/pathways/walk/machine/states/here'])
  })
})
