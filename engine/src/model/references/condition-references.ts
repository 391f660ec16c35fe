import type { Condition, FactTest, Operand } from '../condition.ts'
import { isJsonObject } from '../json.ts'
import type { Reference } from './reference.ts'

/** Everything a condition names, in its order. Absent, it names nothing. Pure. */
export function conditionReferences(
  condition: Condition | undefined,
  path: string,
): readonly Reference[] {
  if (condition === undefined) return []
  if ('all' in condition) return ofEach(condition.all, `${path}/all`)
  if ('any' in condition) return ofEach(condition.any, `${path}/any`)
  if ('not' in condition) return conditionReferences(condition.not, `${path}/not`)
  if ('condition' in condition) return [{ list: 'conditions', id: condition.condition, path }]
  if ('decision' in condition)
    return [{ list: 'decisions', id: condition.decision, path, test: condition }]
  return testReferences(condition, path)
}

/** The fact a comparison is of, and what it is compared with. Pure. */
export function testReferences(test: FactTest, path: string): readonly Reference[] {
  return [{ list: 'facts', id: test.fact, path, test }, ...operandReferences(test.value, path)]
}

function operandReferences(operand: Operand, path: string): readonly Reference[] {
  if (!isJsonObject(operand)) return []
  if ('fact' in operand) return [{ list: 'facts', id: String(operand['fact']), path }]
  if ('parameter' in operand)
    return [{ list: 'parameters', id: String(operand['parameter']), path }]
  return []
}

function ofEach(conditions: readonly Condition[], path: string): readonly Reference[] {
  return conditions.flatMap((child, at) => conditionReferences(child, `${path}/${at}`))
}
