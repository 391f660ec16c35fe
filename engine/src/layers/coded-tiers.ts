import { isJsonObject, type Json, type JsonObject } from '../model/json.ts'
import { tierCode } from '../model/org-unit.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { valueTypeModules } from '../model/value-types/value-types.ts'

/**
 * A ruleset that numbers its tiers, speaking of them by their codes as the parent's new version does: what its rules
 * compare with and what its examples say. The facts themselves stay as they are, to be taken with the new version. What
 * is no tier is untouched. Pure.
 * @param theirs the parent's new version, whose facts say which tiers have codes
 */
export function withCodedTiers(ruleset: Ruleset, theirs: Ruleset): Ruleset {
  const coded = new Set(
    theirs.facts.flatMap(({ id, type }) =>
      valueTypeModules[type].ordersCodes === true ? [id] : [],
    ),
  )
  const tiers = new Set(
    ruleset.facts.flatMap(({ id, type }) =>
      coded.has(id) && valueTypeModules[type].number !== undefined ? [id] : [],
    ),
  )
  if (tiers.size === 0) return ruleset
  const { facts, manifest, ...lists } = ruleset
  const spoken = inCodes(lists as unknown as Json, tiers) as unknown as Omit<
    Ruleset,
    'facts' | 'manifest'
  >
  return { ...spoken, facts, manifest }
}

function inCodes(value: Json, tiers: ReadonlySet<string>): Json {
  if (Array.isArray(value)) return value.map((item) => inCodes(item, tiers))
  if (!isJsonObject(value)) return value
  const columns = columnsOf(value, tiers)
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if (tiers.has(key)) return [key, asCode(inner)]
      if (key === 'value' && isTier(value['fact'], tiers)) return [key, asCode(inner)]
      if (key === 'rows' && columns.size > 0) return [key, rowsInCodes(inner, columns, tiers)]
      return [key, inCodes(inner, tiers)]
    }),
  )
}

function isTier(fact: Json | undefined, tiers: ReadonlySet<string>): boolean {
  return typeof fact === 'string' && tiers.has(fact)
}

/** The columns of a table that look at a tier. */
function columnsOf({ inputs }: JsonObject, tiers: ReadonlySet<string>): ReadonlySet<string> {
  const columns = Array.isArray(inputs) ? inputs.filter(isJsonObject) : []
  return new Set(
    columns.flatMap(({ id, fact }) => (typeof id === 'string' && isTier(fact, tiers) ? [id] : [])),
  )
}

function rowsInCodes(rows: Json, columns: ReadonlySet<string>, tiers: ReadonlySet<string>): Json {
  const cell = (test: Json): Json =>
    isJsonObject(test) && 'value' in test ? { ...test, value: asCode(test['value'] as Json) } : test
  const when = (cells: JsonObject): JsonObject =>
    Object.fromEntries(
      Object.entries(cells).map(([column, tests]) => [
        column,
        columns.has(column) && Array.isArray(tests) ? tests.map(cell) : tests,
      ]),
    ) as JsonObject
  return (Array.isArray(rows) ? rows : []).map((row) => {
    const rest = inCodes(row, tiers)
    return isJsonObject(rest) && isJsonObject(rest['when'])
      ? { ...rest, when: when(rest['when']) }
      : rest
  })
}

/** A number, or each of a list, as the code it stands for; a parameter or another fact stays. */
function asCode(value: Json): Json {
  if (Array.isArray(value)) return value.map(asCode)
  return typeof value === 'number' ? tierCode(value) : value
}
