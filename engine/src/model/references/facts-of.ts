import type { Reference } from './reference.ts'

/** The facts among some references that are read, or those that are given a value too. Pure. */
export function factsOf(
  references: readonly Reference[],
  which: 'read' | 'readOrSet' = 'read',
): ReadonlySet<string> {
  return new Set(
    references.flatMap(({ list, id, writes }) =>
      list === 'facts' && (which === 'readOrSet' || writes === undefined) ? [id] : [],
    ),
  )
}
