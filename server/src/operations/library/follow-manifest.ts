import { jsonEqual, type Manifest, type Ruleset } from '@jieli/engine'

/** What of a manifest is inherited whole: left as it was, it follows what is rested on. */
const followed = ['description', 'authorityKeys', 'calendar', 'notes'] as const

/**
 * A ruleset's own manifest once what it rests on changes: whatever it left as it was follows, its documents one by
 * one. Pure.
 * @param sides what it rests on before and after, and the ruleset itself
 * @param own its manifest with the new references
 */
export function followManifest(
  sides: { readonly base: Ruleset; readonly theirs: Ruleset },
  own: Manifest,
): Manifest {
  const before = sides.base.manifest
  const after = sides.theirs.manifest
  const sources = new Map(after.sources.map((source) => [source.id, source]))
  for (const source of own.sources) {
    const inherited = before.sources.find(({ id }) => id === source.id)
    if (!jsonEqual(inherited, source)) sources.set(source.id, source)
  }
  const manifest: Record<string, unknown> = { ...own, sources: [...sources.values()] }
  for (const key of followed) {
    if (!jsonEqual(own[key], before[key])) continue
    if (after[key] === undefined) delete manifest[key]
    else manifest[key] = after[key]
  }
  return manifest as unknown as Manifest
}
