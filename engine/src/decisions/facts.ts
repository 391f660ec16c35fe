import { describeGiven, shortenGiven } from '../model/describe-given.ts'
import { compareFractions } from '../model/exact.ts'
import type { Fact } from '../model/fact.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import { forbiddenKeys, isJsonObject } from '../model/json.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { suggest } from '../model/suggest.ts'
import type { Value } from '../model/value.ts'
import { valueTypeModules } from '../model/value-types/value-types.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import { fitsType, writingHint } from './fits-type.ts'

/** The known facts of one evaluation, by dotted name. What is not here is unknown. */
export type Facts = Readonly<Record<string, Value>>

/** After so many problems the rest of the input is not looked at. */
const issueLimit = 100

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
    if (issues.length >= issueLimit) break
    const at = `${path}/${id.slice(0, 100)}`
    const fact = index.facts.get(id)
    if (forbiddenKeys.has(id)) issues.push(createIssue('KEY_FORBIDDEN', at, { key: id }))
    else if (fact === undefined)
      issues.push(
        createIssue('FACT_UNKNOWN', at, {
          fact: id.slice(0, 100),
          suggestion: suggest(id, index.facts.keys()),
        }),
      )
    else if (value !== null && value !== undefined) {
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
  if (hasBrokenText(value)) return createIssue('TEXT_BROKEN', path)
  if (!fitsType(fact.type, value))
    return createIssue('FACT_TYPE', path, {
      ...names,
      actual: describeGiven(value),
      expected: valueTypeModules[fact.type].written,
      hint: writingHint(fact.type, value),
    })
  if (fact.values !== undefined) {
    const allowed = allowedCodes(fact)
    const given = Array.isArray(value) ? value : [value]
    const wrong = given.find((code) => !allowed.has(codeOf(code)))
    if (wrong !== undefined)
      return createIssue('FACT_NOT_LISTED', path, {
        ...names,
        actual: shortenGiven(wrong),
        allowed: shortenGiven([...allowed].join(', '), 300),
      })
  }
  if (outside(value, fact))
    return createIssue('FACT_OUT_OF_RANGE', path, {
      ...names,
      actual: shortenGiven(value),
      range: `${fact.minimum ?? '−∞'} … ${fact.maximum ?? '+∞'}`,
    })
  return undefined
}

/** Made once for each fact: a table of cases asks it of millions of cells. */
const allowedOf = new WeakMap<Fact, ReadonlySet<string>>()

function allowedCodes(fact: Fact): ReadonlySet<string> {
  let allowed = allowedOf.get(fact)
  if (allowed === undefined)
    allowedOf.set(fact, (allowed = new Set((fact.values ?? []).map(({ code }) => code))))
  return allowed
}

function hasBrokenText(value: unknown): boolean {
  const texts = Array.isArray(value) ? (value as readonly unknown[]) : [value]
  return texts.some((text) => typeof text === 'string' && !text.isWellFormed())
}

/** Numbers may be listed too: their codes are their digits. */
function codeOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function outside(value: Value, fact: Fact): boolean {
  const number = valueTypeModules[fact.type].number?.of(value)
  if (number === undefined) return false
  const compare = (bound: number) => compareFractions(number, { n: BigInt(bound), d: 1n })
  return (
    (fact.minimum !== undefined && compare(fact.minimum) < 0) ||
    (fact.maximum !== undefined && compare(fact.maximum) > 0)
  )
}
