import type { BindingSet, Origin, Ruleset, Text } from '@jieli/engine'
import type { Draft } from '@jieli/server/contracts'
import { applyPatches, castDraft, enablePatches, produceWithPatches } from 'immer'
import type { Command } from './command.ts'
import { emptyHistory, type History, remember } from './history.ts'

enablePatches()

/** Titles of rulesets, by id. */
export type LayerTitles = Readonly<Record<string, Text>>

/** A draft as the server gave it, or a substitute for one; revision 0 when none was ever saved. */
export type OpenedDraft = Pick<Draft, 'ruleset' | 'parent' | 'origin' | 'revision'> &
  Partial<Pick<Draft, 'base' | 'binding' | 'layers' | 'own'>>

/** The ruleset being edited and everything known about it. A new object on every change. */
export interface DocumentState {
  readonly present: Ruleset
  readonly parent: Ruleset | undefined
  readonly base: Ruleset | undefined
  readonly binding: BindingSet | undefined
  readonly origin: Origin
  readonly layers: LayerTitles
  /** The draft revision on the server that the edits rest on. */
  readonly revision: number
  /** True when the server holds exactly `present`. */
  readonly saved: boolean
  /** True when this person saved the server's copy last: somebody else has to publish it. */
  readonly own: boolean
  readonly history: History
  /** The history step the server's copy corresponds to; 0 is the opened draft. */
  readonly savedStep: number
}

/** The one place where a ruleset changes. No React in here. */
export interface DocumentStore {
  getState(): DocumentState
  subscribe(listener: () => void): () => void
  run(command: Command): void
  undo(): void
  redo(): void
  /** Ends the current step: the next command begins a new one, whatever it merges with. */
  readonly seal: () => void
  /** The server has stored `present` as it was at `step`. */
  markSaved(saved: { revision: number; origin: Origin; step: number }): void
  /**
   * Goes on with edits that were never saved: over the revision the document rests on as one more step, over another one
   * without its steps. Saving them meets whatever was saved since.
   */
  restore(edited: { readonly revision: number; readonly ruleset: Ruleset }): void
  /** Throws all edits away and goes on from another draft. */
  reopen(draft: OpenedDraft): void
}

/** No step: the server has not what is on the screen, whichever step that is. */
const neverSaved = -1

/** The step of `present`: the last command done, 0 before the first. Pure. */
export function currentStep(state: DocumentState): number {
  return state.history.done[0]?.id ?? 0
}

export function createDocumentStore(draft: OpenedDraft): DocumentStore {
  let state = openState(draft)
  let nextId = 1
  const listeners = new Set<() => void>()

  const set = (change: Partial<DocumentState>): void => {
    const next = { ...state, ...change }
    state = { ...next, saved: currentStep(next) === next.savedStep }
    for (const listener of listeners) listener()
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    run(command) {
      const [present, patches, inverse] = produceWithPatches(state.present, (ruleset) => {
        command.apply(ruleset)
      })
      if (patches.length === 0) return
      const entry = { id: nextId++, name: command.name, merge: command.merge, patches, inverse }
      set({ present, history: remember(state.history, entry) })
    },
    undo() {
      const [entry, ...done] = state.history.done
      if (entry === undefined) return
      set({
        present: applyPatches(state.present, [...entry.inverse]),
        history: { done, undone: [entry, ...state.history.undone], sealed: true },
      })
    },
    redo() {
      const [entry, ...undone] = state.history.undone
      if (entry === undefined) return
      set({
        present: applyPatches(state.present, [...entry.patches]),
        history: { done: [entry, ...state.history.done], undone, sealed: true },
      })
    },
    seal() {
      if (!state.history.sealed) set({ history: { ...state.history, sealed: true } })
    },
    markSaved({ revision, origin, step }) {
      set({
        revision,
        origin,
        own: true,
        savedStep: step,
        history: { ...state.history, sealed: true },
      })
    },
    restore({ revision, ruleset }) {
      if (revision !== state.revision) {
        set({ present: ruleset, revision, history: emptyHistory, savedStep: neverSaved })
        return
      }
      const [present, patches, inverse] = produceWithPatches(state.present, () =>
        castDraft(ruleset),
      )
      const entry = { id: nextId++, name: 'editor.restored', merge: undefined, patches, inverse }
      set({ present, history: remember({ ...state.history, sealed: true }, entry) })
    },
    reopen(next) {
      state = openState(next)
      set({})
    },
  }
}

function openState(draft: OpenedDraft): DocumentState {
  return {
    present: draft.ruleset,
    parent: draft.parent ?? undefined,
    base: draft.base,
    binding: draft.binding,
    origin: draft.origin,
    layers: draft.layers ?? {},
    revision: draft.revision,
    saved: true,
    own: draft.own ?? false,
    history: emptyHistory,
    savedStep: 0,
  }
}
