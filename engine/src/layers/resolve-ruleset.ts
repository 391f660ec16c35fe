import { findUnsafeJson } from '../model/find-unsafe-json.ts'
import { type Bundle, createBundle, type Origin } from '../model/bundle.ts'
import { bringForward, formatOf, listsOfFormat } from '../model/format-versions/bring-forward.ts'
import { currentFormat } from '../model/format-versions/current-format.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import { isJsonObject, jsonEqual, type Json, type JsonObject } from '../model/json.ts'
import type { RulesetReference } from '../model/manifest.ts'
import { type Ruleset, rulesetSchema } from '../model/ruleset.ts'
import { rulesetLists } from '../model/ruleset-lists.ts'
import { schemaIssues } from '../model/schema-issue.ts'
import { type AdoptionFrom, adoptItems, contradictedAdoptions } from './adopt-items.ts'
import { inheritedManifest } from './inherited-manifest.ts'
import { groundReferences, layerReferences, versionSatisfies } from './layer-references.ts'
import { mergeLayer, rootPlace } from './merge-layer.ts'
import { withOwnValues } from './with-own-values.ts'

/** What a ruleset's own files say, before it is laid over the rulesets it rests on. */
export type Layer = JsonObject

/** A ruleset with everything it inherits, what it is laid over, and what is wrong with it. */
export interface Resolved {
  /** Absent when it does not parse. */
  readonly ruleset: Ruleset | undefined
  /** The parent with what is adopted and the overlays laid over it: what this ruleset's own files change. */
  readonly parent: Ruleset | undefined
  /** The parent alone, where anything lies over it: what is adopted or laid over may not weaken it either. */
  readonly base?: Ruleset | undefined
  readonly origin: Origin
  readonly issues: readonly Issue[]
}

/** Finds the files of a ruleset by id and version range; `undefined` when there are none. */
export type FindParent = (id: string, version: string) => unknown

/** What every layer on the way is read as. */
interface Reading {
  readonly findParent: FindParent
  /** Layers of an earlier format are brought forward to this one. */
  readonly format: number
  /** False for what was published before a ruleset's own values went on (LA13). */
  readonly ownGoesOn: boolean
}

/**
 * Lays a ruleset's own files over its parents, any depth, and its overlays, in order, and checks the form of the
 * result. Layers may be of any format; what they come to is of the present one. Pure.
 * @param layer what the ruleset's own files say
 */
export function resolveRuleset(layer: unknown, findParent: FindParent): Resolved {
  const resolved = resolve(layer, { findParent, format: currentFormat, ownGoesOn: true }, [])
  if (resolved.ruleset === undefined) return resolved
  // The form is checked once, of what everything comes to: a fault below shows there, or has been overridden.
  const parsed = rulesetSchema.safeParse(resolved.ruleset)
  return parsed.success
    ? resolved
    : {
        ...refused([
          ...resolved.issues,
          ...schemaIssues(parsed.error, resolved.ruleset as unknown as Json),
        ]),
        parent: resolved.parent,
      }
}

/**
 * What a layer came to when it was published, in the format it is written in, under the hash it has had since; its
 * form is not looked at. `undefined` when it does not resolve. Pure.
 * @param hash the hash it was published under: what was published before a ruleset's own values went on (LA13) keeps it
 */
export function resolvePublished(
  layer: Layer,
  findParent: FindParent,
  hash?: string,
): Bundle | undefined {
  const readAs = (goesOn: boolean) => {
    const reading = { findParent, format: formatOf(layer), ownGoesOn: goesOn }
    const { ruleset, origin } = resolve(layer, reading, [])
    return ruleset && createBundle(ruleset, origin)
  }
  const published = readAs(true)
  if (hash === undefined || published?.hash === hash) return published
  const before = readAs(false)
  return before?.hash === hash ? before : published
}

function refused(issues: readonly Issue[]): Resolved {
  return { ruleset: undefined, parent: undefined, origin: {}, issues }
}

