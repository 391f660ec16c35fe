import type { Condition } from '../../model/condition.ts'
import { isJsonObject } from '../../model/json.ts'
import type { NamedCondition } from '../../model/named-condition.ts'

/** No condition is written out deeper than this: names that lead in a circle stay names. */
const deepest = 64

/** A condition with every name replaced by what it names. Pure. */
export function expandNamed(
  condition: Condition,
  named: readonly NamedCondition[],
  depth = 0,
): Condition {
  const inside = (part: Condition) => expandNamed(part, named, depth + 1)
  if ('all' in condition) return { all: condition.all.map(inside) }
  if ('any' in condition) return { any: condition.any.map(inside) }
  if ('not' in condition) return { not: inside(condition.not) }
  if (!('condition' in condition)) return condition
  const found = named.find(({ id }) => id === condition.condition)
  return found === undefined || depth > deepest ? condition : inside(found.condition)
}

/** Every fact a condition compares, on either side. Pure. */
export function factsIn(value: unknown): ReadonlySet<string> {
  const found = new Set<string>()
  const visit = (inner: unknown): void => {
    if (Array.isArray(inner)) inner.forEach(visit)
    else if (isJsonObject(inner)) {
      if (typeof inner['fact'] === 'string') found.add(inner['fact'])
      Object.values(inner).forEach(visit)
    }
  }
  visit(value)
  return found
}
