import { createIssue, type Issue } from './issue.ts'

export type Json = null | boolean | number | string | Json[] | JsonObject
export interface JsonObject {
  [key: string]: Json
}

/** Names that would reach into an object's prototype. They are refused wherever they appear. */
export const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** The deepest nesting accepted from outside, so that no input can exhaust the stack. */
export const depthLimit = 64

/** After so many problems the rest is not looked at. */
const issueLimit = 100

/** Pure. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * What makes a parsed JSON value unsafe to work with: forbidden names, endless nesting, texts that hold half a
 * character and so have no hash, numbers no JSON can be written of. Pure.
 */
export function findUnsafeJson(value: unknown, path = ''): Issue[] {
  if (isSafeJson(value, 0)) return []
  const issues: Issue[] = []
  const pending: { value: unknown; path: string; depth: number }[] = [{ value, path, depth: 0 }]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next.value === 'string' && !next.value.isWellFormed())
      issues.push(createIssue('TEXT_BROKEN', next.path))
    if (typeof next.value === 'number' && !Number.isFinite(next.value))
      issues.push(createIssue('NUMBER_BEYOND', next.path))
    if (issues.length >= issueLimit) break
    if (typeof next.value !== 'object' || next.value === null) continue
    if (next.depth > depthLimit)
      return [createIssue('TOO_DEEP', next.path.slice(0, 200), { limit: depthLimit })]
    for (const key of Object.keys(next.value)) {
      const inner = `${next.path}/${key}`
      if (!key.isWellFormed()) issues.push(createIssue('TEXT_BROKEN', inner))
      if (forbiddenKeys.has(key)) issues.push(createIssue('KEY_FORBIDDEN', inner, { key }))
      else
        pending.push({ value: (next.value as JsonObject)[key], path: inner, depth: next.depth + 1 })
    }
  }
  return issues
}

/** Whether there is nothing to look for: no path is put together for the many values that are safe. */
function isSafeJson(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return value.isWellFormed()
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || value === null) return true
  if (depth > depthLimit) return false
  if (Array.isArray(value)) {
    for (const item of value) if (!isSafeJson(item, depth + 1)) return false
    return true
  }
  for (const key of Object.keys(value))
    if (
      forbiddenKeys.has(key) ||
      !key.isWellFormed() ||
      !isSafeJson((value as JsonObject)[key], depth + 1)
    )
      return false
  return true
}

/** Equal as JSON: the order of keys does not matter, a key whose value is `undefined` counts as absent. Pure. */
export function jsonEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => jsonEqual(item, b[index]))
  if (!isJsonObject(a) || !isJsonObject(b)) return false
  const keys = Object.keys(a).filter((key) => a[key] !== undefined)
  const others = Object.keys(b).filter((key) => b[key] !== undefined)
  return (
    keys.length === others.length &&
    keys.every((key) => Object.hasOwn(b, key) && jsonEqual(a[key], b[key]))
  )
}
