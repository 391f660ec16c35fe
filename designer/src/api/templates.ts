import type {
  Authority,
  Citation,
  Contract,
  ExceptionStanding,
  Issue,
  Manifest,
  Origin,
  Parameter,
  RedLine,
  Ruleset,
  Source,
  Text,
  Value,
} from '@jieli/engine'
import type { DamagedEntry } from './problems.ts'
import { request } from './request.ts'
import type { Elsewhere } from './travel.ts'

/** A parameter a template leaves to whoever adapts it. */
export type OpenParameter = Pick<
  Parameter,
  'id' | 'title' | 'type' | 'description' | 'unit' | 'codes' | 'minimum' | 'maximum'
> & { readonly cites: readonly Citation[] }

/** Something whoever adapts a template may not change at will. */
export interface HeldItem {
  readonly path: string
  readonly title?: Text
  readonly mode: Exclude<Contract['mode'], 'free'>
  readonly authority?: Authority
  readonly reason?: Text
  readonly cites: readonly Citation[]
}

/** A pack, template or overlay a county may adapt. */
export interface Template {
  readonly id: string
  readonly kind: Manifest['kind']
  readonly title: Text
  readonly description?: Text
  readonly version: string
  readonly published: boolean
  /** Set when another server makes it. */
  readonly elsewhere?: Elsewhere
  readonly sample: boolean
  readonly authority?: Authority
  readonly basedOn?: { readonly id: string; readonly version: string }
  readonly sources: readonly Source[]
  readonly openParameters: readonly OpenParameter[]
  readonly redLines: readonly Pick<RedLine, 'id' | 'title' | 'authority' | 'cites'>[]
  readonly locked: readonly HeldItem[]
}

/** A ruleset to be read, with the layer each item comes from. */
export interface RuleBook {
  readonly ruleset: Ruleset
  readonly origin: Origin
  readonly version: string
  readonly standing: 'published' | 'bundled' | 'draft'
  readonly from?: string
  /** Set when another server makes it. */
  readonly elsewhere?: Elsewhere
  /** The titles of the rulesets named in `origin`. */
  readonly layers: Readonly<Record<string, Text>>
  /** The exceptions it rests on, as they stand today. */
  readonly exceptions: readonly ExceptionStanding[]
}

/** What a new county's ruleset is made from. */
export interface Adaptation {
  readonly id: string
  readonly title: Text
  readonly county: string
  readonly template: string
  readonly overlays: readonly { readonly id: string }[]
  readonly parameters: Readonly<Record<string, Value>>
  /** First day the values hold. */
  readonly from: string
  readonly sample: boolean
}

export function listTemplates(): Promise<{
  items: readonly Template[]
  damaged: readonly DamagedEntry[]
}> {
  return request('/templates')
}

export function readBook(id: string): Promise<RuleBook> {
  return request(`/rulesets/${encodeURIComponent(id)}/book`)
}

/** Begins a county's ruleset as a draft. @throws {ApiError} 409 when the id is taken, 422 with the places at fault. */
export function createRuleset(
  adaptation: Adaptation,
): Promise<{ id: string; revision: number; issues: readonly Issue[] }> {
  return request('/rulesets', { method: 'POST', body: adaptation })
}
