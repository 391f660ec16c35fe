import {
  checkContracts,
  type PullChoice,
  pullUnderContract,
  pullUpstream,
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

const withRules = (...ids: string[]) =>
  rulesetOf({ decisions: [rulesDecision(ids.map((id) => rule(id, is('a'))))] })
const idsOf = ({ decisions: [decision] }: Ruleset) =>
  decision?.kind === 'rules' ? decision.rules.map(({ id }) => id) : []
const dated = (value: number, from = '2025-01-01') => ({ from, value })
const withLimit = (values: readonly object[], more: object = {}) =>
  rulesetOf({ parameters: [parameter('limit', 'integer', { values, ...more })] })
const valuesOf = ({ parameters: [limit] }: Ruleset) => limit?.values
const at = '/parameters/limit/values/2025-01-01'

/** Every item of some lists with what it says itself, and the dated values inside. */
const sayings = (ruleset: Ruleset) =>
  (['facts', 'parameters', 'pathwayRates', 'indicators'] as const).flatMap((list) =>
    ruleset[list].flatMap((item) => {
      const { values = [], ...own } = item as { values?: readonly { from: string }[] }
      const path = `/${list}/${item.id}`
      const inner = list === 'parameters' ? values : []
      return [
        { path, own: JSON.stringify(list === 'parameters' ? own : item) },
        ...inner.map((value) => ({
          path: `${path}/values/${value.from}`,
          own: JSON.stringify(value),
        })),
      ]
    }),
  )

describe('a value of one’s own in a pull', () => {
  it('PU8 stands in place of both sides, for a conflict and for a clean change', () => {
    const base = withLimit([dated(15)])
    const theirs = withLimit([dated(14)])
    for (const ours of [withLimit([dated(12)]), base]) {
      const choices = { [at]: { edit: dated(13) } }
      const { ruleset, undecided, misfits } = pullUpstream({ base, theirs, ours, choices })
      expect([undecided, misfits]).toEqual([[], []])
      expect(valuesOf(ruleset)).toEqual([dated(13)])
    }
  })

  it('PU8 brings back what the parent struck out', () => {
    const choices = { [at]: { edit: dated(13) } }
    const { ruleset } = pullUpstream({
      base: withLimit([dated(15)]),
      theirs: withLimit([]),
      ours: withLimit([dated(12)]),
      choices,
    })
    expect(valuesOf(ruleset)).toEqual([dated(13)])
  })

  it.each([
    ['another item', dated(13, '2026-01-01')],
    ['no item', 13],
    ['nothing', null],
  ])('PU8 is a misfit where it is %s, and the county’s own saying stands', (_, edit) => {
    const { ruleset, misfits } = pullUpstream({
      base: withLimit([dated(15)]),
      theirs: withLimit([dated(14)]),
      ours: withLimit([dated(12)]),
      choices: { [at]: { edit } },
    })
    expect(misfits).toEqual([at])
    expect(valuesOf(ruleset)).toEqual([dated(12)])
  })

  it('PU8 may not say again what has a choice of its own', () => {
    const base = withLimit([dated(15)])
    const theirs = withLimit([dated(15)], { title: text('theirs') })
    const [limit] = theirs.parameters
    const { misfits } = pullUpstream({
      base,
      theirs,
      ours: base,
      choices: { '/parameters/limit': { edit: JSON.parse(JSON.stringify(limit)) } },
    })
    expect(misfits).toEqual(['/parameters/limit'])
  })

  it('PU3 nothing comes out that neither side nor the one who chose has said', () => {
    const answers = fc.array(fc.constantFrom('take', 'keep', 'edit'), {
      minLength: 20,
      maxLength: 20,
    })
    fc.assert(
      fc.property(edits, edits, answers, (up, down, answered) => {
        const theirs = edited(real, up)
        const ours = childOf(edited(real, down))
        const said = new Set(
          [...sayings(theirs), ...sayings(ours)].map((each) => each.path + each.own),
        )
        const choices: Record<string, PullChoice> = {}
        const open = pullUpstream({ base: real, theirs, ours })
        for (const [index, item] of open.items.entries()) {
          const answer = answered[index % answered.length] ?? 'take'
          const own = item.theirs ?? item.ours
          if (answer !== 'edit' || Array.isArray(own) || typeof own !== 'object' || own === null) {
            choices[item.path] = answer === 'edit' ? 'take' : (answer as PullChoice)
            continue
          }
          const edit = { ...own, note: { ...text('mine') } }
          choices[item.path] = { edit }
          const { values, ...rest } = edit as { values?: unknown }
          said.add(item.path + JSON.stringify(item.path.startsWith('/parameters/') ? rest : edit))
          if (Array.isArray(values))
            for (const value of values as { from: string }[])
              said.add(`${item.path}/values/${value.from}${JSON.stringify(value)}`)
        }
        const { ruleset, undecided, misfits } = pullUpstream({ base: real, theirs, ours, choices })
        expect([undecided, misfits]).toEqual([[], []])
        for (const { path, own } of sayings(ruleset)) expect(said).toContain(path + own)
      }),
      { numRuns: 80 },
    )
  })
})

describe('an item only one side has', () => {
  it('PU5 is taken or kept with everything in it', () => {
    const none = rulesetOf({})
    const some = withLimit([dated(15), dated(12, '2026-01-01')])
    const gone = { base: some, theirs: none, ours: some }
    expect(pullUpstream(gone).items.map(({ path }) => path)).toEqual(['/parameters/limit'])
    expect(pullUpstream(gone).ruleset.parameters).toEqual([])
    const choices = { '/parameters/limit': 'keep' } as const
    expect(pullUpstream({ ...gone, choices }).ruleset.parameters).toEqual(some.parameters)
    const struckOut = { base: withLimit([dated(14)]), theirs: some, ours: none }
    expect(pullUpstream(struckOut).undecided).toEqual(['/parameters/limit'])
    const taken = pullUpstream({ ...struckOut, choices: { '/parameters/limit': 'take' } })
    expect(taken.ruleset.parameters).toEqual(some.parameters)
  })
})

describe('another order', () => {
  const rules = '/decisions/sample/rules#order'

  it('PU9 is a change of its own, taken unless it is kept out', () => {
    const [base, theirs] = [withRules('one', 'two'), withRules('two', 'one')]
    const pull = { base, theirs, ours: base }
    expect(pullUpstream(pull).items).toEqual([
      {
        path: rules,
        status: 'clean',
        base: ['one', 'two'],
        theirs: ['two', 'one'],
        ours: ['one', 'two'],
      },
    ])
    expect(idsOf(pullUpstream(pull).ruleset)).toEqual(['two', 'one'])
    expect(idsOf(pullUpstream({ ...pull, choices: { [rules]: 'keep' } }).ruleset)).toEqual([
      'one',
      'two',
    ])
  })

  it('PU9 is a conflict where the county has an order of its own, and both may be replaced', () => {
    const pull = {
      base: withRules('one', 'two', 'three'),
      theirs: withRules('two', 'one', 'three', 'new'),
      ours: withRules('three', 'one', 'own', 'two'),
    }
    const open = pullUpstream(pull)
    expect(open.undecided).toEqual([rules])
    expect(idsOf(open.ruleset)).toEqual(['three', 'new', 'one', 'own', 'two'])
    const chosen = (choice: PullChoice) => pullUpstream({ ...pull, choices: { [rules]: choice } })
    expect(idsOf(chosen('take').ruleset)).toEqual(['two', 'one', 'own', 'three', 'new'])
    const mine = chosen({ edit: ['three', 'two', 'one'] })
    expect(idsOf(mine.ruleset).filter((id) => id !== 'own' && id !== 'new')).toEqual([
      'three',
      'two',
      'one',
    ])
    for (const edit of [['one'], ['one', 'two', 'two'], ['one', 'two', 'four'], 'one'])
      expect(chosen({ edit }).misfits).toEqual([rules])
  })

  it('PU9 the same new order on both sides is no change', () => {
    const theirs = withRules('two', 'one')
    expect(pullUpstream({ base: withRules('one', 'two'), theirs, ours: theirs }).items).toEqual([])
  })
})

describe('a contract that grew stricter', () => {
  const ceiling = (maximum: number) => ({
    contract: { mode: 'bounded', minimum: 0, maximum, authority: 'province' },
  })

  it('PU10 puts the county’s own saying to the choice, though the parent said nothing new of it', () => {
    const base = withLimit([dated(10)], ceiling(15))
    const theirs = withLimit([dated(10)], ceiling(11))
    const ours = withLimit([dated(12)], ceiling(15))
    const open = pullUnderContract({ base, theirs, ours })
    expect(open.undecided).toEqual([at])
    const marked = open.items.filter(({ stricter }) => stricter !== undefined)
    expect(marked.map(({ path, status }) => [path, status])).toEqual([
      ['/parameters/limit', 'clean'],
      [at, 'conflict'],
    ])
    expect(marked[1]?.stricter?.code).toBe('CONTRACT_BROKEN')
    const brokenBy = (choice: PullChoice) =>
      pullUnderContract({ base, theirs, ours, choices: { [at]: choice } }).broken.length
    expect(brokenBy('keep')).toBe(1)
    expect(brokenBy({ edit: dated(12) })).toBe(1)
    expect([brokenBy('take'), brokenBy({ edit: dated(11) })]).toEqual([0, 0])
  })

  it('PU10 puts an order of the county’s own to the choice where the parent locked the decision', () => {
    const locked = (ids: string[], more: object) =>
      rulesetOf({
        decisions: [
          rulesDecision(
            ids.map((id) => rule(id, is('a'))),
            more,
          ),
        ],
      })
    const pull = {
      base: locked(['one', 'two'], {}),
      theirs: locked(['one', 'two'], { contract: { mode: 'locked', authority: 'province' } }),
      ours: locked(['two', 'one'], {}),
    }
    expect(pullUnderContract(pull).undecided).toEqual(['/decisions/sample/rules#order'])
    const choices = { '/decisions/sample/rules#order': 'take' } as const
    const taken = pullUnderContract({ ...pull, choices })
    expect([idsOf(taken.ruleset), taken.broken]).toEqual([['one', 'two'], []])
  })

  it('PU10 leaves alone what was no better before, and what the new contract still allows', () => {
    const base = withLimit([dated(10)], ceiling(11))
    const ours = withLimit([dated(12)], ceiling(11))
    const moved = withLimit([dated(9)], ceiling(11))
    expect(pullUnderContract({ base, theirs: moved, ours }).items).toMatchObject([{ path: at }])
    const milder = withLimit([dated(10)], ceiling(15))
    const { items } = pullUnderContract({ base, theirs: milder, ours })
    expect(items.filter(({ stricter }) => stricter !== undefined)).toEqual([])
  })

  it('PU10 everything that is not marked may be kept, and breaks no contract', () => {
    const values = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 3 })
    const contracts = fc.option(
      fc.oneof(
        fc.record({
          mode: fc.constant('bounded'),
          minimum: fc.constant(0),
          maximum: fc.integer({ min: 5, max: 20 }),
        }),
        fc.record({ mode: fc.constant('tightenOnly'), direction: fc.constantFrom('up', 'down') }),
        fc.constant({ mode: 'locked' }),
      ),
      { nil: undefined },
    )
    const side = fc.record({ values, contract: contracts }).map(({ values: said, contract }) =>
      withLimit(
        said.map((value, year) => dated(value, `202${year}-01-01`)),
        contract === undefined ? {} : { contract: { authority: 'province', ...contract } },
      ),
    )
    fc.assert(
      fc.property(side, side, values, (base, theirs, said) => {
        const [limit] = base.parameters
        const ours = {
          ...base,
          parameters: [
            { ...limit, values: said.map((value, year) => dated(value, `202${year}-01-01`)) },
          ],
        } as Ruleset
        fc.pre(checkContracts(ours, base).length + checkContracts(theirs, theirs).length === 0)
        const open = pullUnderContract({ base, theirs, ours })
        const choices = Object.fromEntries(
          open.items.map(({ path, stricter }): [string, PullChoice] => [
            path,
            stricter === undefined ? 'keep' : 'take',
          ]),
        )
        const chosen = pullUnderContract({ base, theirs, ours, choices })
        expect(chosen.undecided).toEqual([])
        expect(chosen.broken).toEqual([])
      }),
      { numRuns: 200 },
    )
  })
})
