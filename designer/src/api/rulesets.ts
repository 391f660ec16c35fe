import type {
  BindingSet,
  Issue,
  Manifest,
  Origin,
  Ruleset,
  RulesetReference,
  Text,
  Value,
} from '@jieli/engine'
import type { Dependent } from './dependent.ts'
import type { ShownProblem } from './problems.ts'
import { request } from './request.ts'
import type { Elsewhere } from './travel.ts'

export interface PublishedVersion {
  readonly version: string
  readonly hash: string
  /** First day the version is in force. */
  readonly from: string
  readonly publishedAt: string
  readonly publishedBy: string
  /** Set once nobody new may rest on it. */
  readonly withdrawn?: Withdrawal
  /** Set while what is stored of it does not open. */
  readonly problem?: ShownProblem
}

/** That a published version was withdrawn: when, by whom, and why. */
export interface Withdrawal {
  readonly at: string
  readonly by: string
  readonly reason: string
}

export interface RulesetSummary {
  readonly id: string
  readonly title: Text
  readonly description?: Text
  readonly kind: Manifest['kind']
  readonly county?: string
  readonly sample: boolean
  readonly basedOn?: { readonly id: string; readonly version: string }
  readonly versions: readonly PublishedVersion[]
  /** Set when another server makes it: it may be read and adapted, not edited. */
  readonly elsewhere?: Elsewhere
  readonly inForce?: string
  readonly draft?: { readonly revision: number; readonly savedAt: string; readonly savedBy: string }
}

export interface RulesetVersion {
  readonly ruleset: Ruleset
  readonly origin: Origin
  readonly hash: string
  readonly version: string
  readonly from: string
}

export interface StoredDraft {
  /** 0 when no draft was ever saved. */
  readonly revision: number
  readonly ruleset: Ruleset
  readonly parent: Ruleset | null
  readonly base?: Ruleset
  /** What binds its county from above, and how it stands to that. */
  readonly binding?: BindingSet
  readonly origin: Origin
  readonly layers: Readonly<Record<string, Text>>
  readonly savedAt?: string
  readonly savedBy?: string
  /** True when this person saved it last, so that somebody else has to publish it. */
  readonly own: boolean
  readonly issues: readonly Issue[]
}

export interface SavedDraft {
  readonly revision: number
  readonly issues: readonly Issue[]
  readonly origin: Origin
}

const of = (id: string): string => `/rulesets/${encodeURIComponent(id)}`

export function listRulesets(): Promise<{ items: RulesetSummary[] }> {
  return request('/rulesets')
}

export function readRuleset(id: string): Promise<RulesetSummary> {
  return request(of(id))
}

export function readRulesetVersion(id: string, version: string): Promise<RulesetVersion> {
  return request(`${of(id)}/versions/${encodeURIComponent(version)}`)
}

export function readDraft(id: string): Promise<StoredDraft> {
  return request(`${of(id)}/draft`)
}

/** Saves the whole edited ruleset over the draft revision it rests on. @throws {ApiError} 412 when someone saved a newer one. */
export function saveDraft(id: string, revision: number, ruleset: Ruleset): Promise<SavedDraft> {
  return request(`${of(id)}/draft`, { method: 'PUT', revision, body: { ruleset } })
}

/** The draft with its overlays changed. */
export interface OverlaidDraft {
  readonly revision: number
  readonly overlays: readonly RulesetReference[]
  readonly issues: readonly Issue[]
}

/**
 * Lays one more overlay over the draft, with values for what it leaves open.
 * @throws {ApiError} 422 with the places at fault, 412 when someone saved a newer draft
 */
export function addOverlay(
  id: string,
  revision: number,
  overlay: {
    readonly overlay: string
    readonly parameters: Readonly<Record<string, Value>>
    /** First day the values hold. */
    readonly from: string
    readonly sample: boolean
  },
): Promise<OverlaidDraft> {
  return request(`${of(id)}/draft/overlays`, { method: 'POST', revision, body: overlay })
}

/**
 * Takes an overlay off the draft.
 * @throws {ApiError} 409 with `changes` while something of it was changed here and the list has not been seen
 */
export function removeOverlay(
  id: string,
  revision: number,
  removal: { readonly overlay: string; readonly despiteChanges: boolean },
): Promise<OverlaidDraft> {
  return request(`${of(id)}/draft/overlays/${encodeURIComponent(removal.overlay)}`, {
    method: 'DELETE',
    revision,
    query: { despiteChanges: String(removal.despiteChanges) },
  })
}

/** Publishes the saved draft from a day on. @throws {ApiError} 422 with the issues that stop it. */
export function publishDraft(
  id: string,
  publication: {
    readonly from: string
    readonly revision: number
    /** Needed where the day has passed. */
    readonly reason?: string
  },
): Promise<{ version: string; hash: string; from: string }> {
  return request(`${of(id)}/publish`, { method: 'POST', body: publication })
}

/**
 * Withdraws a published version: nobody new may rest on it, what does runs on.
 * @throws {ApiError} 409 with `dependents` while somebody rests on it and the list has not been seen
 */
export function withdrawVersion(
  id: string,
  version: string,
  withdrawal: { readonly reason: string; readonly despiteDependents: boolean },
): Promise<{ dependents: readonly Dependent[] }> {
  return request(`${of(id)}/versions/${encodeURIComponent(version)}/withdraw`, {
    method: 'POST',
    body: withdrawal,
  })
}
