import type { Ruleset } from '../model/ruleset.ts'
import { contractedItems } from '../checks/check-contracts.ts'

/** Paths at or under which a child may change nothing at all. */
export function frozenPaths(ruleset: Ruleset): readonly string[] {
  return contractedItems(ruleset)
    .filter(({ path, contract }) =>
      contract.mode === 'locked' ? true : contract.mode !== 'free' && !isParameter(path),
    )
    .map(({ path }) => path)
}

function isParameter(path: string): boolean {
  return path.startsWith('/parameters/')
}
