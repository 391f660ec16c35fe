import type { Contract, ExceptionStatus, Pathway, Ruleset } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { badgeElements } from '../../designer/src/editor/canvas/element-badges.ts'
import { changeTransition } from '../../designer/src/document/commands/change-transition.ts'
import { removeElements } from '../../designer/src/document/commands/remove-elements.ts'
import { setInitialState } from '../../designer/src/document/commands/set-initial-state.ts'
import { setStateTitle } from '../../designer/src/document/commands/set-state-title.ts'
import { resetPathway } from '../../designer/src/document/commands/reset-pathway.ts'
import { resetState } from '../../designer/src/document/commands/reset-state.ts'
import { resetTransition } from '../../designer/src/document/commands/reset-transition.ts'
import type { Command } from '../../designer/src/document/state/command.ts'
import { createDocumentStore } from '../../designer/src/document/state/document-store.ts'
import {
  removedStates,
  removedTransitions,
  removedWith,
} from '../../designer/src/editor/canvas/statechart-provenance.ts'
import { lockedBy } from '../../designer/src/document/editing/provenance.ts'
import { sampleRuleset } from './sample-ruleset.ts'

const text = (word: string) => ({ zh: word, en: word })
const pathwayOf = (ruleset: Ruleset): Pathway => {
  const [pathway] = ruleset.pathways
  if (pathway === undefined) throw new Error('The sample has a pathway.')
  return pathway
}
const template = pathwayOf(sampleRuleset())

/** The statechart after a county's edits. */
function after(...commands: Command[]): Pathway {
  const store = createDocumentStore({
    ruleset: sampleRuleset(),
    parent: sampleRuleset(),
    origin: {},
    revision: 0,
  })
  for (const command of commands) store.run(command)
  return pathwayOf(store.getState().present)
}

const retitle = setStateTitle('referral', 'review', text('ours'))
const redirect = changeTransition('referral', 'claim', {
  target: 'closed',
  trigger: { kind: 'after', delay: 'tooLate' },
})
const remove = removeElements({ pathway: 'referral', states: ['review'], transitions: [] })
const overridden = (pathway: Pathway) => {
  const { states, transitions } = badgeElements(pathway, sampleRuleset(), [])
  return [...states, ...transitions].flatMap(([id, { provenance }]) =>
    provenance === 'inherited' ? [] : [`${id} ${provenance}`],
  )
}

describe('a statechart beside its template', () => {
  it('tells an overridden state from its own transitions and from the states inside it', () => {
    expect(overridden(after())).toEqual([])
    expect(overridden(after(retitle))).toEqual(['review overrides'])
    expect(overridden(after(redirect))).toEqual(['claim overrides'])
  })

  it('takes a state and a transition back to what the template says, place included', () => {
    expect(after(retitle, resetState(template, 'review'))).toEqual(template)
    expect(after(redirect, resetTransition(template, 'claim'))).toEqual(template)
    const begun = setInitialState('referral', 'closed')
    expect(after(begun, resetPathway(template))).toEqual(template)
  })

  it('takes a removed state back with what it holds and what led to it', () => {
    const without = after(remove)
    expect(removedStates(template, without).map(({ path }) => path)).toEqual(['review'])
    expect(removedTransitions(template, without, 'draft').map(({ id }) => id)).toEqual(['submit'])
    expect(after(remove, resetState(template, 'review'))).toEqual(template)
  })

  it('takes a removed transition back with the event it waits for', () => {
    const gone = removeElements({ pathway: 'referral', states: [], transitions: ['close'] })
    const noEvent: Command = {
      name: 'commands.changeEvent',
      apply: ({ pathways }) => {
        pathways[0]!.events = pathways[0]!.events.filter(({ id }) => id !== 'accept')
      },
    }
    expect(after(gone, noEvent, resetTransition(template, 'close'))).toEqual(template)
  })

  it('knows what goes with a state that is removed', () => {
    const { states, transitions } = removedWith(template, { states: ['review'], transitions: [] })
    expect(states.map(({ path }) => path)).toEqual(['review', 'review.waiting', 'review.claimed'])
    expect(transitions.map(({ id }) => id)).toEqual([
      'submit',
      'claim',
      'close',
      'expire',
      'finish',
    ])
  })
})

describe('what is locked from above', () => {
  const review = '/pathways/referral/machine/states/review'
  const locked: Contract = { mode: 'locked', authority: 'province', exceptions: true }
  const holding = (contract: Contract): Ruleset => {
    const parent = sampleRuleset()
    pathwayOf(parent).machine.states['review']!.meta.contract = contract
    parent.parameters[0]!.contract = contract
    parent.decisions[0]!.contract = contract
    return parent
  }
  const leave = (item: string, standing: ExceptionStatus['standing']): ExceptionStatus => ({
    id: 'leave',
    item,
    authority: 'province',
    grantedBy: text('the province'),
    document: text('paper 7'),
    reason: text('mountains'),
    until: '2026-12-31',
    standing,
  })

  it('is a state with everything inside it, and not what lies beside it', () => {
    const inside = `${review}/states/waiting/on/accept/claim`
    expect(lockedBy(holding(locked), review, [])).toEqual(locked)
    expect(lockedBy(holding(locked), inside, [])).toEqual(locked)
    expect(lockedBy(holding(locked), '/pathways/referral/machine/states/draft', [])).toBeUndefined()
    expect(lockedBy(holding({ mode: 'free' }), review, [])).toBeUndefined()
    expect(lockedBy(undefined, review, [])).toBeUndefined()
  })

  it('may be edited by leave in force, not by leave that ran out or does not count', () => {
    const on = (standing: ExceptionStatus['standing']) =>
      lockedBy(holding(locked), review, [leave(review, standing)])
    expect(on('inForce')).toBeUndefined()
    expect([on('expired'), on('refused')]).toEqual([locked, locked])
  })

  it('a parameter whose leave ran out may be given the value that follows it', () => {
    const item = '/parameters/varianceCeiling'
    const on = (standing: ExceptionStatus['standing']) =>
      lockedBy(holding(locked), item, [leave(item, standing)])
    expect([on('inForce'), on('expired'), on('refused')]).toEqual([undefined, undefined, locked])
  })

  it('a parameter its parent left open may be answered', () => {
    const parent = holding(locked)
    parent.parameters[0]!.values = []
    expect(lockedBy(parent, '/parameters/varianceCeiling', [])).toBeUndefined()
  })

  it('under tighten-only a rule may still be made stricter, and of a statechart nothing may change', () => {
    const tighten: Contract = { mode: 'tightenOnly' }
    expect(lockedBy(holding(tighten), '/decisions/downReferral/rows/ready', [])).toBeUndefined()
    expect(lockedBy(holding(tighten), review, [])).toEqual(tighten)
  })
})
