import type { z } from 'zod'
import { createIssue, type Issue } from './issue.ts'
import { isJsonObject } from './json.ts'
import { itemKey } from './item-key.ts'
import type { Text } from './text.ts'

type ZodIssue = z.core.$ZodIssue

/** Turns zod's findings on `value` into issues whose path names items by id rather than by number. Pure. */
export function schemaIssues(error: z.ZodError, value: unknown, path = ''): Issue[] {
  return error.issues.slice(0, 100).map((found) => {
    const { issue, prefix } = deepest(found, [])
    const full = [...prefix, ...issue.path]
    return createIssue('SCHEMA_INVALID', path + idPath(value, full), { detail: describe(issue) })
  })
}

/** Of a union's branches, the finding that got furthest: the branch the author most likely meant. */
function deepest(
  issue: ZodIssue,
  prefix: PropertyKey[],
): { issue: ZodIssue; prefix: PropertyKey[] } {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return { issue, prefix }
  const here = [...prefix, ...issue.path]
  const branches = issue.errors
    .filter((branch) => branch.length > 0)
    .map((branch) => deepest(branch[0] as ZodIssue, here))
    .map((found) => ({ ...found, depth: found.prefix.length + found.issue.path.length }))
  branches.sort((a, b) => b.depth - a.depth)
  return branches[0] ?? { issue, prefix }
}

/** `['decisions', 3, 'rules', 0]` as `/decisions/upReferral/rules/no-indication`. */
function idPath(root: unknown, path: readonly PropertyKey[]): string {
  let value: unknown = root
  let text = ''
  for (const step of path) {
    if (Array.isArray(value) && typeof step === 'number') {
      value = value[step]
      text += `/${itemKey(value) ?? step}`
    } else {
      value = isJsonObject(value) ? value[String(step)] : undefined
      text += `/${String(step)}`
    }
  }
  return text
}

function describe(issue: ZodIssue): Text {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? {
            zh: `缺少内容，应为 ${issue.expected}`,
            en: `it is missing; ${issue.expected} is expected`,
          }
        : { zh: `应为 ${issue.expected}`, en: `${issue.expected} is expected` }
    case 'unrecognized_keys':
      return {
        zh: `没有名为 ${issue.keys.join('、')} 的项目`,
        en: `there is no field named ${issue.keys.join(', ')}`,
      }
    case 'invalid_value':
      return {
        zh: `只能是 ${issue.values.join('、')} 之一`,
        en: `it must be one of ${issue.values.join(', ')}`,
      }
    case 'too_big':
      return { zh: `超过上限 ${issue.maximum}`, en: `it is larger than the limit ${issue.maximum}` }
    case 'too_small':
      return {
        zh: `小于下限 ${issue.minimum}`,
        en: `it is smaller than the minimum ${issue.minimum}`,
      }
    case 'invalid_format':
      return {
        zh: `格式应为 ${issue.format}${issue.pattern === undefined ? '' : ` ${issue.pattern}`}`,
        en: `the format must be ${issue.format}${issue.pattern === undefined ? '' : ` ${issue.pattern}`}`,
      }
    case 'invalid_union':
      return { zh: '不是允许的写法之一', en: 'it matches none of the allowed forms' }
    default:
      return { zh: issue.message, en: issue.message }
  }
}
