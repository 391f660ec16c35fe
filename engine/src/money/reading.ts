import { type Facts, factValue } from '../decisions/facts.ts'
import { formatParameter } from '../decisions/format-value.ts'
import { readParameter } from '../decisions/parameter-value.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import { fitsType } from '../decisions/fits-type.ts'
import type { Bundle } from '../model/bundle.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import type { Parameter } from '../model/parameter.ts'
import type { Text } from '../model/text.ts'
import type { Value } from '../model/value.ts'
import type { Explained } from './money-result.ts'
import { clausesOf } from './money-labels.ts'
import type { ValueType } from '../model/value-types/value-types.ts'
import { formatMoney } from '../model/value-types/money-type.ts'

/**
 * What one computation reads: facts and parameters of a day. It keeps what was missing, what was wrong and the lines
 * of the explanation. Made per computation, then dropped.
 */
export interface Reading {
  readonly bundle: Bundle
  readonly facts: Facts
  readonly asOf: string
  /** An amount in fen, or a count. Missing it is a need, below zero an issue; both are `undefined`. */
  readonly amount: (fact: string) => bigint | undefined
  /** The value of a parameter of one of these types; without one it counts as missing. */
  readonly parameter: (id: string, types: readonly ValueType[]) => Value | undefined
  /** The same, and nobody misses it. */
  readonly optional: (id: string, types: readonly ValueType[]) => Value | undefined
  /** How a parameter reads: its title, value, clause and the ruleset that says so. */
  readonly parameterText: (id: string) => Text
  readonly factTitle: (fact: string) => Text
  readonly need: (fact: string) => void
  readonly miss: (parameter: string) => void
  readonly report: (issue: Issue) => void
  readonly note: (zh: string, en: string) => void
  /** Fen as a JSON number; what no JSON number holds exactly is an issue and `null`. */
  readonly fen: (amount: bigint | undefined, path: string) => number | null
  readonly explained: () => Explained
}

/** Pure but for what it keeps. */
export function startReading(bundle: Bundle, facts: Facts, asOf: string): Reading {
  const index = indexRuleset(bundle.ruleset)
  const needs = new Set<string>()
  const missing = new Set<string>()
  const issues: Issue[] = []
  const steps: Text[] = []
  const factTitle = (fact: string): Text => index.facts.get(fact)?.title ?? { zh: fact, en: fact }
  const optional = (id: string, types: readonly ValueType[]): Value | undefined => {
    const value = readParameter(bundle, id, asOf).value
    const type = index.parameters.get(id)?.type
    return value === null || type === undefined || !types.includes(type) || !fitsType(type, value)
      ? undefined
      : value
  }
  return {
    bundle,
    facts,
    asOf,
    amount: (fact) => {
      const value = factValue(facts, fact)
      if (typeof value !== 'number') {
        needs.add(fact)
        return undefined
      }
      if (value >= 0) return BigInt(value)
      const title = factTitle(fact)
      issues.push(createIssue('MONEY_NEGATIVE', `/facts/${fact}`, { title, actual: value }))
      return undefined
    },
    parameter: (id, types) => {
      const value = optional(id, types)
      if (value === undefined) missing.add(id)
      return value
    },
    optional,
    parameterText: (id) => formatReadParameter(bundle, index.parameters.get(id), id, asOf),
    factTitle,
    need: (fact) => needs.add(fact),
    miss: (parameter) => missing.add(parameter),
    report: (issue) => issues.push(issue),
    note: (zh, en) => steps.push({ zh, en }),
    fen: (amount, path) => {
      if (amount === undefined) return null
      const number = Number(amount)
      if (Number.isSafeInteger(number)) return number
      issues.push(createIssue('MONEY_TOO_LARGE', path, { amount: formatMoney(amount) }))
      return null
    },
    explained: () => ({
      asOf,
      needs: [...needs],
      missingParameters: [...missing],
      issues,
      steps,
    }),
  }
}

function formatReadParameter(
  bundle: Bundle,
  parameter: Parameter | undefined,
  id: string,
  asOf: string,
): Text {
  if (parameter === undefined) return { zh: `参数“${id}”（没有）`, en: `parameter "${id}" (none)` }
  const read = readParameter(bundle, id, asOf)
  const dated = parameter.values.find(({ from }) => from === read.from)
  const clauses = clausesOf(dated?.cites ?? parameter.cites ?? [])
  const words = (language: 'zh' | 'en') => {
    const sample = read.sample ? [language === 'zh' ? '样例' : 'a sample'] : []
    const source = [...sample, ...(clauses === '' ? [] : [clauses]), read.origin]
    const value = formatParameter(parameter, read.value, language)
    return language === 'zh'
      ? `“${parameter.title.zh}” ${value}（${source.join('，')}）`
      : `"${parameter.title.en}" ${value} (${source.join(', ')})`
  }
  return { zh: words('zh'), en: words('en') }
}
