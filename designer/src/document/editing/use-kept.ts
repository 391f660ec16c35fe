import { useCallback, useState } from 'react'
import type { DocumentStore } from '../state/document-store.ts'
import { useDocumentStore } from './use-document.ts'

const kept = new WeakMap<DocumentStore, Map<string, unknown>>()

/** State that outlives the page while the ruleset stays open: one can go and change a rule and come back. */
export function useKept<T>(name: string, initial: () => T): [T, (next: T) => void] {
  const store = useDocumentStore()
  const [value, setValue] = useState<T>(() => {
    const known = kept.get(store)
    return known?.has(name) === true ? (known.get(name) as T) : initial()
  })
  const set = useCallback(
    (next: T) => {
      const known = kept.get(store) ?? new Map<string, unknown>()
      kept.set(store, known.set(name, next))
      setValue(next)
    },
    [store, name],
  )
  return [value, set]
}
