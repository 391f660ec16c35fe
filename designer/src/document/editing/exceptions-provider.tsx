import { exceptionStatuses } from '@jieli/engine'
import { type ReactNode, useMemo } from 'react'
import { ExceptionsContext } from './exceptions-context.ts'
import { today } from './today.ts'
import { useDocument, useDocumentStore } from './use-document.ts'

/** Provides the exceptions of the open document to the editors. */
export function ExceptionsProvider(props: { readonly children: ReactNode }) {
  const store = useDocumentStore()
  const exceptions = useDocument((state) => state.present.manifest.exceptions)
  const parent = useDocument((state) => state.parent)
  // Signatures take their time: they are looked at when exceptions change, not on every edit.
  const checked = useMemo(
    () =>
      exceptions === undefined ? [] : exceptionStatuses(store.getState().present, parent, today()),
    [exceptions, parent, store],
  )
  return <ExceptionsContext value={checked}>{props.children}</ExceptionsContext>
}
