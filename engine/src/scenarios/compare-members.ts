import { isJsonObject, type Json, jsonEqual, type JsonObject } from '../model/json.ts'
import type { Text } from '../model/text.ts'
import { type Difference, type ExpectationPath, inBoth } from './finding.ts'
import { type Member, formatOrNone } from './member-words.ts'

/** The members of an expectation beside what was found, and what each is called. */
export interface Compared {
  readonly at: ExpectationPath
  readonly actual: Readonly<Record<string, unknown>>
  readonly member: (name: string) => Member
}

/** Compares each expected member; what is not mentioned is free. Pure. */
export function compareMembers(
  expect: Readonly<Record<string, unknown>> | undefined,
  { at, actual, member }: Compared,
): readonly Difference[] {
  return Object.entries(expect ?? {}).flatMap(([name, wanted]) => {
    if (wanted === undefined) return []
    const found = Object.hasOwn(actual, name) ? actual[name] : undefined
    return sameSaying(wanted, found)
      ? []
      : [difference([...at, name], { wanted, found }, member(name))]
  })
}

/** Lists are compared as sets: their order says nothing here. Nothing and `null` are one. Pure. */
export function sameSaying(wanted: unknown, found: unknown): boolean {
  return Array.isArray(wanted) && Array.isArray(found)
    ? jsonEqual(sorted(wanted), sorted(found))
    : jsonEqual(wanted, found ?? null)
}

/** One expectation that comes out otherwise. Pure. */
export function difference(
  at: ExpectationPath,
  { wanted, found }: { readonly wanted: unknown; readonly found: unknown },
  { title, format, none, record }: Member,
): Difference {
  const member = { format, ...(none && { none }) }
  const [was, now] = record === true ? narrowed(wanted, found) : [wanted, found]
  return {
    at,
    wanted: wanted as Json,
    ...(found === undefined ? {} : { found: found as Json }),
    subject: title,
    was: inBoth((language) => formatOrNone(member, was, language)),
    now: inBoth((language) => formatOrNone(member, now, language)),
  }
}

/** Two records without what is the same in both; what only one has is nothing in the other. */
function narrowed(wanted: unknown, found: unknown): readonly [unknown, unknown] {
  if (!isJsonObject(wanted) || !isJsonObject(found)) return [wanted, found]
  const keys = [...new Set([...Object.keys(wanted), ...Object.keys(found)])].filter(
    (key) => !jsonEqual(wanted[key], found[key]),
  )
  const only = (record: JsonObject) =>
    Object.fromEntries(keys.map((key) => [key, record[key] ?? null]))
  return [only(wanted), only(found)]
}

/** What is found in a step or a unit is told with it. Pure. */
export function within(place: Text, differences: readonly Difference[]): readonly Difference[] {
  return differences.map((each) => ({
    ...each,
    subject: {
      zh: `${place.zh}${each.subject.zh}`,
      en: `${place.en}${each.subject.en}`,
    },
  }))
}

function sorted(items: readonly unknown[]): readonly string[] {
  return items.map((item) => JSON.stringify(item)).toSorted((a, b) => (a < b ? -1 : 1))
}
