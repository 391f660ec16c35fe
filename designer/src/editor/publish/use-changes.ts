import { type Change, diffRulesets, type Ruleset } from '@jieli/engine'
import { type ChangedOutcomes, versionInForce } from '@jieli/server/contracts'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { readChangedOutcomes, readRuleset, readRulesetVersion } from '../../api/rulesets.ts'
import { useDocument } from '../../document/editing/use-document.ts'

/** How a draft differs from the version in force on the day it is to begin. */
export interface Changes {
  readonly version: string
  readonly before: Ruleset
  readonly changes: readonly Change[]
  /** What is decided otherwise; `undefined` while it is searched for. */
  readonly outcomes: ChangedOutcomes | undefined
  /** Why it could not be found out. */
  readonly failure: Error | null
}

/** `undefined` until the version in force is read, and where there is none. */
export function useChanges(after: Ruleset, from: string): Changes | undefined {
  const { id } = after.manifest
  const revision = useDocument((state) => state.revision)
  const summary = useQuery({ queryKey: ['ruleset', id], queryFn: () => readRuleset(id) })
  const version = versionInForce(summary.data?.versions ?? [], from)?.version
  const inForce = useQuery({
    queryKey: ['ruleset', id, 'version', version],
    queryFn: () => readRulesetVersion(id, version ?? ''),
    enabled: version !== undefined,
  })
  const outcomes = useQuery({
    queryKey: ['ruleset', id, 'outcomes', revision, from],
    queryFn: () => readChangedOutcomes(id, from),
  })
  const before = inForce.data?.ruleset
  const changes = useMemo(
    () => (before === undefined ? [] : diffRulesets(before, after).filter(isTold)),
    [before, after],
  )
  if (version === undefined || before === undefined) return undefined
  return { version, before, changes, outcomes: outcomes.data, failure: outcomes.error }
}

/** Accepted scenarios have a section of their own, and the number of the version is given when it is published. */
function isTold({ path, fields }: Change): boolean {
  if (path.startsWith('/scenarios/')) return false
  return path !== '/manifest' || fields.some((name) => name !== 'version')
}
