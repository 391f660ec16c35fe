import type { Outcome, Subject, Text, Value } from '@jieli/engine'

/** Why a decision came out as it did: its reasons with the full names of what they rest on. */
export interface PresentedReason {
  readonly rule: string
  readonly title?: Text
  readonly outcome?: Outcome
  readonly text: Text
  readonly cites: readonly PresentedCitation[]
  /** The ruleset that last said the rule. */
  readonly origin: string
}

/** A citation in its parts, with the title its document had: what is kept with a step stays readable by itself. */
export interface PresentedCitation {
  readonly clause: string
  readonly document: string
  readonly documentTitle: Text
}

/** A fact somebody is asked for. */
export interface NamedFact {
  readonly fact: string
  readonly title: Text
}

/** A decision as it is kept with a step and shown to a clerk. */
export interface RecordedDecision {
  readonly decision: string
  readonly title: Text
  /** What it is about, where that is not the care of a patient: how its outcome is worded. */
  readonly subject?: Subject
  readonly outcome: Outcome
  readonly outputs: Readonly<Record<string, Value>>
  readonly reasons: readonly PresentedReason[]
  readonly needs: readonly NamedFact[]
  readonly missingParameters: readonly string[]
  readonly hits: readonly string[]
  readonly explanation: { readonly zh: readonly string[]; readonly en: readonly string[] }
}
