import type { Condition } from '../model/condition.ts'
import { isJsonObject } from '../model/json.ts'

/** A name a condition mentions, and the list it stands in. */
export interface ConditionName {
  readonly kind: 'facts' | 'parameters' | 'conditions' | 'decisions'
  readonly id: string
}

/** Every name a condition mentions, in its order. Pure. */
export function conditionNames(condition: Condition | undefined): readonly ConditionName[] {
  if (condition === undefined) return []
  if ('all' in condition) return condition.all.flatMap(conditionNames)
  if ('any' in condition) return condition.any.flatMap(conditionNames)
  if ('not' in condition) return conditionNames(condition.not)
  if ('condition' in condition) return [{ kind: 'conditions', id: condition.condition }]
  if ('decision' in condition) return [{ kind: 'decisions', id: condition.decision }]
  const { value } = condition
  const operand: Readonly<Record<string, unknown>> = isJsonObject(value) ? value : {}
  const found: ConditionName[] = [{ kind: 'facts', id: condition.fact }]
  if (typeof operand['fact'] === 'string') found.push({ kind: 'facts', id: operand['fact'] })
  if (typeof operand['parameter'] === 'string')
    found.push({ kind: 'parameters', id: operand['parameter'] })
  return found
}
