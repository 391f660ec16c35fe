import {
  type PullChoice,
  type Pulled,
  type PullInput,
  type PullItem,
  pullUpstream,
} from '../layers/pull-upstream.ts'
import type { Issue } from '../model/issue.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { checkContracts } from './check-contracts.ts'

/** An upstream change, with why the county's own saying may not be kept where the parent no longer allows it. */
export interface ContractedPullItem extends PullItem {
  /** The contract that keeping breaks and that was not broken before. */
  readonly stricter?: Issue
}

export interface ContractedPull extends Pulled {
  readonly items: readonly ContractedPullItem[]
  /** Contracts that what was chosen breaks and that were not broken before. With any of them a pull is refused. */
  readonly broken: readonly Issue[]
}

/**
 * Brings a parent's new version into a county's ruleset as {@link pullUpstream} does, held to the new version's
 * contracts: what the county says of its own and may no longer say is put to the choice as well, and marked with the
 * contract it breaks. Pure.
 * @param input `asOf` is the day on which exceptions must still run; without it they are not held to their last day
 */
export function pullUnderContract(
  input: Omit<PullInput, 'contested'> & { readonly asOf?: string },
): ContractedPull {
  const { base, theirs, ours, asOf } = input
  const brokenContracts = (ruleset: Ruleset, parent: Ruleset) =>
    checkContracts(ruleset, parent, asOf).filter(({ code }) => code === 'CONTRACT_BROKEN')
  // What was broken before, and where the new version breaks its own contract, is no choice of the county's.
  const before = new Set(
    [...brokenContracts(ours, base), ...brokenContracts(theirs, theirs)].map(({ path }) => path),
  )
  const brokenBy = (ruleset: Ruleset) =>
    brokenContracts(ruleset, theirs).filter(({ path }) => !before.has(path))
  const stricter = findStricter({ base, theirs, ours }, brokenBy)
  const pulled = pullUpstream({ ...input, contested: new Set(stricter.keys()) })
  return {
    ...pulled,
    items: pulled.items.map((item) => {
      const issue = stricter.get(item.path)
      return issue === undefined ? item : { ...item, stricter: issue }
    }),
    broken: brokenBy(pulled.ruleset),
  }
}

/** Of everything the county could keep, what breaks a contract of the new version, with the contract. */
function findStricter(
  input: Pick<PullInput, 'base' | 'theirs' | 'ours'>,
  brokenBy: (ruleset: Ruleset) => readonly Issue[],
): ReadonlyMap<string, Issue> {
  const { items, own } = pullUpstream(input)
  const changed = items.map(({ path }) => path)
  const all = (paths: readonly string[], choice: PullChoice) =>
    Object.fromEntries(paths.map((path): [string, PullChoice] => [path, choice]))
  const kept = pullUpstream({ ...input, choices: all(changed, 'keep') })
  const stricter = new Map<string, Issue>()
  for (const issue of brokenBy(kept.ruleset)) {
    const inside = [...changed, ...own].filter((path) => liesIn(path, issue.path))
    const breaksIfKept = (paths: readonly string[]) => {
      const choices = { ...all([...changed, ...inside], 'take'), ...all(paths, 'keep') }
      const { ruleset } = pullUpstream({ ...input, choices, contested: new Set(inside) })
      return brokenBy(ruleset).some((broken) => broken.path === issue.path)
    }
    const alone = inside.filter((path) => breaksIfKept([path]))
    const rest = inside.filter((path) => !alone.includes(path))
    // What breaks it only together cannot be told apart: all of it has to be chosen for.
    for (const path of breaksIfKept(rest) ? inside : alone)
      if (!stricter.has(path)) stricter.set(path, issue)
  }
  return stricter
}

/** True for the path of an item or of what lies in it, the order of its items included. Pure. */
function liesIn(path: string, item: string): boolean {
  return path === item || path.startsWith(`${item}/`)
}
