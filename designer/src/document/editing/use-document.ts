import type { Ruleset } from '@jieli/engine'
import { createContext, useContext, useSyncExternalStore } from 'react'
import type { Command } from '../state/command.ts'
import type { DocumentState, DocumentStore } from '../state/document-store.ts'

/** Holds the one document being edited; the editor frame provides it. */
export const DocumentContext = createContext<DocumentStore | undefined>(undefined)

/** The store of the open document. @throws outside the editor frame. */
export function useDocumentStore(): DocumentStore {
  const store = useContext(DocumentContext)
  if (store === undefined) throw new Error('This part of the page needs an open ruleset.')
  return store
}

/**
 * Reads from the open document and renders again when what was read changes.
 * The selector must give back parts of the state, not fresh objects.
 */
export function useDocument<T>(select: (state: DocumentState) => T): T {
  const store = useDocumentStore()
  return useSyncExternalStore(store.subscribe, () => select(store.getState()))
}

/** The ruleset as edited so far. */
export function useRuleset(): Ruleset {
  return useDocument((state) => state.present)
}

/** Runs an edit on the open document. */
export function useRunCommand(): (command: Command) => void {
  return useDocumentStore().run
}
