import { itemKey, jsonEqual, type Layer } from '@jieli/engine'

/**
 * Which items two layers say differently, as paths: `/decisions/upReferral`. A part that is no list of items counts
 * as one. Pure.
 */
export function changedItems(before: Layer | null, after: Layer | null): string[] {
  const parts = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
  return [...parts].toSorted().flatMap((part) => {
    const [was, is] = [before?.[part], after?.[part]]
    if (jsonEqual(was ?? null, is ?? null)) return []
    const [old, now] = [itemsOf(was), itemsOf(is)]
    if (old === undefined || now === undefined) return [`/${part}`]
    const keys = new Set([...old.keys(), ...now.keys()])
    const changed = [...keys].filter(
      (key) => !jsonEqual(old.get(key) ?? null, now.get(key) ?? null),
    )
    // The same items in another order.
    return changed.length === 0 ? [`/${part}`] : changed.map((key) => `/${part}/${key}`)
  })
}

/** Items by their key; undefined for what is no list of items. */
function itemsOf(part: unknown): Map<string, unknown> | undefined {
  if (part === undefined) return new Map()
  if (!Array.isArray(part)) return undefined
  const items = part.map((item: unknown) => [itemKey(item), item] as const)
  return items.every(([key]) => key !== undefined)
    ? new Map(items.map(([key, item]) => [String(key), item]))
    : undefined
}
