import { reasonByIds, reasonByTitles, type Text } from '@jieli/engine'
import { useMemo } from 'react'
import { useRuleset } from '../../document/editing/use-document.ts'

/** A reason as it is written in a field, parameters by their titles, and back as it is kept, by their ids. */
export function useReasonNames(): {
  readonly byTitles: (reason: Text) => Text
  readonly byIds: (reason: Text) => Text
} {
  const ruleset = useRuleset()
  return useMemo(
    () => ({
      byTitles: (reason) => reasonByTitles(ruleset, reason),
      byIds: (reason) => reasonByIds(ruleset, reason),
    }),
    [ruleset],
  )
}
