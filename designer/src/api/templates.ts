import type {
  CreatedRuleset,
  CreateRulesetInput,
  RuleBook,
  TemplateList,
} from '@jieli/server/contracts'
import { request } from './request.ts'

export function listTemplates(): Promise<TemplateList> {
  return request('/templates')
}

export function readBook(id: string): Promise<RuleBook> {
  return request(`/rulesets/${encodeURIComponent(id)}/book`)
}

/** Begins a county's ruleset as a draft. @throws {ApiError} 409 when the id is taken, 422 with the places at fault. */
export function createRuleset(adaptation: CreateRulesetInput): Promise<CreatedRuleset> {
  return request('/rulesets', { method: 'POST', body: adaptation })
}
