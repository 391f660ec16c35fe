import type { Text } from './text.ts'
import { type ValueType, valueTypeModules, valueTypes } from './value-types/value-types.ts'

/** `{stepDownTimeLimit}` in a reason stands for the value of that parameter. */
const named = /\{([^{}]*)\}/g

/** Types of parameters whose value reads well within a sentence. */
export const tellableTypes: readonly ValueType[] = valueTypes.filter(
  (type) => valueTypeModules[type].inSentence,
)

/** The ids of the parameters a reason names in either language, each once. Pure. */
export function parametersNamedIn({ zh, en }: Text): readonly string[] {
  if (!zh.includes('{') && !en.includes('{')) return []
  const found = [zh, en].flatMap((words) => [...words.matchAll(named)].map(([, id = '']) => id))
  return [...new Set(found)]
}

/** The words with each name in braces replaced; one for which nothing is given stands as written. Pure. */
export function replaceNamed(words: string, replace: (name: string) => string | undefined): string {
  if (!words.includes('{')) return words
  return words.replace(named, (written, name: string) => replace(name) ?? written)
}
