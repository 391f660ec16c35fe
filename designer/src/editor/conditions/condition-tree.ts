import type { Condition } from '@jieli/engine'

/** The way to a part of a condition: the place among its parent's children, from the root down. */
export type ConditionPath = readonly number[]

export type GroupKind = 'all' | 'any'

/** The direct children of a condition; a leaf has nothing. Pure. */
export function childrenOf(condition: Condition): readonly Condition[] {
  if ('all' in condition) return condition.all
  if ('any' in condition) return condition.any
  return 'not' in condition ? [condition.not] : []
}

/** How a condition joins its children; undefined for a leaf or a negation. Pure. */
export function groupKind(condition: Condition): GroupKind | undefined {
  if ('all' in condition) return 'all'
  return 'any' in condition ? 'any' : undefined
}

/** A group of that kind. Pure. */
export function groupOf(kind: GroupKind, children: readonly Condition[]): Condition {
  return kind === 'all' ? { all: [...children] } : { any: [...children] }
}

/** The part at the end of a path; undefined when the path leads nowhere. Pure. */
export function conditionAt(root: Condition, path: ConditionPath): Condition | undefined {
  return path.reduce<Condition | undefined>(
    (found, place) => (found === undefined ? undefined : childrenOf(found)[place]),
    root,
  )
}

/** The condition with one part replaced. A path that leads nowhere changes nothing. Pure. */
export function replaceAt(root: Condition, path: ConditionPath, part: Condition): Condition {
  const [place, ...rest] = path
  if (place === undefined) return part
  const child = childrenOf(root)[place]
  if (child === undefined) return root
  const next = replaceAt(child, rest, part)
  const kind = groupKind(root)
  if (kind === undefined) return { not: next }
  return groupOf(
    kind,
    childrenOf(root).map((other, index) => (index === place ? next : other)),
  )
}

/** Adds a part at the end of a group; beside anything else it opens an `all` group around both. Pure. */
export function addTo(root: Condition, path: ConditionPath, part: Condition): Condition {
  const target = conditionAt(root, path)
  if (target === undefined) return root
  const kind = groupKind(target)
  return replaceAt(
    root,
    path,
    kind === undefined
      ? groupOf('all', [target, part])
      : groupOf(kind, [...childrenOf(target), part]),
  )
}

/** Takes a part away, and with it every group or negation that would be left empty; undefined when nothing is left. Pure. */
export function removeAt(root: Condition, path: ConditionPath): Condition | undefined {
  const place = path.at(-1)
  if (place === undefined) return undefined
  const above = path.slice(0, -1)
  const parent = conditionAt(root, above)
  if (parent === undefined || childrenOf(parent)[place] === undefined) return root
  const kind = groupKind(parent)
  const left = childrenOf(parent).filter((_, index) => index !== place)
  if (kind === undefined || left.length === 0) return removeAt(root, above)
  return replaceAt(root, above, groupOf(kind, left))
}

/** Puts a group or a negation around a part. Pure. */
export function wrapAt(root: Condition, path: ConditionPath, kind: GroupKind | 'not'): Condition {
  const part = conditionAt(root, path)
  if (part === undefined) return root
  return replaceAt(root, path, kind === 'not' ? { not: part } : groupOf(kind, [part]))
}

/** True when the part is a negation or a group that can be dissolved into what is around it. Pure. */
export function canUnwrap(root: Condition, path: ConditionPath): boolean {
  const part = conditionAt(root, path)
  if (part === undefined) return false
  const children = childrenOf(part)
  if (children.length === 1) return true
  const parent = path.length === 0 ? undefined : conditionAt(root, path.slice(0, -1))
  // Only a group of the same kind means the same without its brackets.
  return children.length > 1 && parent !== undefined && groupKind(parent) === groupKind(part)
}

/** Dissolves a negation or group, leaving what was in it. Pure. */
export function unwrapAt(root: Condition, path: ConditionPath): Condition {
  const part = conditionAt(root, path)
  if (part === undefined || !canUnwrap(root, path)) return root
  const [only, ...others] = childrenOf(part)
  if (only !== undefined && others.length === 0) return replaceAt(root, path, only)
  const place = path.at(-1) ?? 0
  const above = path.slice(0, -1)
  const parent = conditionAt(root, above)
  const kind = parent === undefined ? undefined : groupKind(parent)
  if (parent === undefined || kind === undefined) return root
  const children = childrenOf(parent).flatMap((other, index) =>
    index === place ? childrenOf(part) : [other],
  )
  return replaceAt(root, above, groupOf(kind, children))
}

/** Joins the parts of a group the other way. Pure. */
export function regroupAt(root: Condition, path: ConditionPath, kind: GroupKind): Condition {
  const part = conditionAt(root, path)
  if (part === undefined || groupKind(part) === undefined) return root
  return replaceAt(root, path, groupOf(kind, childrenOf(part)))
}
