import { readFileSync } from 'node:fs'
import path from 'node:path'

export type Language = 'zh' | 'en'

const folder = path.resolve(import.meta.dirname, '../../designer/src/kit/i18n')

/** Every key of a dictionary with its words: `canvas.addState` → 添加状态. */
export function readDictionary(language: Language): ReadonlyMap<string, string> {
  return new Map(entries(JSON.parse(readFileSync(path.join(folder, `${language}.json`), 'utf8'))))
}

const dictionaries = { zh: readDictionary('zh'), en: readDictionary('en') }

/**
 * The words the designer shows for a key, with what is filled into them.
 * @throws Error when the dictionary has no such key
 */
export function say(language: Language, key: string, values: Record<string, string> = {}): string {
  const words = dictionaries[language].get(key)
  if (words === undefined) throw new Error(`no words for ${key} in ${language}`)
  return words.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '')
}

function entries(node: unknown, prefix = ''): [string, string][] {
  if (typeof node === 'string') return [[prefix, node]]
  return Object.entries(node as Record<string, unknown>).flatMap(([key, value]) =>
    entries(value, prefix === '' ? key : `${prefix}.${key}`),
  )
}
