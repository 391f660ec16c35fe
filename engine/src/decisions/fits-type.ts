import type { Text } from '../model/text.ts'
import type { Value } from '../model/value.ts'
import { type ValueType, valueTypeModules } from '../model/value-types/value-types.ts'

/** True when the value is written the way its type asks. Nothing is ever coerced. Pure. */
export function fitsType(type: ValueType, value: unknown): value is Value {
  return valueTypeModules[type].fits(value)
}

/** How to write a value that is meant rightly and only written wrongly; empty where nobody can tell. Pure. */
export function writingHint(type: ValueType, value: unknown): Text {
  return valueTypeModules[type].hint?.(value) ?? { zh: '', en: '' }
}
