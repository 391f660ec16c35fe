import { createIssue, type Issue } from './issue.ts'
import { isSafeJson } from './is-safe-json.ts'
import { depthLimit, forbiddenKeys, type JsonObject } from './json.ts'

/** After so many problems the rest is not looked at. */
const issueLimit = 100

/**
 * What makes a parsed JSON value unsafe to work with: forbidden names, endless nesting, texts that hold half a
 * character and so have no hash, numbers no JSON can be written of. Pure.
 */
export function findUnsafeJson(value: unknown, path = ''): Issue[] {
  if (isSafeJson(value)) return []
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
