import type { BindingRules, BindingSet, Issue, Layer, Origin, Ruleset } from '@jieli/engine'

/** The layers a ruleset rests on, by `id@version` as the child names them. */
export type ParentLayers = Readonly<Record<string, Layer>>

/** A layer with what it rests on: everything needed to resolve it anywhere. */
export interface LayerInput {
  readonly layer: Layer
  readonly parents: ParentLayers
}

/** A layer to be checked, what binds its county, and the day on which its exceptions must still run. */
export interface CheckInput extends LayerInput {
  /** The rulesets named here are among `parents`, where there are any. */
  readonly binding: BindingRules
  readonly asOf: string
}

/** What a layer comes to. `ruleset` is absent when it does not parse; `issues` then say why. */
export interface CheckedRuleset {
  readonly ruleset: Ruleset | undefined
  readonly parent: Ruleset | undefined
  /** The parent without its overlays, where there are any. */
  readonly base?: Ruleset | undefined
  /** How it stands to what binds its county; absent where nothing was asked of that. */
  readonly binding?: BindingSet | undefined
  readonly origin: Origin
  readonly issues: readonly Issue[]
}

/** A whole edited ruleset taken apart into what it says beyond its parent. */
export interface PreparedDraft {
  /** Absent when the ruleset cannot be stored; `issues` then say why. */
  readonly layer: Layer | undefined
  readonly origin: Origin
  readonly issues: readonly Issue[]
}

/** What the publish gate says. Published only when no issue is an error, and what has to be acknowledged is. */
export interface GateResult {
  readonly ruleset: Ruleset | undefined
  readonly origin: Origin
  readonly hash: string
  /** What it was held to: what it rests on directly, and what binds its county. */
  readonly judgedAgainst: readonly CheckedAgainst[]
  readonly issues: readonly Issue[]
}

/** A version that another was held to. */
export interface CheckedAgainst {
  readonly id: string
  readonly version: string
  readonly hash: string
  /** `left`: a template it was moved away from. */
  readonly role: 'template' | 'overlay' | 'adopted' | 'pack' | 'left'
  /** The jurisdiction that binds it, of a pack. */
  readonly jurisdiction?: string
}
