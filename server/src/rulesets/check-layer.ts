import {
  type BindingSet,
  type CheckOptions,
  checkRuleset,
  contentHash,
  createBundle,
  differenceLayer,
  type FindParent,
  gatherBinding,
  hasErrors,
  type Issue,
  type Layer,
  groundReferences,
  layerReferences,
  type Manifest,
  nameFindings,
  resolvePublished,
  resolveRuleset,
  type Ruleset,
  rulesetLists,
  rulesetSchema,
  checkScenarios,
  runScenarios,
  type ScenarioResult,
  schemaIssues,
} from '@jieli/engine'
import { compareWithReference } from '@jieli/engine/agreement'
import type {
  CheckedRuleset,
  CheckInput,
  GateResult,
  CheckedAgainst,
  LayerInput,
  ParentLayers,
  PreparedDraft,
} from './checked-ruleset.ts'

/** How many generated cases the evaluators must agree on before a version is published. */
const comparisons = 200

/** Resolves a layer and reports everything that is wrong with it, short of what only publishing asks. Pure. */
export function checkLayer(input: CheckInput): CheckedRuleset {
  const resolved = resolve(input.layer, input.parents)
  const binding = bindingOf(input)
  if (resolved.ruleset === undefined || hasErrors(resolved.issues)) return { ...resolved, binding }
  const issues = checkRuleset(resolved.ruleset, {
    ...parentOf(resolved),
    binding,
    publishing: false,
    asOf: input.asOf,
  })
  return { ...resolved, binding, issues: [...resolved.issues, ...issues] }
}

/** Lays a layer over what it rests on, and checks nothing but its form. Pure. */
export function resolveGathered(input: LayerInput): CheckedRuleset {
  return resolve(input.layer, input.parents)
}

/** Checks the form of an edited ruleset and finds its difference from its parent and overlays. Pure. */
export function prepareDraft(edited: unknown, against: Omit<CheckInput, 'layer'>): PreparedDraft {
  const parsed = rulesetSchema.safeParse(withAllLists(edited))
  if (!parsed.success) {
    return { layer: undefined, origin: {}, issues: schemaIssues(parsed.error, edited) }
  }
  const base = resolve({ manifest: parsed.data.manifest as unknown as Layer }, against.parents)
  if (base.parent === undefined && hasErrors(base.issues) && restsOnOthers(parsed.data)) {
    return { layer: undefined, origin: {}, issues: base.issues }
  }
  const layer = differenceLayer(base.parent, parsed.data)
  const checked = checkLayer({ ...against, layer })
  return {
    layer: checked.ruleset === undefined ? undefined : layer,
    origin: checked.origin,
    issues: checked.issues,
  }
}

/** An editor older than a list leaves it out; it then has nothing in it. */
function withAllLists(edited: unknown): unknown {
  const empty = Object.fromEntries(rulesetLists.map((list) => [list, []]))
  return typeof edited === 'object' ? { ...empty, layout: {}, ...edited } : edited
}

/** Runs a layer's scenarios. Pure. */
export function runLayerScenarios(input: LayerInput): readonly ScenarioResult[] {
  const { ruleset, origin } = resolve(input.layer, input.parents)
  return ruleset === undefined ? [] : runScenarios(createBundle(ruleset, origin))
}

/** Everything a version must pass to be published: checks, scenarios, and the agreement of two evaluators. */
export async function passGate(
  input: CheckInput & { version: string; seed: number },
): Promise<GateResult> {
  const resolved = resolve(withVersion(input.layer, input.version), input.parents)
  const { ruleset, origin } = resolved
  const binding = bindingOf(input)
  const judgedAgainst = checkedAgainst(input, binding)
  const refused = (issues: readonly Issue[]) => ({
    ruleset: undefined,
    origin,
    hash: '',
    judgedAgainst,
    issues,
  })
  if (ruleset === undefined || hasErrors(resolved.issues)) return refused(resolved.issues)
  const issues = [
    ...resolved.issues,
    ...checkRuleset(ruleset, {
      ...parentOf(resolved),
      binding,
      publishing: true,
      asOf: input.asOf,
    }),
  ]
  // A ruleset that is broken cannot be run to see whether it does what it should.
  if (hasErrors(issues)) return refused(issues)
  const bundle = createBundle(ruleset, origin)
  const ran = [
    ...issues,
    ...nameFindings(checkScenarios(bundle, parentOf(resolved))),
    ...(await compareWithReference(bundle, {
      seed: input.seed,
      count: comparisons,
      asOf: input.asOf,
    })),
  ]
  return hasErrors(ran)
    ? refused(ran)
    : { ruleset, origin, hash: bundle.hash, judgedAgainst, issues: ran }
}

function bindingOf({ layer, parents, binding }: CheckInput): BindingSet {
  return gatherBinding(layer, binding, (id, version) => parentLayer(parents, id, version))
}

/** What a layer rests on directly, every pack that binds it and what it left, each in the version it was held to. */
function checkedAgainst(
  { layer, parents, binding }: CheckInput,
  { packs }: BindingSet,
): readonly CheckedAgainst[] {
  const { basedOn } = layer['manifest'] as unknown as Manifest
  const ground = groundReferences(layer).length
  const direct = layerReferences(layer).flatMap(({ id, version }, at) => {
    const against = parentLayer(parents, id, version)
    const laid = at === 0 && basedOn !== undefined ? ('template' as const) : ('overlay' as const)
    const role = at >= ground ? ('adopted' as const) : laid
    return against === undefined ? [] : [{ ...sealed(against, parents), role }]
  })
  const bound = packs.flatMap(({ layer: against, node }) =>
    against === undefined
      ? []
      : [{ ...sealed(against, parents), role: 'pack' as const, jurisdiction: node.id }],
  )
  const left = binding.left.flatMap(({ id, version }) => {
    const against = parentLayer(parents, id, version)
    return against === undefined ? [] : [{ ...sealed(against, parents), role: 'left' as const }]
  })
  return [...direct, ...bound, ...left]
}

function sealed(
  layer: Layer,
  parents: ParentLayers,
): Pick<CheckedAgainst, 'id' | 'version' | 'hash'> {
  const { id, version } = layer['manifest'] as unknown as Manifest
  const published = resolvePublished(layer, findIn(parents))
  // An overlay may only mean something laid over another.
  return { id, version, hash: published?.hash ?? contentHash(layer) }
}

/** The layer under another version number. Pure. */
export function withVersion(layer: Layer, version: string): Layer {
  return { ...layer, manifest: { ...(layer['manifest'] as Layer), version } }
}

function resolve(layer: Layer, parents: ParentLayers): CheckedRuleset {
  return resolveRuleset(layer, findIn(parents))
}

/** How a layer finds what it rests on. */
function findIn(parents: ParentLayers): FindParent {
  return (id, version) => parentLayer(parents, id, version)
}

function parentLayer(parents: ParentLayers, id: string, version: string): Layer | undefined {
  const name = `${id}@${version}`
  return Object.hasOwn(parents, name) ? parents[name] : undefined
}

function restsOnOthers({ manifest }: Ruleset): boolean {
  const { basedOn, overlays = [], adopts = [] } = manifest
  return basedOn !== undefined || overlays.length + adopts.length > 0
}

function parentOf(resolved: CheckedRuleset): Pick<CheckOptions, 'parent' | 'base'> {
  return { parent: resolved.parent, base: resolved.base }
}
