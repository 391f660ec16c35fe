import { type Change, type ChangedOutcomes, diffRulesets, type Ruleset } from '@jieli/engine'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { readRuleset, readRulesetVersion } from '../../api/rulesets.ts'
import type { ChangesReply, ChangesRequest } from './changes-messages.ts'

/** How a draft differs from the version in force today. */
export interface Changes {
  readonly version: string
  readonly before: Ruleset
  readonly changes: readonly Change[]
  /** What is decided otherwise; `undefined` while it is searched for. */
  readonly outcomes: ChangedOutcomes | undefined
}

/** `undefined` until the version in force is read, and where there is none. */
export function useChanges(after: Ruleset, asOf: string): Changes | undefined {
  const { id } = after.manifest
  const summary = useQuery({ queryKey: ['ruleset', id], queryFn: () => readRuleset(id) })
  const version = summary.data?.inForce
  const inForce = useQuery({
    queryKey: ['ruleset', id, 'version', version],
    queryFn: () => readRulesetVersion(id, version ?? ''),
    enabled: version !== undefined,
  })
  const before = inForce.data?.ruleset
  const [found, setFound] = useState<{ request: ChangesRequest; outcomes: ChangedOutcomes }>()
  const request = useMemo(
    (): ChangesRequest | undefined => (before === undefined ? undefined : { before, after, asOf }),
    [before, after, asOf],
  )
  useEffect(() => {
    if (request === undefined) return undefined
    const worker = new Worker(new URL('./changes-worker.ts', import.meta.url), { type: 'module' })
    worker.onmessage = ({ data }: MessageEvent<ChangesReply>) =>
      setFound({ request, outcomes: data })
    worker.postMessage(request)
    return () => worker.terminate()
  }, [request])
  // What was found for another day or draft says nothing of this one.
  const outcomes = found?.request === request ? found?.outcomes : undefined
  const changes = useMemo(
    () => (before === undefined ? [] : diffRulesets(before, after).filter(isTold)),
    [before, after],
  )
  if (version === undefined || before === undefined) return undefined
  return { version, before, changes, outcomes }
}

/** Accepted scenarios have a section of their own, and the number of the version is given when it is published. */
function isTold({ path, fields }: Change): boolean {
  if (path.startsWith('/scenarios/')) return false
  return path !== '/manifest' || fields.some((name) => name !== 'version')
}
