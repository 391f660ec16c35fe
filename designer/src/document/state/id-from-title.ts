import type { Text } from '@jieli/engine'
import { freshId } from './fresh-id.ts'

const longest = 60

/** An id nobody has yet for what a person named: the English words of its title, else `base`. Pure. */
export function idFromTitle(
  title: Text | undefined,
  base: string,
  taken: Iterable<string>,
): string {
  const words = (title?.en ?? '').toLowerCase().match(/[a-z0-9]+/g) ?? []
  const named = words
    .join('-')
    .replace(/^[^a-z]+/, '')
    .slice(0, longest)
    .replace(/-$/, '')
  return freshId(reserved.has(named) ? base : named, taken)
}

/** What no id may be. */
const reserved: ReadonlySet<string> = new Set(['', 'constructor', 'prototype'])
