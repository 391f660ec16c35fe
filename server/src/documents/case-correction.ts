import type { Facts, RequestedAction, Value } from '@jieli/engine'
import type { RecordedActor } from './recorded-actor.ts'
import type { RecordedDecision } from './recorded-decision.ts'

/** What a correction does to one event of a case: it never was, it was otherwise, or it is entered late. */
export const correctionKinds = ['voided', 'corrected', 'late'] as const

/** One change of a correction, without what may tell of a person. */
export interface CorrectionChange {
  readonly kind: (typeof correctionKinds)[number]
  /** The name of the event: the number of its step, or of the correction that entered it late and its place there (`5.1`). */
  readonly entry: string
  /** What happened, and when; of one that is voided what it was. */
  readonly event: string
  readonly at: string
  /** The unit it was sent for, where the sender acts for single units. */
  readonly unit?: string
  /** Of a late event: which of the documents of the step were filed with it, by their hashes. */
  readonly attachments?: readonly string[]
}

/** How a step of the corrected case came to be there. */
export const correctedStepKinds = ['kept', 'again', 'corrected', 'late', 'timer'] as const

/** One step of a case as it is after a correction, without what may tell of a person. */
export interface CorrectedStep {
  /**
   * `kept`: as it was recorded. `again`: decided again, and it came out otherwise than recorded. `corrected`, `late`: what
   * corrections made of it. `timer`: a time that was up.
   */
  readonly kind: (typeof correctedStepKinds)[number]
  /** The name of its event; absent where a timer fired. */
  readonly entry?: string
  readonly event: string
  readonly at: string
  /** When it was written down as it is now. */
  readonly recordedAt: string
  readonly actor: RecordedActor
  readonly from: string | null
  readonly to: string
}

/**
 * What a correction made of a case: kept as a step of its own. What was recorded stays as it was recorded; what holds are
 * these steps, and those recorded after.
 */
export interface EventCorrection {
  readonly changes: readonly CorrectionChange[]
  readonly steps: readonly CorrectedStep[]
}

/** What may tell of a person in a correction, in the order of its changes and steps. */
export interface CorrectionDetail {
  readonly changes: readonly { readonly facts: Facts; readonly reason?: string }[]
  readonly steps: readonly CorrectedStepDetail[]
  /** What was asked for by steps that are no more, and is taken off. */
  readonly voided: readonly VoidedEffect[]
}

export interface CorrectedStepDetail {
  readonly reason?: string
  readonly facts: Facts
  /** Every fact whose value the step changed. */
  readonly changes: Readonly<Record<string, Value | null>>
  readonly transitions: readonly string[]
  /** Left out where they are those of the step as it was recorded. */
  readonly decisions?: readonly RecordedDecision[]
  /** The ids of what it asked for: those it had, and new ones for what is new. */
  readonly effects: readonly string[]
}

/** An effect that does not hold any more, under the id it was asked for by. */
export interface VoidedEffect {
  readonly id: string
  readonly action: RequestedAction
}
