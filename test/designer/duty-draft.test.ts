import type { Duty, Ruleset } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { daySpans, daysOf } from '../../designer/src/editor/calendar/day-spans.ts'
import { dutyPlaces } from '../../designer/src/editor/canvas/duty-places.ts'
import {
  draftOf,
  dutyOf,
  emptyDuty,
  missingParts,
  onPathway,
} from '../../designer/src/editor/duties/duty-draft.ts'
import { renameState } from '../../designer/src/document/commands/rename-state.ts'
import { sampleRuleset } from './sample-ruleset.ts'

const text = (zh: string, en: string) => ({ zh, en })
const whole: Duty = {
  id: 'call',
  title: text('回访患者', 'call the patient'),
  pathway: 'referral',
  owedBy: 'sender',
  begins: { on: 'transition', transitions: ['submit'] },
  where: { fact: 'urgent', operator: 'equal', value: true },
  within: { workingTime: 'PT4H' },
  keptBy: { on: 'event', events: ['accept'] },
  late: [{ id: 'reminder', title: text('逾期', 'late'), to: 'sender' }],
  contract: { mode: 'locked' },
  cites: ['plan#DP-01'],
}

describe('a duty that is being written', () => {
  it('lacks everything it has to say at first, and nothing is chosen for it', () => {
    expect(missingParts(emptyDuty)).toEqual(['title', 'pathway', 'owedBy', 'begins', 'keptBy'])
    expect(dutyOf(emptyDuty, { id: 'duty' })).toBeUndefined()
  })

  it('comes back from its form as it was, contract and all', () => {
    expect(dutyOf(draftOf(whole), whole)).toEqual(whole)
  })

  it.each([
    ['begins', { begins: { on: 'transition', transitions: [] } }],
    ['begins', { begins: { on: 'state', states: [] } }],
    ['begins', { begins: { on: 'told', event: undefined } }],
    ['begins', { begins: { on: 'facts', when: undefined } }],
    ['keptBy', { keptBy: { on: 'event', events: [] } }],
    ['endedBy', { endedBy: { on: 'facts', when: undefined } }],
    ['late', { late: [{ id: 'a', title: undefined, to: 'sender' }] }],
    ['late', { late: [{ id: 'a', title: text('甲', 'A'), to: undefined }] }],
  ] as const)('is not finished while its %s is only begun', (part, change) => {
    const draft = { ...draftOf(whole), ...structuredClone(change) }
    expect(missingParts(draft as typeof emptyDuty)).toEqual([part])
    expect(dutyOf(draft as typeof emptyDuty, whole)).toBeUndefined()
  })

  it('asks anew for what comes from the chart when it is put on another pathway', () => {
    const moved = onPathway(draftOf(whole), 'other')
    expect(missingParts(moved)).toEqual(['owedBy', 'begins', 'keptBy', 'late'])
    expect(onPathway(draftOf(whole), 'referral')).toEqual(draftOf(whole))
  })
})

describe('duties on the chart', () => {
  const withDuty = (begins: Duty['begins']): Ruleset => {
    const ruleset = sampleRuleset()
    ruleset.duties.push({ ...whole, begins })
    return ruleset
  }
  const at = (ruleset: Ruleset) => {
    const [pathway] = ruleset.pathways
    if (pathway === undefined) throw new Error('The sample has no pathway.')
    const { states, transitions, kept } = dutyPlaces(ruleset, pathway)
    return [states, transitions, kept].map((places) => [...places.keys()])
  }

  it('are where they begin and where they are kept', () => {
    const [, begun, kept] = at(withDuty(whole.begins))
    expect(begun).toEqual(['submit'])
    expect(kept).not.toEqual([])
    expect(at(withDuty({ on: 'state', states: ['review'] }))[0]).toEqual(['review'])
  })

  it('follow a state that gets another key', () => {
    const ruleset = withDuty({ on: 'state', states: ['review', 'review.waiting', 'draft'] })
    renameState('referral', 'review', 'checking').apply(ruleset)
    expect(ruleset.duties.at(-1)?.begins).toEqual({
      on: 'state',
      states: ['checking', 'checking.waiting', 'draft'],
    })
  })
})

describe('days of a calendar', () => {
  it('are told as spans of days that follow one another', () => {
    const days = ['2026-10-02', '2026-09-30', '2026-10-01', '2026-10-04', '2026-10-01']
    expect(daySpans(days)).toEqual([
      { from: '2026-09-30', to: '2026-10-02' },
      { from: '2026-10-04', to: '2026-10-04' },
    ])
    expect(daysOf({ from: '2026-02-27', to: '2026-03-01' })).toEqual([
      '2026-02-27',
      '2026-02-28',
      '2026-03-01',
    ])
  })
})
