import {
  actingUnit,
  type Bundle,
  type CaseSnapshot,
  handOver,
  type OrgUnit,
  startCase,
  step,
  successorOf,
} from '@jieli/engine'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { end, event, later, start, state, taken, to } from './make-pathway.ts'
import { bundleOf, cites, fact, text } from './make-ruleset.ts'

const bundle: Bundle = bundleOf({
  manifest: { calendar: { utcOffset: '+08:00', holidays: [], workdays: [] } },
  facts: [fact('from', 'text'), fact('to', 'text')],
  pathways: [
    {
      id: 'walk',
      title: text('walk'),
      cites,
      parties: [
        { id: 'sender', title: text('sender'), unitFact: 'from' },
        { id: 'receiver', title: text('receiver'), unitFact: 'to' },
      ],
      events: [event('go'), event('told', { actors: ['receiver'] })],
      delays: [{ id: 'wait', title: text('wait'), after: { duration: 'PT1H' }, cites }],
      machine: {
        id: 'walk',
        initial: 'one',
        states: {
          one: state({ on: { go: [to('go', 'two')] }, after: { wait: [to('late', 'end')] } }),
          two: state({ on: { told: [to('told', 'end')] } }),
          ...end,
        },
      },
    },
  ],
})
const [pathway] = bundle.ruleset.pathways as [Bundle['ruleset']['pathways'][number]]
const begun = (from = 'A', receiver = 'B'): CaseSnapshot =>
  taken(startCase(bundle, { pathway: 'walk', facts: { from, to: receiver }, at: start })).snapshot
const replaced = (from: string, next: string) => (unit: string) => (unit === from ? next : unit)
const go = (snapshot: CaseSnapshot, unit: string) =>
  step(bundle, snapshot, { type: 'go', at: later, actor: { unit } }).taken

it('LD1: another unit acts as each party whose fact names the one that ended; all else of the case stays', () => {
  const before = begun('A', 'A')
  const after = handOver(pathway, before, replaced('A', 'C'))
  expect(after).toEqual({ ...before, successors: { A: 'C' } })
  expect(['from', 'to'].map((each) => actingUnit(after, each))).toEqual(['C', 'C'])
  expect(handOver(pathway, before, replaced('X', 'C'))).toBe(before)
  expect(handOver(pathway, after, replaced('A', 'C'))).toBe(after)
})

it('LD2: the unit that acts and the one that the fact names may send, nobody else, before or after', () => {
  const before = begun()
  expect(['A', 'B', 'C'].map((unit) => go(before, unit))).toEqual([true, false, false])
  const after = handOver(pathway, before, replaced('A', 'C'))
  expect(['A', 'B', 'C'].map((unit) => go(after, unit))).toEqual([true, false, true])
})

it('LD2: where the one that acts ends in turn, whoever takes over from it acts for both', () => {
  const twice = handOver(
    pathway,
    handOver(pathway, begun('A', 'C'), replaced('A', 'C')),
    replaced('C', 'D'),
  )
  expect(twice.successors).toEqual({ A: 'D', C: 'D' })
  expect(['from', 'to'].map((each) => actingUnit(twice, each))).toEqual(['D', 'D'])
})

it('LD4: a handover and a step come to the same in either order', () => {
  const before = begun()
  const sent = { type: 'go', at: later, actor: { unit: 'A' } } as const
  const first = step(bundle, handOver(pathway, before, replaced('A', 'C')), sent)
  const last = taken(step(bundle, before, sent)).snapshot
  expect(taken(first).snapshot).toEqual(handOver(pathway, last, replaced('A', 'C')))
})

it('LD5: who acts for a unit is found through whatever list, and is never one that ended by it', () => {
  const ids = ['A', 'B', 'C', 'D']
  const list = fc.array(fc.option(fc.constantFrom(...ids)), { minLength: 4, maxLength: 4 })
  fc.assert(
    fc.property(list, (successors) => {
      const units = ids.map((id, index): OrgUnit => {
        const successor = successors[index] ?? null
        const ended = { how: 'merged', on: '2025-01-01' } as const
        return { id, title: id, ...(successor !== null && { ended: { ...ended, successor } }) }
      })
      for (const id of ids) {
        const acting = successorOf(units, id)
        const there = units.find((unit) => unit.id === acting)?.ended === undefined
        // Where the list goes round in a circle nobody is named in its place.
        expect(there || acting === id).toBe(true)
      }
    }),
  )
})
