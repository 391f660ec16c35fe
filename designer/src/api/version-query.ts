import type { RulesetVersion } from '@jieli/server/contracts'
import type { UseQueryOptions } from '@tanstack/react-query'
import { readRulesetVersion } from './rulesets.ts'

/** A published version never changes, so it is read once. */
export function versionQuery(id: string, version: string): UseQueryOptions<RulesetVersion> {
  return {
    queryKey: ['version', id, version],
    queryFn: () => readRulesetVersion(id, version),
    staleTime: Infinity,
  }
}
