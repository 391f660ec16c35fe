import type { WorkEntry } from '../../contracts/work.ts'

/** Entries of the worklist without the ruleset they are about. */
export type WorkOfRuleset<Kind extends WorkEntry['kind']> = WithoutRuleset<
  Extract<WorkEntry, { kind: Kind }>
>

type WithoutRuleset<Entry> = Entry extends unknown ? Omit<Entry, 'ruleset' | 'title'> : never