function resolve(said: unknown, reading: Reading, chain: readonly string[]): Resolved {
  const unsafe = findUnsafeJson(said)
  if (unsafe.length > 0) return refused(unsafe)
  if (!isJsonObject(said) || !isJsonObject(said['manifest']))
    return refused([
      createIssue('SCHEMA_INVALID', '/manifest', {
        detail: {
          zh: '缺少规则集说明（ruleset.json）',
          en: 'the manifest (ruleset.json) is missing',
        },
      }),
    ])
  const { format } = reading
  const layer = bringForward(said, format)
  const manifest = layer['manifest'] as JsonObject
  const id = textOf(manifest['id'])
  const newer = newerFormat(layer, '/manifest/formatVersion')
  if (newer !== undefined) return refused([newer])
  if (chain.includes(id))
    return refused([
      createIssue('PARENT_CYCLE', '/manifest/basedOn', { cycle: [...chain, id].join(' → ') }),
    ])

  const base = resolveBase(layer, reading, [...chain, id])
  if (!('merged' in base)) return base
  const origin: Record<string, string> = { ...base.origin }
  const issues: Issue[] = [
    ...base.issues,
    ...contradictedAdoptions(
      layer,
      adoptionsOf(manifest).flatMap(({ items }) => items),
    ),
  ]
  const own = new Set<string>()
  const laid = mergeLayer(base.merged, { ...emptyLists(format), ...layer } as Json, rootPlace, {
    said: (path) => {
      origin[path] = id
    },
    unknownRemoval: (path, key) => {
      issues.push(createIssue('REMOVAL_UNKNOWN', path, { id: key }))
    },
    wrote: (path) => {
      own.add(path)
    },
  })
  const merged = reading.ownGoesOn
    ? withOwnValues(laid, { inherited: base.merged, layer, origin, below: base.origin })
    : laid
  // A ruleset resolves a conflict between its overlays by saying itself what holds.
  for (const { path, overlays } of base.conflicts)
    if (!settles(own, path)) issues.push(createIssue('OVERLAY_CONFLICT', path, { overlays }))
  return {
    ruleset: merged as unknown as Ruleset,
    parent: base.parent,
    ...(base.alone === undefined ? {} : { base: base.alone }),
    origin,
    issues,
  }
}

interface Base {
  readonly merged: Json | undefined
  readonly parent: Ruleset | undefined
  /** The parent without the overlays, where there are any. */
  readonly alone?: Ruleset | undefined
  readonly origin: Origin
  readonly issues: readonly Issue[]
  readonly conflicts: readonly { readonly path: string; readonly overlays: string }[]
}

