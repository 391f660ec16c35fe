import type { Permission } from '../../contracts/roles.ts'
import type { RulesetSummary } from '../../contracts/ruleset.ts'
import {
  currentSuspension,
  isPilotOn,
  isSuspendedOn,
  pilotOutcome,
} from '../../contracts/version-in-force.ts'
import type { WorkEntry } from '../../contracts/work.ts'

type PilotEntry = Omit<Extract<WorkEntry, { kind: 'pilotToEvaluate' }>, 'ruleset' | 'title'>

/**
 * The pilots that are to be evaluated: each from the day it was published until what comes of it is written down, it is
 * rolled back, or a newer version applies to all in its place. Pure.
 * @param today in the ruleset's time
 */
export function pilotWork(
  { versions }: RulesetSummary,
  may: (permission: Permission) => boolean,
  today: string,
): readonly PilotEntry[] {
  if (!may('rulesets.publish') && !may('drafts.read')) return []
  return versions.flatMap((each, index) => {
    const { version, publishedAt, pilot, evaluations = [] } = each
    const over =
      pilotOutcome(each) !== undefined || currentSuspension(each)?.rolledBack !== undefined
    const replaced = versions
      .slice(0, index)
      .some(
        (later) => later.from <= today && !isPilotOn(later, today) && !isSuspendedOn(later, today),
      )
    if (pilot === undefined || over || replaced) return []
    const last = evaluations.at(-1)
    const dueBy = last?.day ?? pilot.evaluateBy
    return [
      {
        kind: 'pilotToEvaluate',
        at: last?.at ?? publishedAt,
        version,
        units: pilot.units.length,
        dueBy,
        late: dueBy < today,
      },
    ]
  })
}
