import { useEffect } from 'react'
import type { DocumentStore } from '../../document/state/document-store.ts'

/** Ctrl or Cmd with Z, Shift+Z or Y, and S, wherever the keyboard is. */
export function useEditorKeys(store: DocumentStore, save: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return
      const key = event.key.toLowerCase()
      if (key === 's') {
        event.preventDefault()
        save()
        return
      }
      if (key !== 'z' && key !== 'y') return
      // Text that is not committed yet is for the field itself to undo.
      if (event.target instanceof HTMLElement && event.target.dataset['pending'] === 'true') return
      event.preventDefault()
      if (key === 'y' || event.shiftKey) store.redo()
      else store.undo()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [store, save])
}
