import { type Bundle, type Figures, type OrgUnit, type Period } from '@jieli/engine'
import {
  countedAt,
  countInstances,
  fallsDue,
  isDueWithin,
  periodsBefore,
  scheduledFacts,
} from '@jieli/engine/scheduled-duties'
import type { OperationContext } from '../context/operation-context.ts'
import { dutyVersions } from './duty-version.ts'
import { type OwedPeriod, type OwedStanding, standingsOf } from './standings-of.ts'

/** The figures that count scheduled duties, by period and unit. */
export interface DutyFigures {
  /** `null` is the community as one: its own and those of every unit. */
  of(period: string, unit: string | null): Figures
}

/**
 * Counts what fell due of the scheduled duties in some periods, and what of it was done in time, as it was known at a
 * moment: what the facts `duty.<id>.due` and `duty.<id>.onTime` are. Nothing where no fact of the rules reads it.
 */
export async function dutyFigures(
  context: OperationContext,
  asked: {
    readonly ruleset: string
    readonly bundle: Bundle
    readonly periods: readonly Period[]
    readonly units: readonly OrgUnit[]
    readonly knownAt: string
  },
): Promise<DutyFigures> {
  const { ruleset, bundle, periods, units, knownAt } = asked
  const counted = countedDuties(bundle)
  const versionOf = dutyVersions(context, ruleset, knownAt)
  const owed: (OwedPeriod & { readonly within: Period })[] = []
  if (counted.length > 0)
    for (const within of periods) {
      const at = countedAt(bundle.ruleset, within)
      for (const period of periodsBefore(within)) {
        const version = await versionOf(period)
        if (version === undefined) continue
        const { ruleset: rules } = version.bundle
        for (const duty of rules.scheduledDuties)
          if (counted.includes(duty.id) && fallsDue(rules, duty, { period, within }))
            owed.push({ version, duty, period, within, at })
      }
    }
  const found = await standingsOf(context, { ruleset, owed, units, knownAt })
  const standings = Map.groupBy(
    found
      .filter(fallsDueWithin)
      .flatMap(({ within, duty, instance: { unit, yearMissing }, standing }) =>
        // What a unit owes is the community's, too.
        (unit === null ? [null] : [unit, null]).map((of) => ({
          key: keyOf(within.text, of, duty.id),
          // Where it cannot be said in which period it falls due, what fell due in this one cannot be said either.
          standing: yearMissing === undefined ? standing : ({ standing: 'undetermined' } as const),
        })),
      ),
    ({ key }) => key,
  )
  return {
    of: (period, unit) =>
      Object.fromEntries(
        counted.flatMap((duty) => {
          const own = standings.get(keyOf(period, unit, duty)) ?? []
          const counts = countInstances(own.map(({ standing }) => standing))
          if (counts === undefined) return []
          const facts = scheduledFacts(duty)
          return [
            [facts.due, { value: counts.due, source: 'duties' as const }],
            [facts.onTime, { value: counts.onTime, source: 'duties' as const }],
          ]
        }),
      ),
  }
}

/** The ids of the scheduled duties that a fact of the rules counts. */
function countedDuties({ ruleset }: Bundle): readonly string[] {
  const facts = new Set(ruleset.facts.map(({ id }) => id))
  return ruleset.scheduledDuties.flatMap(({ id }) => {
    const counts = scheduledFacts(id)
    return facts.has(counts.due) || facts.has(counts.onTime) ? [id] : []
  })
}

function fallsDueWithin({
  version: { bundle },
  within,
  instance: { dueAt, yearMissing },
}: OwedPeriod & OwedStanding & { readonly within: Period }): boolean {
  const due = dueAt ?? (yearMissing === undefined ? undefined : { yearMissing })
  return isDueWithin(bundle.ruleset, within, due)
}

function keyOf(period: string, unit: string | null, duty: string): string {
  return JSON.stringify([period, unit, duty])
}