/** What a layer is laid over: its parent, and over that its overlays in order. */
function resolveBase(
  layer: JsonObject,
  reading: Reading,
  chain: readonly string[],
): Base | Resolved {
  const references = groundReferences(layer)
  const manifest = layer['manifest'] as JsonObject
  const parentReference = isJsonObject(manifest['basedOn']) ? references[0] : undefined
  const overlayReferences = parentReference === undefined ? references : references.slice(1)
  const adopts = adoptionsOf(manifest)
  let parent: Resolved | undefined
  if (parentReference !== undefined) {
    const found = fetchLayer(parentReference, reading, '/manifest/basedOn')
    if ('issue' in found) return refused([found.issue])
    parent = resolve(found.layer, reading, chain)
    if (parent.ruleset === undefined) return refused(parent.issues)
  }
  if (overlayReferences.length === 0 && adopts.length === 0)
    return {
      merged: withoutReferences(parent?.ruleset),
      parent: parent?.ruleset,
      origin: parent?.origin ?? {},
      issues: [],
      conflicts: [],
    }

  const ground = withoutReferences(parent?.ruleset) ?? emptyLists(reading.format)
  const adopted = adoptAll({ merged: ground, origin: parent?.origin ?? {} }, adopts, {
    reading,
    chain,
  })
  if (!('merged' in adopted)) return adopted
  const origin: Record<string, string> = { ...adopted.origin }
  const written = new Map<string, { readonly overlay: string; readonly value: Json }>()
  const removals = new Map<string, { readonly overlay: string; readonly value: Json }>()
  const conflicts: { path: string; overlays: string }[] = []
  const issues: Issue[] = [...adopted.issues]
  let { merged } = adopted
  for (const [at, reference] of overlayReferences.entries()) {
    const found = fetchLayer(reference, reading, `/manifest/overlays/${at}`)
    if ('issue' in found) return refused([found.issue])
    if (reference.id === chain.at(-1))
      return refused([
        createIssue('PARENT_CYCLE', `/manifest/overlays/${at}`, {
          cycle: [reference.id, reference.id].join(' → '),
        }),
      ])
    if (layerReferences(found.layer).length > 0)
      return refused([
        createIssue('SCHEMA_INVALID', `/manifest/overlays/${at}`, {
          detail: {
            zh: `叠加规则集“${reference.id}”自身不得再依据其他规则集`,
            en: `the overlay "${reference.id}" may not rest on other rulesets itself`,
          },
        }),
      ])
    const { manifest: overlayManifest, scenarios: _scenarios, ...items } = found.layer
    const sources = isJsonObject(overlayManifest) ? (overlayManifest['sources'] ?? []) : []
    // Of an overlay's manifest only its documents are wanted: it does not say who the ruleset is.
    const layered = { ...items, manifest: { sources } } as Json
    merged = mergeLayer(merged, layered, rootPlace, {
      said: (path) => {
        origin[path] = reference.id
      },
      unknownRemoval: (path, key) => {
        issues.push(createIssue('REMOVAL_UNKNOWN', path, { id: key }))
      },
      wrote: (path, value) => {
        const earlier = findConflict({ written, removals }, path, value)
        if (earlier !== undefined && earlier !== reference.id)
          conflicts.push({ path, overlays: `${earlier}, ${reference.id}` })
        written.set(path, { overlay: reference.id, value })
        if (isRemoval(value)) removals.set(path, { overlay: reference.id, value })
        else removals.delete(path)
      },
    })
  }
  const laid = withManifest(merged, layer) as unknown as Ruleset
  return { merged, parent: laid, alone: parent?.ruleset, origin, issues, conflicts }
}

/** What lies below with everything adopted put in, adoption by adoption. */
function adoptAll(
  below: { readonly merged: Json; readonly origin: Origin },
  adopts: readonly NamedAdoption[],
  { reading, chain }: { readonly reading: Reading; readonly chain: readonly string[] },
): (Pick<Base, 'merged' | 'origin' | 'issues'> & { readonly merged: Json }) | Resolved {
  let { merged, origin } = below
  const issues: Issue[] = []
  const before = new Set<string>()
  for (const [at, named] of adopts.entries()) {
    const place = `/manifest/adopts/${at}`
    const found = fetchLayer(named.from, reading, place)
    if ('issue' in found) return refused([found.issue])
    const source = resolve(found.layer, reading, chain)
    if (source.ruleset === undefined) return refused(source.issues)
    const from: AdoptionFrom = { ...named, source: source.ruleset, origin: source.origin }
    const adopted = adoptItems({ merged, origin }, from, before)
    ;({ merged, origin } = adopted)
    for (const path of named.items) before.add(path)
    const told = (code: 'ADOPTION_UNKNOWN' | 'ADOPTION_TWICE') => (item: string) =>
      createIssue(code, `${place}/items`, { item, from: named.from.id })
    issues.push(...adopted.unknown.map(told('ADOPTION_UNKNOWN')))
    issues.push(...adopted.twice.map(told('ADOPTION_TWICE')))
  }
  return { merged, origin, issues }
}

interface NamedAdoption extends Omit<AdoptionFrom, 'source' | 'origin'> {
  readonly from: RulesetReference
}

/** The adoptions a manifest states. What is none the schema reports. */
function adoptionsOf({ adopts }: JsonObject): readonly NamedAdoption[] {
  return (Array.isArray(adopts) ? adopts : []).flatMap((adoption) => {
    const [from] = layerReferences({ manifest: { adopts: [adoption] } })
    if (from === undefined || !isJsonObject(adoption)) return []
    const { items, place = null, reason = null } = adoption
    const paths = Array.isArray(items) ? items.filter((item) => typeof item === 'string') : []
    return [{ from, items: paths, place, reason }]
  })
}

