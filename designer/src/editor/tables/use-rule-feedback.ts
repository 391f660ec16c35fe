import type { CdsFeedbackCounts } from '@jieli/server/contracts'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { ApiError } from '../../api/api-error.ts'
import { readCdsFeedback } from '../../api/cds-feedback.ts'
import { useDocument } from '../../document/editing/use-document.ts'

type Row = CdsFeedbackCounts['rows'][number]

/** What became of the cards that rest on one rule or row, where anybody said so. */
export interface RuleFeedback {
  readonly from: string
  readonly to: string
  /** By version and unit. */
  readonly rows: readonly Row[]
  readonly accepted: number
  readonly overridden: number
  /** How many units said anything; nothing where one of them is not known. */
  readonly units: number | undefined
}

/** The counts of a rule; nothing where nobody has given feedback: that says neither yes nor no. */
export function useRuleFeedback(decision: string, line: string): RuleFeedback | undefined {
  const { data } = useFeedbackCounts()
  return useMemo(() => {
    const rows = (data?.rows ?? []).filter(
      (row) => row.decision === decision && row.rule === line && row.accepted + row.overridden > 0,
    )
    if (data === undefined || rows.length === 0) return undefined
    const units = new Set(rows.map(({ unit }) => unit))
    return {
      from: data.from,
      to: data.to,
      rows,
      accepted: sum(rows.map(({ accepted }) => accepted)),
      overridden: sum(rows.map(({ overridden }) => overridden)),
      units: units.has(null) ? undefined : units.size,
    }
  }, [data, decision, line])
}

/** Why the counts cannot be shown; nothing before a first version is in force, for no card rests on a draft. */
export function useFeedbackFailure(): Error | null {
  const { error } = useFeedbackCounts()
  return error instanceof ApiError && error.code === 'NOTHING_IN_FORCE' ? null : error
}

function useFeedbackCounts() {
  const ruleset = useDocument((state) => state.present.manifest.id)
  const published = useDocument((state) => state.present.manifest.kind === 'county')
  return useQuery({
    queryKey: ['cds-feedback', ruleset],
    queryFn: async () => await readCdsFeedback(ruleset),
    // Cases and cards rest on the rules of counties alone.
    enabled: published,
    staleTime: 60_000,
    retry: false,
  })
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
