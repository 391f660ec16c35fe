import type { Condition } from '../model/condition.ts'
import type { NamedCondition } from '../model/named-condition.ts'

/** No condition is written out deeper than this: names that lead in a circle stay names. */
const maxDepth = 64

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
  return found === undefined || depth > maxDepth ? condition : inside(found.condition)
}
