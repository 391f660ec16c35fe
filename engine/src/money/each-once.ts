import { canonicalJson } from '../model/content-hash.ts'
import type { LedgerEvent } from './ledger.ts'

/** By moment, then by id: an order that does not depend on the one things came in. Pure. */
export function byTime(
  a: { readonly at: string; readonly id: string },
  b: { readonly at: string; readonly id: string },
): number {
  return Date.parse(a.at) - Date.parse(b.at) || textOrder(a.id, b.id)
}

/** Pure. */
export function textOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Events in order, each once; those of one id that say different things are set aside. Pure. */
export function eachOnce(events: readonly LedgerEvent[]): {
  readonly once: readonly LedgerEvent[]
  /** The first of each id that came with different content. */
  readonly conflicting: readonly LedgerEvent[]
  /** How many were the same as one before. */
  readonly repeated: number
} {
  const known = new Map<string, LedgerEvent>()
  const conflicts = new Map<string, LedgerEvent[]>()
  let repeated = 0
  for (const event of events) {
    const first = known.get(event.id)
    if (first === undefined) known.set(event.id, event)
    else if (canonicalJson(first) === canonicalJson(event)) repeated += 1
    else conflicts.set(event.id, [...(conflicts.get(event.id) ?? [first]), event])
  }
  const conflicting = [...conflicts.values()].flatMap((versions) =>
    versions
      .toSorted((a, b) => byTime(a, b) || textOrder(canonicalJson(a), canonicalJson(b)))
      .slice(0, 1),
  )
  return {
    once: [...known.values()].filter(({ id }) => !conflicts.has(id)).toSorted(byTime),
    conflicting,
    repeated,
  }
}
