import { contentHash } from './content-hash.ts'
import { bringForward, bringOriginForward } from './format-versions/bring-forward.ts'
import type { JsonObject } from './json.ts'
import type { Ruleset } from './ruleset.ts'
import { rulesetLists } from './ruleset-lists.ts'

/** Which ruleset last said each item: `/decisions/upReferral/rules/no-indication` → `district-plan`. */
export type Origin = Readonly<Record<string, string>>

/** A resolved, immutable, content-hashed ruleset version: what runs. */
export interface Bundle {
  /** Hash of everything that can change an answer: scenarios and canvas positions are left out. */
  readonly hash: string
  readonly ruleset: Ruleset
  readonly origin: Origin
}

/**
 * A bundle as it was stored, under the hash it was published with, in the form of today: brought forward, and with
 * empty lists where there were none then. What was published is what the hash is of, so it is checked before.
 * `undefined` when it is not what was published, whatever it is. Whether it has the form of a ruleset is for
 * `rulesetSchema` to say. Pure.
 */
export function openBundle(
  stored: { readonly ruleset: unknown; readonly origin: unknown },
  hash: string,
): Bundle | undefined {
  if (!isRecord(stored.ruleset) || !isRecord(stored.origin)) return undefined
  const sealed = createBundle(stored.ruleset as Ruleset, stored.origin as Origin)
  if (sealed.hash !== hash) return undefined
  return presentBundle(sealed)
}

/** A bundle of an earlier format in the present one, under the hash it has. Pure. */
export function presentBundle({ hash, ruleset, origin }: Bundle): Bundle {
  const brought = bringForward(ruleset as unknown as JsonObject)
  const empty = Object.fromEntries(
    rulesetLists.filter((list) => !Object.hasOwn(brought, list)).map((list) => [list, []]),
  )
  return {
    hash,
    ruleset: { ...brought, ...empty } as unknown as Ruleset,
    origin: bringOriginForward(ruleset as unknown as JsonObject, origin),
  }
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Seals a resolved ruleset. Pure. */
export function createBundle(ruleset: Ruleset, origin: Origin): Bundle {
  const { scenarios: _scenarios, layout: _layout, ...runs } = ruleset
  const said = Object.entries(origin).filter(([path]) => !path.startsWith('/scenarios/'))
  return { hash: contentHash({ ...runs, origin: Object.fromEntries(said) }), ruleset, origin }
}

/** The ruleset that last said an item, or the nearest thing around it. Pure. */
export function originOf(bundle: Bundle, path: string): string {
  for (let at = path; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const origin = bundle.origin[at]
    if (origin !== undefined) return origin
  }
  return bundle.ruleset.manifest.id
}
