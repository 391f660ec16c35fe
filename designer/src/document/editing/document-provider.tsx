import type { ReactNode } from 'react'
import { SealContext } from '../../kit/fields/seal-context.ts'
import type { DocumentStore } from '../state/document-store.ts'
import { DocumentContext } from './use-document.ts'

/** Opens a document to everything inside; its fields end an undo step when they are left. */
export function DocumentProvider(props: {
  readonly store: DocumentStore
  readonly children: ReactNode
}) {
  return (
    <DocumentContext value={props.store}>
      <SealContext value={props.store.seal}>{props.children}</SealContext>
    </DocumentContext>
  )
}
