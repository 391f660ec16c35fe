import { describe, expect, it } from 'vitest'
import { retitleRuleset } from '../../designer/src/document/commands/retitle-ruleset.ts'
import { setStateTitle } from '../../designer/src/document/commands/set-state-title.ts'
import {
  createDocumentStore,
  currentStep,
} from '../../designer/src/document/state/document-store.ts'
import { sampleRuleset } from './sample-ruleset.ts'

const open = () =>
  createDocumentStore({ ruleset: sampleRuleset(), parent: null, origin: {}, revision: 3 })
const title = (zh: string) => ({ zh, en: zh })

describe('the document', () => {
  it('makes one undo step of letters typed into one field', () => {
    const store = open()
    for (const zh of ['县', '县域', '县域医共体']) store.run(retitleRuleset(title(zh)))
    expect(store.getState().history.done).toHaveLength(1)
    store.undo()
    expect(store.getState().present.manifest.title.zh).toBe('样例')
  })

  it('begins a new step after the field is left', () => {
    const store = open()
    store.run(retitleRuleset(title('甲')))
    store.seal()
    store.run(retitleRuleset(title('乙')))
    store.undo()
    expect(store.getState().present.manifest.title.zh).toBe('甲')
  })

  it('keeps edits of two fields apart', () => {
    const store = open()
    store.run(setStateTitle('referral', 'draft', title('甲')))
    store.run(setStateTitle('referral', 'closed', title('乙')))
    expect(store.getState().history.done).toHaveLength(2)
  })

  it('takes no step for an edit that changes nothing', () => {
    const store = open()
    store.run(setStateTitle('referral', 'nowhere', title('甲')))
    expect(store.getState().history.done).toHaveLength(0)
    expect(store.getState().saved).toBe(true)
  })

  it('forgets what was undone when a new edit is made', () => {
    const store = open()
    store.run(retitleRuleset(title('甲')))
    store.undo()
    store.run(setStateTitle('referral', 'draft', title('乙')))
    expect(store.getState().history.undone).toHaveLength(0)
  })

  it('knows whether the server has what is on the screen', () => {
    const store = open()
    store.run(retitleRuleset(title('甲')))
    expect(store.getState().saved).toBe(false)
    const step = currentStep(store.getState())
    store.run(setStateTitle('referral', 'draft', title('乙')))
    store.markSaved({ revision: 4, origin: {}, step })
    expect(store.getState()).toMatchObject({ saved: false, revision: 4 })
    store.undo()
    expect(store.getState().saved).toBe(true)
    store.undo()
    expect(store.getState().saved).toBe(false)
  })

  it('goes on with edits that were never saved as one step more, over the revision they rest on', () => {
    const store = open()
    const edited = { ...sampleRuleset(), layout: {} }
    edited.manifest = { ...edited.manifest, title: title('丙') }
    store.restore({ revision: 3, ruleset: edited })
    expect(store.getState()).toMatchObject({ saved: false, revision: 3, present: edited })
    store.undo()
    expect(store.getState()).toMatchObject({ saved: true, present: sampleRuleset() })
    store.redo()
    expect(store.getState().present).toEqual(edited)
  })

  it('rests on the older revision where edits of that are restored, so that saving meets the newer one', () => {
    const store = open()
    store.run(retitleRuleset(title('甲')))
    const edited = { ...sampleRuleset() }
    store.restore({ revision: 2, ruleset: edited })
    expect(store.getState()).toMatchObject({ saved: false, revision: 2, present: edited })
    store.undo()
    expect(store.getState().present).toEqual(edited)
    store.markSaved({ revision: 4, origin: {}, step: currentStep(store.getState()) })
    expect(store.getState()).toMatchObject({ saved: true, revision: 4 })
  })

  it('tells its listeners of every change, and no longer once they have left', () => {
    const store = open()
    let calls = 0
    const leave = store.subscribe(() => calls++)
    store.run(retitleRuleset(title('甲')))
    leave()
    store.undo()
    expect(calls).toBe(1)
  })
})
