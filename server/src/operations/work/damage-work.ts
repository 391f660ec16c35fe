import { shownDamage } from '../context/damaged-versions.ts'
import type { DamagedVersion } from '../../documents/damaged-version.ts'
import type { StuckGroup } from '../timers/timer-status.ts'
import type { WorkOfRuleset } from './work-of-ruleset.ts'

/** Something of a ruleset's versions and cases that has to be mended. */
type DamageWork = WorkOfRuleset<'versionDamaged' | 'timersParked'>

/** What has to be mended of a ruleset. Pure. */
export function damageWork(
  ruleset: string,
  known: {
    readonly damaged: ReadonlyMap<string, DamagedVersion>
    readonly groups: readonly StuckGroup[]
  },
): readonly DamageWork[] {
  const versions = [...known.damaged.values()].filter((each) => each.ruleset === ruleset)
  const parked = known.groups.filter((each) => each.ruleset === ruleset && each.parked > 0)
  return [
    ...versions.map(versionDamaged),
    ...parked.map(
      ({ version, problem, parked: count, dueAt: at }) =>
        ({ kind: 'timersParked', at, version, problem, count }) as const,
    ),
  ]
}

/** That a version is damaged, as work. Pure. */
export function versionDamaged(damaged: DamagedVersion): DamageWork {
  const { version, since: at } = damaged
  return { kind: 'versionDamaged', at, version, problem: shownDamage(damaged) }
}
