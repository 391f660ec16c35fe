import { type Outcome, outcomeNames } from '@jieli/engine'
import { useCallback } from 'react'
import { useText } from '../i18n/use-language.ts'

/** The name of an outcome by itself, on a label or in a list: with a capital letter. */
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
