import type { DecisionTrace, Effect, Outcome, Text, Value } from '@jieli/engine'
import { request } from './request.ts'

export interface ExplainedReason {
  readonly rule: string
  readonly title?: Text
  readonly outcome?: Outcome
  readonly text: Text
  readonly cites: readonly {
    readonly clause: string
    readonly document: string
    readonly documentTitle: Text
  }[]
  readonly origin: string
}

export interface ExplainedDecision {
  readonly outcome: Outcome
  readonly outputs: Readonly<Record<string, Value>>
  readonly reasons: readonly ExplainedReason[]
  readonly needs: readonly { readonly fact: string; readonly title: Text }[]
  readonly effects: readonly Effect[]
  readonly explanation: { readonly zh: readonly string[]; readonly en: readonly string[] }
  readonly trace?: DecisionTrace
  readonly bundle: { readonly ruleset: string; readonly version: string; readonly hash: string }
  readonly asOf: string
}

/** Asks the version in force on `asOf` for one decision, without a case. */
export function decide(
  ruleset: string,
  decision: string,
  question: { readonly facts: Readonly<Record<string, Value | null>>; readonly asOf?: string },
): Promise<ExplainedDecision> {
  const path = `/rulesets/${encodeURIComponent(ruleset)}/decisions/${encodeURIComponent(decision)}`
  return request(path, { method: 'POST', body: question })
}
