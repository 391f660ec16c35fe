import type { RulesetSummary } from '@jieli/server/contracts'
import { useQuery } from '@tanstack/react-query'
import { listRulesets } from '../../api/rulesets.ts'
import { useReadableCounties } from './use-assessment-rights.ts'

/** The counties this person may look at, published ones alone. */
export function useCounties(): {
  items: readonly RulesetSummary[] | undefined
  error: Error | null
} {
  const readable = useReadableCounties()
  const rulesets = useQuery({ queryKey: ['rulesets'], queryFn: listRulesets })
  const items = rulesets.data?.items.filter(
    ({ kind, county, versions }) =>
      kind === 'county' &&
      versions.length > 0 &&
      (readable.has('*') || (county !== undefined && readable.has(county))),
  )
  return { items, error: rulesets.error }
}
