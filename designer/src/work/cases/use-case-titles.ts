import type { Pathway, Ruleset } from '@jieli/engine'
import type { CaseSummary } from '@jieli/server/contracts'
import { useQueries } from '@tanstack/react-query'
import { versionQuery } from '../../api/version-query.ts'
import { listStates, stateAt } from '../../document/state/state-path.ts'
import { useLanguage } from '../../kit/i18n/use-language.ts'

export interface CaseTitles {
  readonly pathway: (item: CaseSummary) => string
  readonly state: (item: CaseSummary, state: string) => string
  /** Every state of the pathways seen, to choose from. */
  readonly states: readonly { readonly value: string; readonly label: string }[]
}

/** Reads the titles of pathways and states from the versions the cases run on. */
export function useCaseTitles(items: readonly CaseSummary[]): CaseTitles {
  const language = useLanguage()
  const versions = [
    ...new Map(items.map((item) => [`${item.ruleset} ${item.version}`, item])).values(),
  ]
  const answers = useQueries({
    queries: versions.map((item) => versionQuery(item.ruleset, item.version)),
  })
  const rulesets = new Map<string, Ruleset>()
  versions.forEach((item, index) => {
    const ruleset = answers[index]?.data?.ruleset
    if (ruleset !== undefined) rulesets.set(`${item.ruleset} ${item.version}`, ruleset)
  })
  const pathwayOf = (item: CaseSummary): Pathway | undefined =>
    rulesets
      .get(`${item.ruleset} ${item.version}`)
      ?.pathways.find((pathway) => pathway.id === item.pathway)
  const states = new Map<string, string>()
  for (const ruleset of rulesets.values())
    for (const pathway of ruleset.pathways)
      for (const { path, state } of listStates(pathway))
        if (state.states === undefined) states.set(path, state.meta.title[language])
  return {
    pathway: (item) => pathwayOf(item)?.title[language] ?? item.pathway,
    state: (item, state) => {
      const pathway = pathwayOf(item)
      return (pathway && stateAt(pathway, state)?.meta.title[language]) ?? state
    },
    states: [...states].map(([value, label]) => ({ value, label })),
  }
}
