import { checkRuleset, governedChanges, type Pathway } from '@jieli/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { offices, plan, withPlan } from './make-procedure.ts'
import { dated, over, removed } from './make-red-line.ts'
import { bundleOf, codesOf, parameter, rulesetOf, text } from './make-ruleset.ts'

const governing = { ...plan, governs: ['parameters'] }
const amount = (value: number) => parameter('amount', 'integer', { values: [dated(value)] })
const governed = { ...withPlan, pathways: [governing], parameters: [amount(1)] }
const codes = (own: object) =>
  codesOf(
    checkRuleset(rulesetOf({ ...withPlan, pathways: [{ ...governing, ...own }] }), {
      publishing: false,
    }),
  ).filter((code) => code === 'GOVERNING_CHART')

describe('a procedure that governs', () => {
  it('VE18 can be gone through', () => {
    expect(codes({})).toEqual([])
    expect(codes({ subject: 'patient' })).toEqual(['GOVERNING_CHART'])
    const { draft, asked, force } = plan.machine.states
    const without = (states: object) => ({ machine: { ...plan.machine, states } })
    const meta = (title: string) => ({ title: text(title) })
    expect(codes(without({ draft: { ...draft, meta: meta('draft') }, asked, force }))).toEqual([
      'GOVERNING_CHART',
    ])
    expect(codes(without({ draft, asked, force: { ...force, meta: meta('end') } }))).toEqual([
      'GOVERNING_CHART',
    ])
  })

  it('VE19 stays with every kind, approval and office it has, whatever a child takes away', () => {
    const narrowing = [
      { pathways: [{ id: 'plan', ...removed }] },
      { pathways: [{ id: 'plan', governs: ['funds'] }] },
      ...['financeSays', 'healthSays'].flatMap((id) => [
        { pathways: [{ id: 'plan', events: [{ id, ...removed }] }] },
        { pathways: [{ id: 'plan', events: [{ id, role: 'file' }] }] },
        { pathways: [{ id: 'plan', events: [{ id, actors: ['lead'] }] }] },
        { pathways: [{ id: 'plan', events: [{ id, actors: ['finance', 'health'] }] }] },
      ]),
      { pathways: [{ id: 'plan', parties: [{ id: 'health', office: 'lead' }] }] },
    ]
    for (const own of narrowing) expect(over(governed, own, 'GOVERN')).toContain('GOVERNS_NARROWED')
  })

  it('VE19 takes more: another kind, another approval', () => {
    const more = {
      offices: [{ id: 'insurance', title: text('insurance'), of: 'community' }],
      facts: [{ id: 'unit.insurance', type: 'text', title: text('insurance') }],
      pathways: [
        {
          id: 'plan',
          governs: ['parameters', 'funds'],
          parties: [
            {
              id: 'insurance',
              title: text('insurance'),
              unitFact: 'unit.insurance',
              office: 'insurance',
            },
          ],
          events: [
            { id: 'insuranceSays', title: text('i'), role: 'approve', actors: ['insurance'] },
          ],
        },
      ],
    }
    expect(over(governed, more, 'GOVERN')).toEqual([])
    expect(over(governed, {}, 'GOVERN')).toEqual([])
  })
})

describe('what a change touches', () => {
  const before = rulesetOf(governed)
  const touched = (own: object, governs = ['decisions']) =>
    governedChanges(before, bundleOf({ ...governed, ...own }).ruleset, {
      id: 'plan',
      governs: governs as Pathway['governs'],
    }).map(({ list, id }) => `${list}/${id}`)

  it('VE20 is nothing for the same ruleset, and nothing where nothing is governed', () => {
    expect(touched({})).toEqual([])
    expect(governedChanges(before, rulesetOf(withPlan), { id: 'plan' })).toEqual([])
  })

  it('VE20 is any item of the kinds that is changed, added or gone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 99 }), (value) => {
        expect(touched({ parameters: [amount(value)] }, ['parameters'])).toEqual([
          'parameters/amount',
        ])
        expect(touched({ parameters: [amount(value)] }, ['offices'])).toEqual([])
      }),
    )
    expect(touched({ parameters: [] }, ['parameters'])).toEqual(['parameters/amount'])
    const second = parameter('second', 'integer', { values: [dated(1)] })
    expect(touched({ parameters: [amount(1), second] }, ['parameters'])).toEqual([
      'parameters/second',
    ])
  })

  it('VE20 is what they rest on, and the procedure itself with what it asks', () => {
    const facts = withPlan.facts.map((each) =>
      each.id === 'byHealth' ? { ...each, title: text('another word') } : each,
    )
    expect(touched({ facts })).toEqual(['facts/byHealth'])
    const events = plan.events.filter(({ id }) => id !== 'sendBack')
    expect(touched({ pathways: [{ ...governing, events }] }, ['offices'])).toEqual([
      'pathways/plan',
    ])
    const renamed = offices.map((each) => ({ ...each, title: text(`${each.id} again`) }))
    expect(touched({ offices: renamed }, ['funds'])).toEqual([
      'offices/finance',
      'offices/health',
      'offices/lead',
    ])
  })
})
