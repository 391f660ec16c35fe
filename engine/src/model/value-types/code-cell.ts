import type { Code } from '../value.ts'
import type { ValueDomain } from './value-type-module.ts'

/** A code by itself, or by a title that only one code has. Pure. */
export function readCode(given: string, { values }: ValueDomain): string {
  if (values === undefined) return given
  let words = codesByWord.get(values)
  if (words === undefined) codesByWord.set(values, (words = labelsOf(values)))
  return words.get(given) ?? given
}

/** Made once for each list of codes: a table asks it of millions of cells. */
const codesByWord = new WeakMap<readonly Code[], ReadonlyMap<string, string>>()

function labelsOf(values: readonly Code[]): ReadonlyMap<string, string> {
  const words = new Map<string, string>()
  const shared = new Set<string>()
  for (const { code, title } of values)
    for (const word of new Set([title.zh, title.en])) {
      if (words.has(word)) shared.add(word)
      words.set(word, code)
    }
  for (const word of shared) words.delete(word)
  for (const { code } of values) words.set(code, code)
  return words
}
