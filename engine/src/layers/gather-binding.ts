import type { Exception } from '../model/exception.ts'
import { isJsonObject } from '../model/json.ts'
import type { Manifest, RulesetReference } from '../model/manifest.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { BindingRule, BindingRules } from './binding-rules.ts'
import { groundReferences, versionSatisfies } from './layer-references.ts'
import { type FindParent, type Layer, resolveRuleset } from './resolve-ruleset.ts'

/** A pack that binds, as it stands to one ruleset. */
export interface Binding extends BindingRule {
  /**
   * `rested`: the ruleset rests on a version that binds; `otherVersion`: only on another; `missing`: on none;
   * `unknown`: on none, and no version that binds can be found here.
   */
  readonly standing: 'rested' | 'otherVersion' | 'missing' | 'unknown'
  /** The version rested on, where there is one. */
  readonly version?: string
  /** That version as its files say it, where it is one that binds. */
  readonly layer?: Layer
  /** The same with everything it inherits, where it can be read by itself. */
  readonly ruleset?: Ruleset
}

/** Exemptions that an authority granted a ruleset below, by name. */
export interface GrantedExemptions {
  readonly ruleset: string
  readonly exceptions: readonly Exception[]
}

/** A template that a ruleset rested on before. */
export interface LeftTemplate extends RulesetReference {
  /** The template with those of its red lines alone that authorities above the county set. */
  readonly ruleset?: Ruleset
}

/** Everything that binds one ruleset from above. */
export interface BindingSet {
  readonly placed: boolean
  readonly packs: readonly Binding[]
  /** What the rulesets between were excused from: what rests on them is excused with them. */
  readonly exemptions: readonly GrantedExemptions[]
  /** Each template it was moved away from; without `ruleset` where that version is not to be found here. */
  readonly left: readonly LeftTemplate[]
}

/** More rulesets than this under one are no honest ruleset's. */
const maxLayers = 100

/**
 * Finds how a ruleset stands to each pack that binds it. A pack is rested on wherever it lies below: as template, as
 * the template of a template, or laid over. Pure.
 */
export function gatherBinding(
  layer: Layer,
  { placed, rules, left }: BindingRules,
  findParent: FindParent,
): BindingSet {
  const below = layersUnder(layer, findParent)
  return {
    placed,
    packs: rules.map((rule) => standTo(rule, below, findParent)),
    exemptions: below.flatMap(({ manifest }) =>
      Array.isArray(manifest.exceptions)
        ? [{ ruleset: manifest.id, exceptions: manifest.exceptions }]
        : [],
    ),
    left: left.map((reference) => ({ ...reference, ...upperLines(reference, findParent) })),
  }
}

function upperLines(
  { id, version }: RulesetReference,
  findParent: FindParent,
): Pick<LeftTemplate, 'ruleset'> {
  const layer = findParent(id, version)
  const { ruleset } = layer === undefined ? {} : resolveRuleset(layer, findParent)
  if (ruleset === undefined) return {}
  const redLines = ruleset.redLines.filter(({ authority }) => authority !== 'county')
  return { ruleset: { ...ruleset, redLines } }
}

interface LayerBelow {
  readonly layer: Layer
  readonly manifest: Manifest
}

/** Every layer that a layer rests on, any depth, its template first. Pure. */
export function layersUnder(layer: Layer, findParent: FindParent): readonly LayerBelow[] {
  const found = new Map<string, LayerBelow>()
  const open = [...groundReferences(layer)]
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const below = findParent(next.id, next.version)
    if (!isJsonObject(below) || !isJsonObject(below['manifest'])) continue
    const manifest = below['manifest'] as unknown as Manifest
    const name = `${manifest.id}@${manifest.version}`
    if (found.has(name)) continue
    found.set(name, { layer: below, manifest })
    if (found.size >= maxLayers) break
    open.push(...groundReferences(below))
  }
  return [...found.values()]
}

function standTo(rule: BindingRule, below: readonly LayerBelow[], findParent: FindParent): Binding {
  const { id, version: range } = rule.pack
  const versions = below.filter(({ manifest }) => manifest.id === id)
  const fitting = versions.find(({ manifest }) => versionSatisfies(manifest.version, range))
  if (fitting !== undefined) {
    const { layer, manifest } = fitting
    const { ruleset } = resolveRuleset(layer, findParent)
    const { version } = manifest
    return { ...rule, standing: 'rested', version, layer, ...(ruleset && { ruleset }) }
  }
  const [other] = versions
  if (other !== undefined)
    return { ...rule, standing: 'otherVersion', version: other.manifest.version }
  const [known] = layersUnder({ manifest: { basedOn: { id, version: range } } }, findParent)
  const there = known !== undefined && versionSatisfies(known.manifest.version, range)
  return { ...rule, standing: there ? 'missing' : 'unknown' }
}
