import { canonicalJson } from '@jieli/engine'

/**
 * A value as any store gives it back, as canonical JSON (RFC 8785): equal values give equal text. Fields that are
 * undefined are left out and half characters replaced, as by storing. Several times faster than the engine's own on
 * what is sealed here. Pure.
 */
export function canonicalText(value: unknown): string {
  const seen = { unordered: false }
  const copy = inOrder(value, seen)
  // A JavaScript object puts names that look like numbers first, whatever the order they were set in.
  return seen.unordered ? canonicalJson(copy) : (JSON.stringify(copy) ?? 'null')
}

function inOrder(value: unknown, seen: { unordered: boolean }): unknown {
  if (typeof value === 'string') return value.toWellFormed()
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => inOrder(item, seen) ?? null)
  const copy: Record<string, unknown> = {}
  const fields = value as Readonly<Record<string, unknown>>
  for (const name of Object.keys(fields).sort()) {
    const field = inOrder(fields[name], seen)
    if (field === undefined) continue
    const first = name.charCodeAt(0)
    if (first <= 57 && first >= 48) seen.unordered = true
    // An assignment would take it for the prototype.
    if (name === '__proto__') Object.defineProperty(copy, name, { value: field, enumerable: true })
    else copy[name.toWellFormed()] = field
  }
  return copy
}
