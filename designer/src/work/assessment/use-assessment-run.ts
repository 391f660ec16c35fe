import type { Run, ScoreCard } from '@jieli/server/contracts'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { listRulesets } from '../../api/rulesets.ts'
import { readRun } from '../../api/runs.ts'
import { type AssessmentRights, useAssessmentRights } from './use-assessment-rights.ts'
import { type TitledRuleset, useTitledRuleset } from './use-titles.ts'

/** A run with the titles of the version it was computed by, and what this person may do with it. */
export interface ReadableRun {
  readonly run: Run
  readonly titled: TitledRuleset
  readonly rights: AssessmentRights
}

/** The community's place among units in an address. No unit has an empty id. */
export const communityPlace = '-'

export function useAssessmentRun(id: string): {
  readonly data: ReadableRun | undefined
  readonly error: Error | null
} {
  const run = useQuery({ queryKey: ['run', id], queryFn: () => readRun(id) })
  const rulesets = useQuery({ queryKey: ['rulesets'], queryFn: listRulesets })
  const found = run.data
  const titled = useTitledRuleset(found?.ruleset ?? '', found?.version, found?.scheme ?? null)
  const county = rulesets.data?.items.find((one) => one.id === found?.ruleset)?.county
  const rights = useAssessmentRights(county)
  const data = useMemo(
    () =>
      found === undefined || titled.data === undefined
        ? undefined
        : { run: found, titled: titled.data, rights },
    [found, titled.data, rights],
  )
  return { data, error: run.error ?? titled.error }
}

/** Pure. */
export function titleOfUnit(run: Run, unit: string): string {
  return run.result.cards.find((card) => card.unit?.id === unit)?.unit?.title ?? unit
}

/** The card of a unit, or of the community under its place. Pure. */
export function cardAt(run: Run, place: string): ScoreCard | undefined {
  return place === communityPlace
    ? (run.result.community ?? undefined)
    : run.result.cards.find((card) => card.unit?.id === place)
}

/** Every card there is to see: the units', and the community's. Pure. */
export function cardsOf({ result }: Run): readonly ScoreCard[] {
  return result.community === null ? result.cards : [...result.cards, result.community]
}

/** Whether the run's scheme scores a card; else its indicators are only reported. Pure. */
export function isScored({ run, titled }: ReadableRun, card: ScoreCard): boolean {
  const scheme = titled.ruleset.assessmentSchemes.find(({ id }) => id === run.scheme)
  return scheme !== undefined && (scheme.assesses === 'community') === (card.unit === null)
}

/** Pure. */
export function cardAddress(run: Pick<Run, 'id'>, unit: string | null): string {
  return `/runs/${encodeURIComponent(run.id)}/cards/${encodeURIComponent(unit ?? communityPlace)}`
}
