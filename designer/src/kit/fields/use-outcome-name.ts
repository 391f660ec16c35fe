import { type Outcome, outcomeNames } from '@jieli/engine'
import { useCallback } from 'react'
import { useText } from '../i18n/use-language.ts'

/** The name of an outcome as it stands alone, on a label or in a list to choose from: with a capital letter. */
export function useOutcomeName(): (outcome: Outcome) => string {
  const text = useText()
  return useCallback(
    (outcome) => {
      const name = text(outcomeNames[outcome])
      return name.charAt(0).toUpperCase() + name.slice(1)
    },
    [text],
  )
}
