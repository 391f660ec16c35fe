import { dutyStanding, step } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { makeDuty } from './make-duty.ts'
import { begin, end, event, later, state, taken, to } from './make-pathway.ts'
import { bundleOf, cites, fact, parameter, text } from './make-ruleset.ts'

/** A case that can be told once it has gone on, with one duty. */
const bundleWith = (duty: object, parameters: readonly object[] = []) =>
  bundleOf({
    manifest: { calendar: { utcOffset: '+08:00', holidays: [], workdays: [] } },
    facts: [fact('from', 'code')],
    offices: [{ id: 'dutyRoom', title: text('duty room'), of: 'unit' }],
    parameters,
    duties: [makeDuty(duty)],
    pathways: [
      {
        id: 'walk',
        title: text('walk'),
        cites,
        parties: [{ id: 'sender', title: text('sender'), unitFact: 'from' }],
        events: ['go', 'told', 'leave'].map((id) => event(id)),
        delays: [],
        machine: {
          id: 'walk',
          initial: 'one',
          states: {
            one: state({ on: { go: [to('go', 'two')] } }),
            two: state({ on: { told: [to('told', undefined)], leave: [to('leave', 'end')] } }),
            ...end,
          },
        },
      },
    ],
  })

const gone = (bundle: ReturnType<typeof bundleWith>) =>
  taken(step(bundle, begin(bundle, {}), { type: 'go', at: later })).snapshot

describe('a duty by a day', () => {
  const lastDay = (values: readonly unknown[]) => [parameter('lastDay', 'date', { values })]

  it.each([
    ['written', { date: '2025-03-05' }],
    ['in a parameter', { parameter: 'lastDay' }],
  ])('DU3 is due at the end of the day %s', (_, within) => {
    const bundle = bundleWith({ within }, lastDay([{ from: '2025-01-01', value: '2025-03-05' }]))
    expect(gone(bundle).duties).toMatchObject([{ dueAt: '2025-03-05T23:59:59.999+08:00' }])
  })

  it.each([
    ['2025-03-05T23:59:59.999+08:00', 'kept'],
    ['2025-03-06T00:00:00+08:00', 'keptLate'],
  ])('DU6 done at %s is %s', (moment, expected) => {
    const bundle = bundleWith({ within: { date: '2025-03-05' } })
    const { snapshot } = taken(step(bundle, gone(bundle), { type: 'told', at: moment }))
    expect(snapshot.duties?.map((duty) => dutyStanding(duty, moment))).toEqual([expected])
  })

  it('DU3 is late from its beginning where its day is over', () => {
    const { duties } = gone(bundleWith({ within: { date: '2025-03-02' } }))
    expect(duties?.map((duty) => dutyStanding(duty, later))).toEqual(['late'])
  })

  it('DU3 has no time where the parameter has no value', () => {
    const [duty] = gone(bundleWith({ within: { parameter: 'lastDay' } }, lastDay([]))).duties ?? []
    expect(duty).toBeDefined()
    expect(duty).not.toHaveProperty('dueAt')
  })

  it('DU7 tells an office of the party that it is late', () => {
    const late = [{ id: 'now', title: text('late'), to: 'sender', office: 'dutyRoom' }]
    const bundle = bundleWith({ within: { date: '2025-03-05' }, late })
    const told = step(bundle, gone(bundle), {
      type: 'duty:tell:1',
      at: '2025-03-07T00:00:00+08:00',
    })
    expect(taken(told).actions).toMatchObject([{ to: 'sender', office: 'dutyRoom' }])
  })
})
