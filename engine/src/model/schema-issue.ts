import type { z } from 'zod'
import { describeSchemaIssue, type ZodIssue } from './describe-schema-issue.ts'
import { createIssue, type Issue } from './issue.ts'
import { itemKey } from './item-key.ts'
import { isJsonObject } from './json.ts'

/** Turns zod's findings on `value` into issues whose path names items by id rather than by number. Pure. */
export function schemaIssues(error: z.ZodError, value: unknown, path = ''): Issue[] {
  return error.issues.slice(0, 100).map((found) => {
    const { issue, prefix } = meant(found, [])
    const full = [...prefix, ...issue.path]
    const { text, given } = walk(value, full)
    const detail = describeSchemaIssue(issue, given)
    return createIssue('SCHEMA_INVALID', path + text, { detail })
  })
}

/**
 * Of a union's branches the one the author most likely meant: whose finding lies deepest, and of those one that the
 * kind of value fits. Where nothing fits anywhere the union itself is told.
 */
function meant(issue: ZodIssue, prefix: PropertyKey[]): { issue: ZodIssue; prefix: PropertyKey[] } {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return { issue, prefix }
  const here = [...prefix, ...issue.path]
  const branches = issue.errors
    .filter((branch) => branch.length > 0)
    .map((branch) => meant(branch[0] as ZodIssue, here))
    .map((found) => ({
      ...found,
      depth: found.prefix.length + found.issue.path.length,
      fits: found.issue.code === 'invalid_type' ? 0 : 1,
    }))
  branches.sort((a, b) => b.depth - a.depth || b.fits - a.fits)
  const [best] = branches
  const told = best !== undefined && (best.depth > here.length || best.fits === 1)
  return told ? best : { issue, prefix }
}

/** `['decisions', 3, 'rules', 0]` as `/decisions/upReferral/rules/no-indication`, and what stands there. */
function walk(root: unknown, path: readonly PropertyKey[]): { text: string; given: unknown } {
  let value: unknown = root
  let text = ''
  for (const step of path) {
    if (Array.isArray(value) && typeof step === 'number') {
      value = value[step]
      text += `/${itemKey(value) ?? step}`
    } else {
      value = isJsonObject(value) && Object.hasOwn(value, step) ? value[String(step)] : undefined
      text += `/${String(step)}`
    }
  }
  return { text, given: value }
}
