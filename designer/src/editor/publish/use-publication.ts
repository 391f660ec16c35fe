import type { Ruleset } from '@jieli/engine'
import type { DraftApprovals, IssueReply, Published } from '@jieli/server/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { ApiError } from '../../api/api-error.ts'
import { readDraftApprovals } from '../../api/approvals.ts'
import { publishDraft } from '../../api/rulesets.ts'
import { today } from '../../document/editing/today.ts'
import { useDocument, useRuleset } from '../../document/editing/use-document.ts'
import type { AcceptableGroup } from '../inherited/changed-messages.ts'
import { useChangedScenarios } from '../inherited/use-changed-scenarios.ts'
import { findingsOf, isStatement } from './findings.ts'
import { useIssuesFrom } from './use-issues-from.ts'

/** Why the draft on screen cannot be published as it stands, by whoever looks at it. */
export type Hindrance = 'unsaved' | 'own' | 'nothing'

/** With whom the version begins, as far as it is entered. */
export interface AskedPilot {
  readonly units: readonly string[]
  readonly evaluateBy: string | undefined
}

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
  /** Absent where the version begins with all units. */
  readonly pilot: AskedPilot | undefined
  readonly setPilot: (pilot: AskedPilot | undefined) => void
  /** Inherited scenarios that come out otherwise and nobody has accepted. */
  readonly changed: readonly AcceptableGroup[]
  /** What the checks on this page say of the first day, or the server's last answer. */
  readonly issues: readonly IssueReply[]
  /** What was written of each finding, by its key. */
  readonly words: ReadonlyMap<string, string>
  readonly write: (findings: readonly string[], words: string) => void
  /** What the draft has to go through, and how far that is; undefined while it is being asked. */
  readonly approvals: DraftApprovals | undefined
  readonly approvalsFailure: Error | null
  /** True once nothing is left that the person has to do first. */
  readonly ready: boolean
  readonly publish: () => void
  readonly pending: boolean
  readonly done: Published | undefined
  /** Why the server refused, unless errors listed say it. */
  readonly failure: Error | null
}

/** Whether all is said of with whom the version begins. Pure. */
function isPilotFilled(pilot: AskedPilot | undefined): boolean {
  return pilot === undefined || (pilot.units.length > 0 && pilot.evaluateBy !== undefined)
}

/** @param open whether the dialog is: the result of an earlier attempt does not apply to later edits */
export function usePublication(open: boolean): Publication {
  const ruleset = useRuleset()
  const queryClient = useQueryClient()
  const hindrance = useDocument(({ saved, own, revision }) =>
    !saved ? 'unsaved' : own ? 'own' : revision === 0 ? 'nothing' : undefined,
  )
  const revision = useDocument((state) => state.revision)
  const [from, setFrom] = useState(today)
  const [reason, setReason] = useState('')
  const [pilot, setPilot] = useState<AskedPilot>()
  const [words, setWords] = useState<ReadonlyMap<string, string>>(new Map())
  const past = from < today()
  const checked = useIssuesFrom(from, open && hindrance === undefined)
  const approvals = useQuery({
    queryKey: ['draft-approvals', ruleset.manifest.id, revision],
    queryFn: () => readDraftApprovals(ruleset.manifest.id),
    enabled: open && (hindrance === undefined || hindrance === 'own'),
    // Departments approve meanwhile, each in an account of their own.
    staleTime: 0,
  })
  const publishing = useMutation({
    mutationFn: (acknowledgements: { issue: string; words: string }[]) =>
      publishDraft(ruleset.manifest.id, {
        from,
        revision,
        acknowledgements,
        ...(past && { reason: reason.trim() }),
        ...(pilot?.evaluateBy !== undefined && {
          pilot: { units: [...pilot.units], evaluateBy: pilot.evaluateBy },
        }),
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
  }, [open, reset, from])

  const refused = publishing.error instanceof ApiError ? publishing.error.issues : []
  const issues = refused.length > 0 ? refused : checked.issues
  const findings = findingsOf(issues)
  const stopped = checked.issues.some(({ severity }) => severity === 'error')
  const written = findings.every(({ key }) => isStatement(words.get(key)))
  return {
    ruleset,
    hindrance,
    from,
    setFrom,
    past,
    reason,
    setReason,
    pilot,
    setPilot,
    changed,
    issues,
    words,
    approvals: approvals.data,
    approvalsFailure: approvals.error,
    write: (keys, text) => {
      setWords((before) => new Map([...before, ...keys.map((key) => [key, text] as const)]))
    },
    ready:
      checked.current &&
      !stopped &&
      changed.length === 0 &&
      approvals.data?.procedures.every(({ standing }) => standing === 'inForce') === true &&
      written &&
      isPilotFilled(pilot) &&
      !(past && reason.trim() === ''),
    publish: () => {
      // What was written of a finding that is gone says nothing of this draft.
      publishing.mutate(
        findings.map(({ key }) => ({ issue: key, words: (words.get(key) ?? '').trim() })),
      )
    },
    pending: publishing.isPending,
    done: publishing.data,
    failure: refused.some(({ severity }) => severity === 'error') ? null : publishing.error,
  }
}
