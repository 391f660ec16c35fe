import { ownChanges } from '../layers/own-changes.ts'
import type { Bundle } from '../model/bundle.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Scenario } from '../model/scenario.ts'
import { tryScenario } from './run-scenarios.ts'

/** An inherited scenario that comes out otherwise, and everything it exercised here and in the ruleset below. */
export interface Changed {
  readonly theirs: Scenario
  readonly touched: ReadonlySet<string>
}

/** More tries than this are not made: the rest is not told apart. */
const maxTries = 3000
/** More rulesets than this are not made up. */
const maxMade = 300
/** More changes than this together are no cause that a sentence could tell. */
const maxTogether = 5

/**
 * Finds which changes of a ruleset make inherited scenarios come out otherwise, by taking them back and trying again.
 * One change that suffices is named where there is one, the same for as many scenarios as it explains; else a set of
 * which none can be left out. Without a key in the result the changes were not told apart. Pure.
 * @param ground the ruleset below, under which each of the scenarios comes out as it says
 */
export function findCauses(
  bundle: Bundle,
  ground: Ruleset,
  changed: readonly Changed[],
): ReadonlyMap<string, readonly string[]> {
  const search = new Search(bundle, ground)
  const open = new Map(
    changed.map((one) => [one.theirs.id, { ...one, paths: search.pathsTouchedBy(one.touched) }]),
  )
  const causes = new Map<string, readonly string[]>()
  const explained = new Map<string, string[]>()
  for (const { theirs, paths } of open.values())
    for (const path of paths)
      if (search.passesWithout(theirs, [path]) === true)
        explained.set(path, [...(explained.get(path) ?? []), theirs.id])
  // The change that explains most comes first, so that there are few causes to read.
  const largest = [...explained].toSorted((a, b) => b[1].length - a[1].length)
  for (const [path, ids] of largest)
    for (const id of ids) if (!causes.has(id)) causes.set(id, [path])
  for (const { theirs, paths } of open.values()) {
    if (causes.has(theirs.id)) continue
    const smallest = search.smallestOf(theirs, paths) ?? search.smallestOf(theirs, search.paths)
    if (smallest !== undefined) causes.set(theirs.id, smallest)
  }
  return causes
}

class Search {
  readonly paths: readonly string[]
  readonly #bundle: Bundle
  readonly #without: (paths: readonly string[]) => Ruleset
  readonly #made = new Map<string, Bundle>()
  readonly #tried = new Map<string, boolean>()

  constructor(bundle: Bundle, ground: Ruleset) {
    const changes = ownChanges(bundle.ruleset, ground)
    this.paths = changes.paths
    this.#bundle = bundle
    this.#without = changes.without
  }

  /** The changes that lie in, or around, what was exercised. */
  pathsTouchedBy(touched: ReadonlySet<string>): readonly string[] {
    const around = new Set<string>()
    for (const path of touched)
      for (let at = path; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) around.add(at)
    return this.paths.filter((path) => {
      if (around.has(path) || path.startsWith('/manifest')) return true
      for (let at = path.replace('#', '/'); at !== ''; at = at.slice(0, at.lastIndexOf('/')))
        if (touched.has(at)) return true
      return false
    })
  }

  /** Whether a scenario passes with these changes taken back; `undefined` where no more is tried. */
  passesWithout(scenario: Scenario, paths: readonly string[]): boolean | undefined {
    const set = [...paths].toSorted().join('\n')
    const key = `${scenario.id}\n${set}`
    const known = this.#tried.get(key)
    if (known !== undefined) return known
    if (this.#tried.size >= maxTries) return undefined
    const bundle = this.#bundleWithout(set, paths)
    if (bundle === undefined) return undefined
    const passed = tryScenario(bundle, scenario).findings.length === 0
    this.#tried.set(key, passed)
    return passed
  }

  #bundleWithout(set: string, paths: readonly string[]): Bundle | undefined {
    const known = this.#made.get(set)
    if (known !== undefined) return known
    if (this.#made.size >= maxMade) return undefined
    // It lives for this search and meets no other bundle: a hash of its own would only cost time.
    const made = { ...this.#bundle, ruleset: this.#without(paths) }
    this.#made.set(set, made)
    return made
  }

  /** Of changes that together make the difference, those of which none can be left out. */
  smallestOf(scenario: Scenario, paths: readonly string[]): readonly string[] | undefined {
    if (this.passesWithout(scenario, paths) !== true) return undefined
    let kept = paths
    for (const path of paths) {
      const fewer = kept.filter((other) => other !== path)
      const passes = this.passesWithout(scenario, fewer)
      if (passes === undefined) return undefined
      if (passes) kept = fewer
    }
    return kept.length === 0 || kept.length > maxTogether ? undefined : kept
  }
}
