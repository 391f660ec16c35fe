import type { BoundPack, Jurisdiction } from '../model/jurisdiction.ts'
import type { Manifest, RulesetReference } from '../model/manifest.ts'

/** One pack that binds, and the authority that says so. */
export interface BindingRule {
  readonly pack: BoundPack
  readonly node: Pick<Jurisdiction, 'id' | 'level' | 'title'>
}

/** What binds a ruleset from above. */
export interface BindingRules {
  /** False when nobody has said yet which province or city its county belongs to. */
  readonly placed: boolean
  readonly rules: readonly BindingRule[]
  /** Templates it was moved away from: what authorities above the county set there goes on binding. */
  readonly left: readonly RulesetReference[]
}

/** A node and those above it, the node first; it ends where a parent is not there. Pure. */
export function jurisdictionPath(
  nodes: readonly Jurisdiction[],
  id: string,
): readonly Jurisdiction[] {
  const path: Jurisdiction[] = []
  let next = nodes.find((node) => node.id === id)
  while (next !== undefined && !path.includes(next)) {
    path.push(next)
    const { parent } = next
    next = nodes.find((node) => node.id === parent)
  }
  return path
}

/**
 * What binds a ruleset on a day: what its county's node and each above it name. A county that nobody has placed is
 * bound by what every nation binds, and by what its own node names. A ruleset that belongs to no county is bound by
 * its parents alone, and an overlay by what it lies over. Pure.
 */
export function bindingRules(
  nodes: readonly Jurisdiction[],
  { kind, county }: Pick<Manifest, 'kind' | 'county'>,
  asOf: string,
): Omit<BindingRules, 'left'> {
  if (kind === 'overlay' || (kind !== 'county' && county === undefined))
    return { placed: true, rules: [] }
  const nations = nodes.filter(({ level }) => level === 'nation')
  const own = nodes.find(({ id, level }) => id === county && level === 'county')
  const path = own === undefined ? nations : jurisdictionPath(nodes, own.id)
  return {
    placed: nations.length === 0 || (own !== undefined && path.at(-1)?.level === 'nation'),
    rules: path.flatMap(({ packs, id, level, title }) =>
      packs
        .filter(({ since }) => since === undefined || since <= asOf)
        .map((pack) => ({ pack, node: { id, level, title } })),
    ),
  }
}
