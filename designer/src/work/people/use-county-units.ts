import type { RulesetSummary } from '@jieli/server/contracts'
import { useQueries, useQuery } from '@tanstack/react-query'
import { listRulesets, readRulesetVersion } from '../../api/rulesets.ts'
import { readChangeableUnits } from '../../api/unit-changes.ts'
import { useText } from '../../kit/i18n/use-language.ts'

/** A unit of a county, by name. */
export interface NamedUnit {
  readonly id: string
  readonly title: string
  /** The departments it is, such as finance, by their titles. */
  readonly offices: readonly string[]
  readonly ended: boolean
}

/** The units of a county: each of its rulesets may have a list of its own. */
export function useCountyUnits(county: string | undefined): {
  readonly units: readonly NamedUnit[]
  readonly pending: boolean
  readonly error: Error | null
} {
  const text = useText()
  const rulesets = useQuery({ queryKey: ['rulesets'], queryFn: listRulesets })
  const own = (rulesets.data?.items ?? []).filter(
    (ruleset) =>
      ruleset.kind === 'county' && ruleset.county === county && ruleset.versions.length > 0,
  )
  const lists = useQueries({
    queries: own.map((ruleset) => ({
      queryKey: ['named-units', ruleset.id],
      queryFn: async () => await readNamedUnits(ruleset),
      // A list of units does not change while somebody fills a form in.
      staleTime: 60_000,
    })),
  })
  const units = new Map<string, NamedUnit>()
  for (const { data } of lists)
    for (const { id, title, offices = [], ended } of data?.units ?? []) {
      if (units.has(id)) continue
      const named = offices.map((office) => text(data?.offices.get(office)) || office)
      units.set(id, { id, title, offices: named, ended: ended !== undefined })
    }
  return {
    units: [...units.values()],
    pending: rulesets.isPending || lists.some(({ isPending }) => isPending),
    error: rulesets.error ?? lists.find(({ error }) => error !== null)?.error ?? null,
  }
}

async function readNamedUnits({ id, versions, inForce }: RulesetSummary) {
  const version = inForce ?? versions.at(-1)?.version
  const { units } = await readChangeableUnits(id)
  // What departments are called stands in the rules, and matters only where a unit is one.
  const asked = units.some(({ offices = [] }) => offices.length > 0) && version !== undefined
  const rules = asked ? (await readRulesetVersion(id, version)).ruleset : undefined
  return { units, offices: new Map(rules?.offices?.map((office) => [office.id, office.title])) }
}
