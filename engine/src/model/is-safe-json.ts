import { depthLimit, forbiddenKeys, type JsonObject } from './json.ts'

/** Whether a parsed JSON value is safe to work with: no path is put together for the many that are. Pure. */
export function isSafeJson(value: unknown, depth = 0): boolean {
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
