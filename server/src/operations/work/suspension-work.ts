import { currentSuspension } from '../../contracts/version-in-force.ts'
import type { Permission } from '../../contracts/roles.ts'
import type { RulesetSummary } from '../../contracts/ruleset.ts'
import type { WorkEntry } from '../../contracts/work.ts'

type Entry<Kind> = WorkEntry extends infer Each
  ? Each extends { readonly kind: Kind }
    ? Omit<Each, 'ruleset' | 'title'>
    : never
  : never

/**
 * What two persons have to do about versions of a ruleset: a proposal waits for whoever did not make it; a suspended
 * version waits for its review, until it is restored or rolled back, or a later version applies in its place. Pure.
 */
export function suspensionWork(
  { versions, inForce }: RulesetSummary,
  may: (permission: Permission) => boolean,
): readonly Entry<'proposalOpen' | 'versionSuspended'>[] {
  const publishes = may('rulesets.publish')
  // The latest first, so that those before the one in force are newer.
  const applying = versions.findIndex(({ version }) => version === inForce)
  return versions.flatMap(({ version, suspensions = [], proposal }, index) => {
    const entries: Entry<'proposalOpen' | 'versionSuspended'>[] = []
    if (publishes && proposal?.own === false) {
      const { action, by, reason, at } = proposal
      entries.push({ kind: 'proposalOpen', at, version, action, by, reason })
    }
    const current = currentSuspension({ suspensions })
    const reviewed = current?.rolledBack !== undefined || (applying >= 0 && applying < index)
    if (current !== undefined && !reviewed && (publishes || may('drafts.read'))) {
      const { confirmedAt: at, reason } = current.suspended
      entries.push({ kind: 'versionSuspended', at, version, reason })
    }
    return entries
  })
}
