import { type Outcome, outcomeName, type Subject } from '@jieli/engine'
import { useCallback } from 'react'
import { useText } from '../i18n/use-language.ts'

/** The name of an outcome by itself, on a label or in a list, by what its decision is about: with a capital letter. */
export function useOutcomeName(): (outcome: Outcome, subject?: Subject) => string {
  const text = useText()
  return useCallback(
    (outcome, subject) => {
      const name = text(outcomeName(outcome, subject))
      return name.charAt(0).toUpperCase() + name.slice(1)
    },
    [text],
  )
}
