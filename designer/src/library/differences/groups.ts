/** Where a reader looks for a difference. */
export const groups = ['parameters', 'decisions', 'statecharts', 'others'] as const
export type Group = (typeof groups)[number]

const groupOfList: Readonly<Record<string, Group>> = {
  parameters: 'parameters',
  decisions: 'decisions',
  conditions: 'decisions',
  pathways: 'statecharts',
}

/** The group an item's path belongs to. Pure. */
export function groupOf(path: string): Group {
  return groupOfList[path.split('/')[1] ?? ''] ?? 'others'
}

/** Items by group, in the order of the groups, without empty ones. Pure. */
export function grouped<T extends { readonly path: string }>(
  items: readonly T[],
): readonly (readonly [Group, readonly T[]])[] {
  return groups.flatMap((group) => {
    const found = items.filter(({ path }) => groupOf(path) === group)
    return found.length === 0 ? [] : [[group, found] as const]
  })
}
