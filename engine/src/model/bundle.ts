import { contentHash } from './content-hash.ts'
import type { Ruleset } from './ruleset.ts'

/** Which ruleset last said each item: `/decisions/upReferral/rules/no-indication` → `district-plan`. */
export type Origin = Readonly<Record<string, string>>

/** A resolved, immutable, content-hashed ruleset version: what runs. */
export interface Bundle {
  /** Hash of everything that can change an answer: scenarios and canvas positions are left out. */
  readonly hash: string
  readonly ruleset: Ruleset
  readonly origin: Origin
}

/** Seals a resolved ruleset. Pure. */
export function createBundle(ruleset: Ruleset, origin: Origin): Bundle {
  const { scenarios: _scenarios, layout: _layout, ...runs } = ruleset
  const said = Object.entries(origin).filter(([path]) => !path.startsWith('/scenarios/'))
  return { hash: contentHash({ ...runs, origin: Object.fromEntries(said) }), ruleset, origin }
}
