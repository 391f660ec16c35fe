import type { Fact } from '../model/fact.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import { forbiddenKeys, isJsonObject } from '../model/json.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { suggest } from '../model/suggest.ts'
import type { Value } from '../model/value.ts'
import { indexRuleset } from './ruleset-index.ts'
import { fitsType, typeNames } from './value-problem.ts'

/** The known facts of one evaluation, by dotted name. What is not here is unknown. */
export type Facts = Readonly<Record<string, Value>>

/** The value of a fact, or `undefined` while it is unknown. Never reads an inherited property. Pure. */
export function factValue(facts: Facts, id: string): Value | undefined {
  return Object.hasOwn(facts, id) ? facts[id] : undefined
}

/**
 * Checks facts from outside against the ruleset: names, types, codes and bounds. `null` means unknown. Pure.
 * @param path where the facts stand in the caller's document, for the issues' paths
 */
export function parseFacts(
  ruleset: Ruleset,
  input: unknown,
  path = '/facts',
): { readonly facts: Facts; readonly issues: readonly Issue[] } {
  if (!isJsonObject(input))
    return {
      facts: {},
      issues: [
        createIssue('SCHEMA_INVALID', path, {
          detail: {
            zh: '事实应写成 {"名称": 值} 的对象',
            en: 'facts must be an object of {"name": value}',
          },
        }),
      ],
    }
  const index = indexRuleset(ruleset)
  const facts: Record<string, Value> = {}
  const issues: Issue[] = []
  for (const [id, value] of Object.entries(input)) {
    const at = `${path}/${id}`
    const fact = index.facts.get(id)
    if (forbiddenKeys.has(id)) issues.push(createIssue('KEY_FORBIDDEN', at, { key: id }))
    else if (fact === undefined)
      issues.push(
        createIssue('FACT_UNKNOWN', at, {
          fact: id.slice(0, 100),
          suggestion: suggest(id, index.facts.keys()),
        }),
      )
    else if (value !== null) {
      const issue = factIssue(fact, value, at)
      if (issue === undefined) facts[id] = value as Value
      else issues.push(issue)
    }
  }
  return { facts, issues }
}

/** What is wrong with a value given for a fact. Pure. */
export function factIssue(fact: Fact, value: unknown, path: string): Issue | undefined {
  const names = { fact: fact.id, title: fact.title }
  const actual = shorten(value)
  if (!fitsType(fact.type, value))
    return createIssue('FACT_TYPE', path, { ...names, actual, expected: typeNames[fact.type] })
  if (fact.values !== undefined) {
    const allowed = new Set(fact.values.map((entry) => entry.code))
    const given = Array.isArray(value) ? value : [value]
    const wrong = given.find((code) => !allowed.has(codeOf(code)))
    if (wrong !== undefined)
      return createIssue('FACT_NOT_LISTED', path, {
        ...names,
        actual: shorten(wrong),
        allowed: shorten([...allowed].join(', '), 300),
      })
  }
  if (typeof value === 'number' && outside(value, fact))
    return createIssue('FACT_OUT_OF_RANGE', path, {
      ...names,
      actual,
      range: `${fact.minimum ?? '−∞'} … ${fact.maximum ?? '+∞'}`,
    })
  return undefined
}

/** Numbers may be listed too: their codes are their digits. */
function codeOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function outside(value: number, fact: Fact): boolean {
  return (
    (fact.minimum !== undefined && value < fact.minimum) ||
    (fact.maximum !== undefined && value > fact.maximum)
  )
}

/** A value as it was given, cut to what a message can bear. */
function shorten(value: unknown, limit = 60): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  return text.length > limit ? `${text.slice(0, limit)}…` : text
}
