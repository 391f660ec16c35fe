import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'

/** Has everything read again that says which version of a ruleset applies. */
export function useVersionsChanged(ruleset: string): () => void {
  const queryClient = useQueryClient()
  return useCallback(() => {
    for (const queryKey of [['rulesets'], ['ruleset', ruleset], ['worklist'], ['cases'], ['case']])
      void queryClient.invalidateQueries({ queryKey })
  }, [queryClient, ruleset])
}
