import type { Pathway, Ruleset } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { addTransition } from '../../designer/src/document/commands/add-transition.ts'
import { changeTransition } from '../../designer/src/document/commands/change-transition.ts'
import { pasteStates } from '../../designer/src/document/commands/paste-states.ts'
import { removeElements } from '../../designer/src/document/commands/remove-elements.ts'
import { renameState } from '../../designer/src/document/commands/rename-state.ts'
import {
  copyStates,
  readCopied,
  writeCopied,
} from '../../designer/src/editor/canvas/copied-states.ts'
import type { Command } from '../../designer/src/document/state/command.ts'
import { createDocumentStore } from '../../designer/src/document/state/document-store.ts'
import { listStates } from '../../designer/src/document/state/state-path.ts'
import { listTransitions } from '../../designer/src/document/state/transition-list.ts'
import { sampleRuleset } from './sample-ruleset.ts'

function after(...commands: Command[]): { ruleset: Ruleset; pathway: Pathway } {
  const store = createDocumentStore({
    ruleset: sampleRuleset(),
    parent: null,
    origin: {},
    revision: 0,
  })
  for (const command of commands) store.run(command)
  const ruleset = store.getState().present
  const [pathway] = ruleset.pathways
  if (pathway === undefined) throw new Error('The sample has a pathway.')
  return { ruleset, pathway }
}

const arrows = (pathway: Pathway): string[] =>
  listTransitions(pathway).map(({ id, source, target }) => `${id}: ${source} > ${target ?? ''}`)
const paths = (pathway: Pathway): string[] => listStates(pathway).map(({ path }) => path)

describe('renaming a state', () => {
  it('takes its transitions, its children and its place on the canvas along', () => {
    const { pathway, ruleset } = after(renameState('referral', 'review', 'checking'))
    expect(paths(pathway)).toEqual([
      'draft',
      'checking',
      'checking.waiting',
      'checking.claimed',
      'closed',
    ])
    expect(arrows(pathway)).toEqual([
      'submit: draft > checking',
      'claim: checking.waiting > checking.claimed',
      'close: checking.waiting > closed',
      'expire: checking.waiting > closed',
      'finish: checking.claimed > closed',
    ])
    expect(ruleset.layout).toEqual({ referral: { draft: { x: 0, y: 0 } } })
  })

  it('keeps the initial mark and the way targets are written', () => {
    const { pathway } = after(
      renameState('referral', 'draft', 'begin'),
      renameState('referral', 'review.claimed', 'taken'),
    )
    expect(pathway.machine.initial).toBe('begin')
    expect(pathway.machine.states['review']?.states?.['waiting']?.on?.['accept']?.[0]?.target).toBe(
      'taken',
    )
  })

  it('refuses a key that stands beside it already', () => {
    expect(() => after(renameState('referral', 'draft', 'closed'))).toThrow(/taken/)
  })
})

describe('removing states and transitions', () => {
  it('removes what leads to them, and the children with their parent', () => {
    const { pathway } = after(
      removeElements({ pathway: 'referral', states: ['closed'], transitions: [] }),
    )
    expect(arrows(pathway)).toEqual([
      'submit: draft > review',
      'claim: review.waiting > review.claimed',
    ])
  })

  it('moves the initial mark to the next state', () => {
    const { pathway } = after(
      removeElements({ pathway: 'referral', states: ['draft', 'review.waiting'], transitions: [] }),
    )
    expect(pathway.machine.initial).toBe('review')
    expect(pathway.machine.states['review']?.initial).toBe('claimed')
  })

  it('makes a compound state plain again when its last child goes', () => {
    const { pathway } = after(
      removeElements({
        pathway: 'referral',
        states: ['review.waiting', 'review.claimed'],
        transitions: [],
      }),
    )
    expect(pathway.machine.states['review']).toEqual({
      meta: { title: { zh: '审核', en: 'Review' } },
    })
  })
})

describe('changing a transition', () => {
  it('moves it to the list of its new event, and leaves no empty list behind', () => {
    const { pathway } = after(
      changeTransition('referral', 'submit', { trigger: { kind: 'on', event: 'accept' } }),
    )
    expect(Object.keys(pathway.machine.states['draft']?.on ?? {})).toEqual(['accept'])
  })

  it('writes a target that XState understands from where it stands', () => {
    const { pathway } = after(changeTransition('referral', 'close', { target: 'review.claimed' }))
    const list = pathway.machine.states['review']?.states?.['waiting']?.on?.['accept']
    expect(list?.[1]?.target).toBe('claimed')
    const outward = after(changeTransition('referral', 'claim', { target: 'draft' })).pathway
    expect(outward.machine.states['review']?.states?.['waiting']?.on?.['accept']?.[0]?.target).toBe(
      '#referral.draft',
    )
  })

  it('adds a new event together with the transition that needs it', () => {
    const { pathway } = after(
      addTransition({
        pathway: 'referral',
        id: 'again',
        source: 'closed',
        target: 'draft',
        trigger: { kind: 'on', event: 'reopen' },
        newEvent: { id: 'reopen', title: { zh: '重开', en: 'Reopen' }, actors: ['sender'] },
      }),
    )
    expect(pathway.events.map((event) => event.id)).toContain('reopen')
  })
})

describe('copying and pasting states', () => {
  const copy = () => {
    const { pathway } = after()
    return copyStates(pathway, ['review', 'review.waiting'], { review: { x: 10, y: 20 } })
  }
  const paste = (copied = copy()) =>
    pasteStates({
      pathway: 'referral',
      parent: '',
      copied,
      offset: { x: 40, y: 40 },
      positions: {},
    })

  it('gives copies fresh keys and ids, and leads them among themselves', () => {
    const { pathway, ruleset } = after(paste())
    expect(paths(pathway)).toContain('review-2.waiting')
    expect(arrows(pathway)).toContain('claim-2: review-2.waiting > review-2.claimed')
    expect(arrows(pathway)).toContain('close-2: review-2.waiting > closed')
    expect(ruleset.layout['referral']?.['review-2']).toEqual({ x: 50, y: 60 })
    const ids = listTransitions(pathway).map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('leaves out, in another pathway, what would lead nowhere', () => {
    const foreign = { ...copy(), pathway: 'elsewhere' }
    const { pathway } = after(paste(foreign))
    expect(arrows(pathway)).not.toContain('close-2: review-2.waiting > closed')
    expect(arrows(pathway)).toContain('claim-2: review-2.waiting > review-2.claimed')
  })

  it('reads back what it wrote to the clipboard, and nothing else', () => {
    expect(readCopied(writeCopied(copy()))).toEqual(copy())
    for (const text of [
      '',
      '草稿',
      '{}',
      '{"format":"jieli/states@1"}',
      '{"format":"jieli/states@1","states":[{"path":"a","state":{"__proto__":1},"at":{"x":0,"y":0}}]}',
    ])
      expect(readCopied(text)).toBeUndefined()
  })
})