type Written = ReadonlyMap<string, { readonly overlay: string; readonly value: Json }>

/** The overlay that said otherwise of the same thing before: another value, or that all of it goes. */
function findConflict(
  { written, removals }: { readonly written: Written; readonly removals: Written },
  path: string,
  value: Json,
): string | undefined {
  const same = written.get(path)
  // Both must name an item the same way; only what they say about it can differ.
  if (same !== undefined && !jsonEqual(same.value, value) && !path.endsWith('/id'))
    return same.overlay
  // Only what was removed can conflict with what is said inside it, and only a removal with what was said inside.
  const goes = isRemoval(value)
  for (const [other, { overlay }] of goes ? written : removals)
    if (path.startsWith(`${other}/`) ? removals.has(other) : goes && other.startsWith(`${path}/`))
      return overlay
  return undefined
}

function isRemoval(value: Json): boolean {
  return isJsonObject(value) && 'removed' in value
}

/** True when a ruleset's own files say what holds at a path, or of all that lies around it. */
function settles(own: ReadonlySet<string>, path: string): boolean {
  for (let at = path; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) if (own.has(at)) return true
  // Whether an item goes is settled by saying anything of it.
  return [...own].some((other) => other.startsWith(`${path}/`))
}

function fetchLayer(
  reference: RulesetReference,
  { findParent, format }: Reading,
  path: string,
): { readonly layer: JsonObject } | { readonly issue: Issue } {
  const layer = findParent(reference.id, reference.version)
  const missing = { issue: createIssue('PARENT_MISSING', path, { ...reference }) }
  if (!isJsonObject(layer)) return missing
  const [unsafe] = findUnsafeJson(layer)
  if (unsafe !== undefined) return { issue: unsafe }
  const newer = newerFormat(layer, path)
  if (newer !== undefined) return { issue: newer }
  const manifest = layer['manifest']
  const version = isJsonObject(manifest) ? textOf(manifest['version']) : ''
  return versionSatisfies(version, reference.version)
    ? { layer: bringForward(layer, format) }
    : missing
}

/** What there is to say of a layer that a later program wrote: reading it wrongly would be worse than not at all. */
function newerFormat(layer: JsonObject, path: string): Issue | undefined {
  const format = formatOf(layer)
  if (format <= currentFormat) return undefined
  const manifest = layer['manifest'] as JsonObject
  return createIssue('FORMAT_NEWER', path, {
    ruleset: textOf(manifest['id']),
    format,
    current: currentFormat,
  })
}

/** A parent as a base to lay a child over. */
function withoutReferences(parent: Ruleset | undefined): Json | undefined {
  if (parent === undefined) return undefined
  const base = parent as unknown as JsonObject
  return { ...base, manifest: inheritedManifest(base['manifest'] as JsonObject) }
}

/** Parent and overlays need a name of their own to be read as a ruleset: the child's will do. */
function withManifest(merged: Json, layer: JsonObject): Json {
  const base = isJsonObject(merged) ? merged : {}
  const manifest = isJsonObject(base['manifest']) ? base['manifest'] : {}
  const child = layer['manifest'] as JsonObject
  // Not the rest: what the child says of itself must not pass for something it inherits.
  const name = Object.fromEntries(
    ['formatVersion', 'id', 'kind', 'title', 'version'].flatMap((key) =>
      child[key] === undefined ? [] : [[key, child[key]]],
    ),
  )
  return {
    ...base,
    manifest: {
      ...name,
      ...manifest,
      sources: manifest['sources'] ?? [],
    },
  }
}

/** What is not text cannot name a ruleset; the schema reports it later. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function emptyLists(format: number): JsonObject {
  const lists = listsOfFormat(rulesetLists, format)
  return { ...Object.fromEntries(lists.map((list) => [list, []])), layout: {} }
}
