import { type Bundle, createBundle } from '@jieli/engine'
import { useMemo } from 'react'
import { useDocument, useRuleset } from '../../document/editing/use-document.ts'

/** The current document, unsaved edits included, as a bundle that can be run. */
export function useBundle(): Bundle {
  const ruleset = useRuleset()
  const origin = useDocument((state) => state.origin)
  return useMemo(() => createBundle(ruleset, origin), [ruleset, origin])
}
