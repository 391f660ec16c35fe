import type { Ruleset } from '@jieli/engine'
import type { IssueReply, Published } from '@jieli/server/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { ApiError } from '../../api/api-error.ts'
import { publishDraft } from '../../api/rulesets.ts'
import { today } from '../../document/editing/today.ts'
import { useDocument, useRuleset } from '../../document/editing/use-document.ts'
import type { AcceptableGroup } from '../inherited/changed-messages.ts'
import { useChangedScenarios } from '../inherited/use-changed-scenarios.ts'
import { useProblems } from '../problems/use-problems.ts'

/** Why the draft on screen cannot be published as it stands, by whoever looks at it. */
export type Hindrance = 'unsaved' | 'own' | 'nothing'

/** What somebody who publishes enters, and what came of it. */
export interface Publication {
  readonly ruleset: Ruleset
  readonly hindrance: Hindrance | undefined
  /** First day in force. */
  readonly from: string
  readonly setFrom: (from: string) => void
  /** True where the first day has passed: a reason is then needed. */
  readonly past: boolean
  readonly reason: string
  readonly setReason: (reason: string) => void
  /** Inherited scenarios that come out otherwise and nobody has accepted. */
  readonly changed: readonly AcceptableGroup[]
  /** What the checks on this page and the server's last answer say. */
  readonly issues: readonly IssueReply[]
  /** True once nothing is left that the person has to do first. */
  readonly ready: boolean
  readonly publish: () => void
  readonly pending: boolean
  readonly done: Published | undefined
  /** Why the server refused, unless the issues say it. */
  readonly failure: Error | null
}

/** @param open whether the dialog is: the result of an earlier attempt does not apply to later edits */
export function usePublication(open: boolean): Publication {
  const ruleset = useRuleset()
  const problems = useProblems()
  const queryClient = useQueryClient()
  const hindrance = useDocument(({ saved, own, revision }) =>
    !saved ? 'unsaved' : own ? 'own' : revision === 0 ? 'nothing' : undefined,
  )
  const revision = useDocument((state) => state.revision)
  const [from, setFrom] = useState(today)
  const [reason, setReason] = useState('')
  const past = from < today()
  const publishing = useMutation({
    mutationFn: () =>
      publishDraft(ruleset.manifest.id, {
        from,
        revision,
        ...(past && { reason: reason.trim() }),
      }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['rulesets'] })
      void queryClient.invalidateQueries({ queryKey: ['ruleset'] })
    },
  })
  const { groups: changed } = useChangedScenarios(open && hindrance === undefined)
  const { reset } = publishing
  useEffect(() => {
    if (open) reset()
  }, [open, reset])

  const refused = publishing.error instanceof ApiError ? publishing.error.issues : []
  const issues = refused.length > 0 ? refused : problems.issues
  const stopped = problems.issues.some(({ severity }) => severity === 'error')
  return {
    ruleset,
    hindrance,
    from,
    setFrom,
    past,
    reason,
    setReason,
    changed,
    issues,
    ready: !stopped && changed.length === 0 && !(past && reason.trim() === ''),
    publish: () => publishing.mutate(),
    pending: publishing.isPending,
    done: publishing.data,
    failure: refused.length > 0 ? null : publishing.error,
  }
}
