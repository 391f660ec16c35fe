import type { Manifest, Origin, Ruleset } from '@jieli/engine'

/** A ruleset between what it rests on and what it is to rest on. */
export interface Move {
  /** Everything the ruleset rests on, before and after. */
  readonly base: Ruleset
  readonly theirs: Ruleset
  readonly ours: Ruleset
  /** What it names afterwards. */
  readonly references: Pick<Manifest, 'basedOn' | 'overlays' | 'adopts'>
  /** Which ruleset said each item of what it rests on now. */
  readonly origin: Origin
  /** What the rulesets below are called, by id. */
  readonly titles: ReadonlyMap<string, Manifest['title']>
  /** The parent that moves on, where one does: what it takes back of its own is a change like any other. */
  readonly leaves?: string
  /** The day exceptions are held to. */
  readonly asOf: string
}
