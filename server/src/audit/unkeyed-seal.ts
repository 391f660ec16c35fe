import { hash as digest } from 'node:crypto'
import { canonicalText } from './canonical-text.ts'

/**
 * The plain hash that stood where a seal stands, before there was a key: it shows a slip, not a hand that hashes anew.
 * The same as the engine's hash of the content. Pure.
 */
export function unkeyedSeal(value: unknown): string {
  return `sha256:${digest('sha256', canonicalText(value))}`
}
