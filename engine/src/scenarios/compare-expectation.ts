import { jsonEqual } from '../model/json.ts'
import type { Text } from '../model/text.ts'
import { differs } from '../comparison/describe-difference.ts'

/** Compares each expected member; what is not mentioned is free. Pure. */
export function compareAll(
  expect: Readonly<Record<string, unknown>>,
  actual: Readonly<Record<string, unknown>>,
): readonly Text[] {
  return Object.entries(expect).flatMap(([name, wanted]) => {
    if (wanted === undefined) return []
    const found = Object.hasOwn(actual, name) ? actual[name] : undefined
    const same =
      Array.isArray(wanted) && Array.isArray(found)
        ? jsonEqual(sorted(wanted), sorted(found))
        : jsonEqual(wanted, found ?? null)
    return same ? [] : [differs(name, wanted, found ?? null)]
  })
}

/** Lists are compared as sets: their order says nothing here. */
function sorted(items: readonly unknown[]): readonly string[] {
  return items.map((item) => JSON.stringify(item)).toSorted((a, b) => (a < b ? -1 : 1))
}
