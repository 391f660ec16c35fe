import type { Ruleset } from '@jieli/engine'
import type {
  AddOverlayInput,
  ChangedOutcomes,
  Draft,
  EvaluatedPilot,
  EvaluatePilotInput,
  OverlaidDraft,
  PilotUnits,
  Published,
  ProposeVersionActionInput,
  PublishInput,
  RulesetList,
  RulesetSummary,
  RulesetVersion,
  SavedDraft,
  VersionStatus,
  WithdrawInput,
  Withdrawn,
} from '@jieli/server/contracts'
import { request } from './request.ts'

const of = (id: string): string => `/rulesets/${encodeURIComponent(id)}`

export function listRulesets(): Promise<RulesetList> {
  return request('/rulesets')
}

export function readRuleset(id: string): Promise<RulesetSummary> {
  return request(of(id))
}

export function readRulesetVersion(id: string, version: string): Promise<RulesetVersion> {
  return request(`${of(id)}/versions/${encodeURIComponent(version)}`)
}

export function readDraft(id: string): Promise<Draft> {
  return request(`${of(id)}/draft`)
}

/** Which cases the saved draft, in force from a day on, would decide otherwise. */
export function readChangedOutcomes(id: string, from: string): Promise<ChangedOutcomes> {
  return request(`${of(id)}/draft/outcomes`, { query: { from } })
}

/** Saves the whole edited ruleset over the draft revision it rests on. @throws {ApiError} 412 when someone saved a newer one. */
export function saveDraft(id: string, revision: number, ruleset: Ruleset): Promise<SavedDraft> {
  return request(`${of(id)}/draft`, { method: 'PUT', revision, body: { ruleset } })
}

/**
 * Lays one more overlay over the draft, with values for what it leaves open.
 * @throws {ApiError} 422 with the places at fault, 412 when someone saved a newer draft
 */
export function addOverlay(
  id: string,
  revision: number,
  overlay: AddOverlayInput,
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
export function publishDraft(id: string, publication: PublishInput): Promise<Published> {
  return request(`${of(id)}/publish`, { method: 'POST', body: publication })
}

/**
 * Withdraws a published version: nobody new may rest on it, what does runs on.
 * @throws {ApiError} 409 with `dependents` while somebody rests on it and the list has not been seen
 */
export function withdrawVersion(
  id: string,
  version: string,
  withdrawal: WithdrawInput,
): Promise<Withdrawn> {
  return request(`${of(id)}/versions/${encodeURIComponent(version)}/withdraw`, {
    method: 'POST',
    body: withdrawal,
  })
}

const proposalsOf = (id: string, version: string): string =>
  `${of(id)}/versions/${encodeURIComponent(version)}/proposals`

/** Proposes to suspend, restore or roll back a version. Nothing changes until another person confirms it. */
export function proposeVersionAction(
  id: string,
  version: string,
  input: ProposeVersionActionInput,
): Promise<VersionStatus> {
  return request(proposalsOf(id, version), { method: 'POST', body: input })
}

/** Confirms, as a second person, what another proposed: it holds at once. */
export function confirmProposal(
  id: string,
  version: string,
  proposal: string,
): Promise<VersionStatus> {
  const address = `${proposalsOf(id, version)}/${encodeURIComponent(proposal)}/confirm`
  return request(address, { method: 'POST' })
}

/** Withdraws a proposal, or turns it down. */
export function dropProposal(
  id: string,
  version: string,
  proposal: string,
): Promise<VersionStatus> {
  const address = `${proposalsOf(id, version)}/${encodeURIComponent(proposal)}`
  return request(address, { method: 'DELETE' })
}

/** The units a version can begin with. */
export function readPilotUnits(id: string): Promise<PilotUnits> {
  return request(`${of(id)}/pilot-units`)
}

/** Writes down what was found of a version on trial, and what comes of it. */
export function evaluatePilot(
  id: string,
  version: string,
  input: EvaluatePilotInput,
): Promise<EvaluatedPilot> {
  const address = `${of(id)}/versions/${encodeURIComponent(version)}/evaluations`
  return request(address, { method: 'POST', body: input })
}
