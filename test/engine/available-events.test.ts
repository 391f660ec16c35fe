import { availableEvents, type CaseSnapshot, type Facts, step } from '@jieli/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deepFreeze } from './deep-freeze.ts'
import { begin, end, guard, guarded, later, pathwayOf, setFact, state, to } from './make-pathway.ts'

describe('the events open to a case', () => {
  it('PW13 a closed event says why, an open one where it leads', () => {
    const [go, leave] = availableEvents(guarded, begin(guarded, { b: true }), { at: later })
    expect(go).toMatchObject({ event: 'go', open: false, outcome: 'needsFacts', needs: ['a'] })
    expect(go?.message?.zh).toContain('a（中）')
    expect(leave).toMatchObject({ event: 'leave', open: true, needsReason: true, target: 'end' })
  })

  it('PW13 an outcome is worded by what its decision is about, on its label and in its message', () => {
    const judged = {
      ...guarded,
      ruleset: {
        ...guarded.ruleset,
        decisions: guarded.ruleset.decisions.map((one) => ({
          ...one,
          subject: 'assessment' as const,
        })),
      },
    }
    const facts = { a: false, b: true }
    const [go] = availableEvents(judged, begin(judged, facts), { at: later })
    expect(go).toMatchObject({
      open: false,
      outcome: 'denyInstitutionalAction',
      subject: 'assessment',
    })
    expect(go?.message?.zh).toMatch(/^不符合要求。/)
    const [asCare] = availableEvents(guarded, begin(guarded, facts), { at: later })
    expect(asCare?.subject).toBeUndefined()
  })

  it('PW13 an actor that is no party is told who may act', () => {
    const [go] = availableEvents(guarded, begin(guarded, { a: true, from: 'u1' }), {
      at: later,
      actor: { unit: 'u2' },
    })
    expect(go).toMatchObject({
      open: false,
      message: { zh: expect.stringContaining('sender（中）') },
    })
  })

  const walk = fc.array(
    fc.record({
      type: fc.constantFrom('go', 'stay', 'leave'),
      facts: fc.record({ a: fc.boolean(), b: fc.boolean(), c: fc.boolean() }, { requiredKeys: [] }),
    }),
    { maxLength: 8 },
  )
  const winding = pathwayOf(
    {
      one: state({
        on: {
          go: [to('go', 'two', { guard: guard('mayGo', 'allow') })],
          leave: [to('leave', 'end', { guard: guard('mayLeave', 'allow', 'requireReason') })],
        },
      }),
      two: state({
        initial: 'inner',
        entry: [setFact('a', false)],
        states: {
          inner: state({
            on: {
              stay: [to('stay', 'other')],
              go: [to('denied', undefined, { guard: guard('mayGo', 'denyInstitutionalAction') })],
            },
          }),
          other: state({
            always: [to('auto', 'inner', { guard: guard('mayGo', 'allow') })],
            on: { stay: [to('back', '#walk.one')] },
          }),
        },
      }),
      ...end,
    },
    { on: { leave: [to('root', '.one', { guard: guard('mayLeave', 'allow') })] } },
  )

  it('PW13 PW14 what is open is what is taken, over any walk, through JSON and without changing a thing', () => {
    fc.assert(
      fc.property(walk, (events) => {
        let snapshot = begin(winding)
        for (const { type, facts: given } of events) {
          deepFreeze(snapshot)
          const offered = availableEvents(winding, snapshot, { at: later, facts: given as Facts })
          for (const name of ['go', 'stay', 'leave']) {
            const sent = { type: name, facts: given as Facts, reason: 'asked for', at: later }
            const result = step(winding, snapshot, deepFreeze(sent))
            expect({
              name,
              open: offered.find((one) => one.event === name)?.open ?? false,
            }).toEqual({ name, open: result.taken })
          }
          const result = step(winding, snapshot, {
            type,
            facts: given as Facts,
            reason: 'asked for',
            at: later,
          })
          const thawed: CaseSnapshot = JSON.parse(JSON.stringify(snapshot))
          expect(
            step(winding, thawed, { type, facts: given as Facts, reason: 'asked for', at: later }),
          ).toEqual(result)
          if (result.taken) ({ snapshot } = result)
        }
      }),
      { numRuns: 150 },
    )
  })
})
