import type { Text } from '@jieli/engine'
import { freshId } from '../../document/state/fresh-id.ts'

/** An id nobody has yet for a ruleset of this name: the English words of it, or `county` where there are none. Pure. */
export function suggestId(title: Text | undefined, taken: readonly string[]): string {
  const words = (title?.en ?? '').toLowerCase().match(/[a-z0-9]+/g) ?? []
  const named = words.join('-').replace(/^[^a-z]+/, '')
  return freshId(named === '' ? 'county' : named.slice(0, 60).replace(/-$/, ''), taken)
}
