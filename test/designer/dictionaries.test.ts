import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { auditActions } from '@jieli/server/contracts'

const source = join(import.meta.dirname, '../../designer/src')

function flatten(node: unknown, prefix = ''): [string, string][] {
  if (typeof node === 'string') return [[prefix, node]]
  return Object.entries(node as Record<string, unknown>).flatMap(([key, value]) =>
    flatten(value, prefix === '' ? key : `${prefix}.${key}`),
  )
}

const read = (language: string): Map<string, string> =>
  new Map(flatten(JSON.parse(readFileSync(join(source, `kit/i18n/${language}.json`), 'utf8'))))

const zh = read('zh')
const en = read('en')
const withoutPlural = (key: string): string => key.replace(/_(one|other)$/, '')

/** The names in the object that follows a key in a call of `t`; none without one, undefined where they are not told. */
function namesGiven(rest: string): string[] | undefined {
  if (rest.startsWith(')')) return []
  const begin = /^,\s*\{/.exec(rest)?.[0]
  if (begin === undefined) return undefined
  const names: string[] = []
  let depth = 1
  let part = ''
  for (const sign of rest.slice(begin.length)) {
    if ('({['.includes(sign)) depth += 1
    if (')}]'.includes(sign)) depth -= 1
    if (depth === 0 || (depth === 1 && sign === ',')) {
      if (part.trim().startsWith('...')) return undefined
      const name = /^\s*(\w+)/.exec(part)?.[1]
      if (name !== undefined) names.push(name)
      part = ''
    } else part += sign
    if (depth === 0) return names
  }
  return undefined
}

describe('the dictionaries', () => {
  it('say the same things in both languages', () => {
    expect([...new Set([...en.keys()].map(withoutPlural))].sort()).toEqual(
      [...new Set([...zh.keys()].map(withoutPlural))].sort(),
    )
  })

  it.each(['zh', 'en'])(
    'name nothing twice in %s: of two sections of one name only the last is read',
    (language) => {
      const file = readFileSync(join(source, `kit/i18n/${language}.json`), 'utf8')
      expect(file).toBe(`${JSON.stringify(JSON.parse(file), null, 2)}\n`)
    },
  )

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

  it('are given every value their sentences name, wherever these are asked for by name', () => {
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.tsx?$/.test(name),
    )
    const missing: string[] = []
    let asked = 0
    for (const name of files) {
      const text = readFileSync(join(source, name), 'utf8')
      for (const { 0: begun, 1: key = '', index } of text.matchAll(
        /\bt\(\s*'([a-z]\w*(?:\.\w+)+)'\s*(?=[),])/g,
      )) {
        const sentence = zh.get(key) ?? zh.get(`${key}_other`) ?? ''
        const named = [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, value = '']) => value)
        const given = namesGiven(text.slice(index + begun.length))
        asked += named.length
        // What is spread or handed on from elsewhere cannot be seen here.
        if (given === undefined) continue
        for (const value of named)
          if (!given.includes(value)) missing.push(`${name}: ${key} wants ${value}`)
      }
    }
    expect(missing).toEqual([])
    expect(asked).toBeGreaterThan(100)
  })

  it('have words for every action that the audit log is ever told of', () => {
    const folder = join(import.meta.dirname, '../../server/src')
    const written = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => [
        ...readFileSync(join(folder, name), 'utf8').matchAll(/\baction: '([a-zA-Z-]+\.[\w.-]+)'/g),
      ])
      .map(([, action = '']) => action)
    expect(written.length).toBeGreaterThan(80)
    const without = [...auditActions, ...written].filter(
      (action) => !zh.has(`auditLog.actions.${action}`) || !en.has(`auditLog.actions.${action}`),
    )
    expect(without).toEqual([])
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
