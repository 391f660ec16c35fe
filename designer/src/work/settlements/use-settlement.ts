import type { Settlement } from '@jieli/server/contracts'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { listRulesets } from '../../api/rulesets.ts'
import { readSettlement } from '../../api/settlements.ts'
import { type AssessmentRights, useAssessmentRights } from '../assessment/use-assessment-rights.ts'
import { type TitledRuleset, useTitledRuleset } from '../assessment/use-titles.ts'

/** A settlement with the titles of the version it was computed by, and what this person may do with it. */
export interface ReadableSettlement {
  readonly settlement: Settlement
  readonly titled: TitledRuleset
  readonly rights: AssessmentRights
}

export function useSettlement(id: string): {
  readonly data: ReadableSettlement | undefined
  readonly error: Error | null
} {
  const read = useQuery({ queryKey: ['settlement', id], queryFn: () => readSettlement(id) })
  const rulesets = useQuery({ queryKey: ['rulesets'], queryFn: listRulesets })
  const found = read.data
  const titled = useTitledRuleset(found?.ruleset ?? '', found?.version, null)
  const county = rulesets.data?.items.find((one) => one.id === found?.ruleset)?.county
  const rights = useAssessmentRights(county)
  const data = useMemo(
    () =>
      found === undefined || titled.data === undefined
        ? undefined
        : { settlement: found, titled: titled.data, rights },
    [found, titled.data, rights],
  )
  return { data, error: read.error ?? titled.error }
}
