import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const source = join(import.meta.dirname, '../../designer/src')

function flatten(node: unknown, prefix = ''): [string, string][] {
  if (typeof node === 'string') return [[prefix, node]]
  return Object.entries(node as Record<string, unknown>).flatMap(([key, value]) =>
    flatten(value, prefix === '' ? key : `${prefix}.${key}`),
  )
}

const read = (language: string): Map<string, string> =>
  new Map(flatten(JSON.parse(readFileSync(join(source, `i18n/${language}.json`), 'utf8'))))

const zh = read('zh')
const en = read('en')
const withoutPlural = (key: string): string => key.replace(/_(one|other)$/, '')

describe('the dictionaries', () => {
  it('say the same things in both languages', () => {
    expect([...new Set([...en.keys()].map(withoutPlural))].sort()).toEqual(
      [...new Set([...zh.keys()].map(withoutPlural))].sort(),
    )
  })

  it('use the same placeholders in both languages', () => {
    const placeholders = (text = ''): string[] =>
      [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort()
    for (const [key, text] of zh) {
      const other = en.get(key) ?? en.get(`${withoutPlural(key)}_other`)
      expect(placeholders(other), key).toEqual(placeholders(text))
    }
  })

  it('hold every key the pages ask for by name', () => {
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.tsx?$/.test(name),
    )
    const missing: string[] = []
    for (const name of files)
      for (const [, key] of readFileSync(join(source, name), 'utf8').matchAll(
        /\b(?:t\(|name: |labelKey: )'([a-z]\w*(?:\.\w+)+)'/g,
      ))
        if (key !== undefined && !zh.has(key) && !zh.has(`${key}_other`))
          missing.push(`${name}: ${key}`)
    expect(missing).toEqual([])
  })

  it('leave no Chinese words in the pages themselves', () => {
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.tsx'),
    )
    const found = files.filter((name) =>
      /[\u4e00-\u9fff]/.test(
        readFileSync(join(source, name), 'utf8').replaceAll("label: '中文'", ''),
      ),
    )
    expect(found).toEqual([])
  })
})
