import type { Origin } from '../model/bundle.ts'
import { createIssue, hasErrors, type Issue } from '../model/issue.ts'
import { findUnsafeJson, isJsonObject, type Json, type JsonObject } from '../model/json.ts'
import { type Ruleset, rulesetLists, rulesetSchema } from '../model/ruleset.ts'
import { schemaIssues } from '../model/schema-issue.ts'
import { mergeLayer, rootPlace } from './merge-layer.ts'

/** What a ruleset's own files say, before it is laid over the ruleset it is based on. */
export type Layer = JsonObject

/** A ruleset with everything it inherits, its parent the same way, and what is wrong with it. */
export interface Resolved {
  /** Absent when it does not parse. */
  readonly ruleset: Ruleset | undefined
  readonly parent: Ruleset | undefined
  readonly origin: Origin
  readonly issues: readonly Issue[]
}

/** Finds the files of a parent ruleset by id and version; `undefined` when there are none. */
export type FindParent = (id: string, version: string) => unknown

/**
 * Lays a ruleset over the rulesets it is based on and checks the form of the result. Pure.
 * @param layer what the ruleset's own files say
 */
export function resolveRuleset(layer: unknown, findParent: FindParent): Resolved {
  return resolve(layer, findParent, [])
}

function resolve(layer: unknown, findParent: FindParent, chain: readonly string[]): Resolved {
  const refused = (issues: readonly Issue[]): Resolved => ({
    ruleset: undefined,
    parent: undefined,
    origin: {},
    issues,
  })
  const unsafe = findUnsafeJson(layer)
  if (unsafe.length > 0) return refused(unsafe)
  if (!isJsonObject(layer) || !isJsonObject(layer['manifest']))
    return refused([
      createIssue('SCHEMA_INVALID', '/manifest', {
        detail: {
          zh: '缺少规则集说明（ruleset.json）',
          en: 'the manifest (ruleset.json) is missing',
        },
      }),
    ])
  const id = textOf(layer['manifest']['id'])
  if (chain.includes(id))
    return refused([
      createIssue('PARENT_CYCLE', '/manifest/basedOn', { cycle: [...chain, id].join(' → ') }),
    ])

  const basedOn = layer['manifest']['basedOn']
  let parent: Resolved | undefined
  if (isJsonObject(basedOn)) {
    const wanted = { id: textOf(basedOn['id']), version: textOf(basedOn['version']) }
    const found = findParent(wanted.id, wanted.version)
    if (found === undefined)
      return refused([createIssue('PARENT_MISSING', '/manifest/basedOn', wanted)])
    parent = resolve(found, findParent, [...chain, id])
    if (parent.ruleset === undefined) return refused(parent.issues)
  }

  const origin: Record<string, string> = { ...parent?.origin }
  const issues: Issue[] = []
  const merged = mergeLayer(
    inherited(parent?.ruleset),
    { ...emptyLists(), ...layer } as Json,
    rootPlace,
    {
      said: (path) => {
        origin[path] = id
      },
      unknownRemoval: (path, key) => {
        issues.push(createIssue('REMOVAL_UNKNOWN', path, { id: key }))
      },
    },
  )
  const parsed = rulesetSchema.safeParse(merged)
  if (!parsed.success)
    return {
      ...refused([...issues, ...schemaIssues(parsed.error, merged)]),
      parent: parent?.ruleset,
    }
  return {
    ruleset: parsed.data,
    parent: parent?.ruleset,
    origin,
    issues: hasErrors(issues) ? issues : [],
  }
}

/** The parent as a base to lay a child over. What it is based on is its own affair. */
function inherited(parent: Ruleset | undefined): Json | undefined {
  if (parent === undefined) return undefined
  const { basedOn: _, ...manifest } = parent.manifest
  return { ...parent, manifest } as unknown as Json
}

/** What is not text cannot name a ruleset; the schema reports it later. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function emptyLists(): JsonObject {
  return { ...Object.fromEntries(rulesetLists.map((list) => [list, []])), layout: {} }
}
