import type { RecordedDecision } from '../../../documents/recorded-decision.ts'
import type { CaseDocument, HistoryEntry } from '../../../documents/case-document.ts'
import type { VoidedEffect } from '../../../documents/case-correction.ts'
import { outboxOf } from '../case-check.ts'
import { isOwnStep, rightSteps } from '../right-moments.ts'

/** A step of a case as it holds now, with what it is known again by. */
export interface StandingStep {
  readonly key: string
  readonly recordedAt: string
  readonly to: string
  readonly transitions: readonly string[]
  readonly decisions: readonly RecordedDecision[]
  readonly effects: readonly VoidedEffect[]
}

/** The steps of a case as they hold: as the last correction made them, and those recorded since. Pure. */
export function standingSteps(document: CaseDocument): readonly StandingStep[] {
  const { id, history, outbox } = document
  const keyed = stepKeys()
  const at = history.findLastIndex((entry) => isOwnStep(entry) && entry.correction !== undefined)
  const corrected = history[at]
  const effects = new Map(outbox.map((effect) => [effect.id, effect.action]))
  const held = (corrected?.correction?.steps ?? []).map(
    ({ entry, event, recordedAt, to }, index) => {
      const detail = corrected?.corrected?.steps[index]
      return {
        key: keyed(entry, event),
        recordedAt,
        to,
        transitions: detail?.transitions ?? [],
        decisions: detail?.decisions ?? recordedStep(history, entry)?.decisions ?? [],
        effects: (detail?.effects ?? []).flatMap((effect) => {
          const action = effects.get(effect)
          return action === undefined ? [] : [{ id: effect, action }]
        }),
      }
    },
  )
  const since = rightSteps(history.slice(at + 1)).map((entry) => ({
    key: keyed(entry.actor.kind === 'timer' ? undefined : `${entry.seq}`, entry.event),
    recordedAt: entry.recordedAt,
    to: entry.to,
    transitions: entry.transitions,
    decisions: entry.decisions,
    effects: outboxOf(id, entry).map(({ id: effect, action }) => ({ id: effect, action })),
  }))
  return [...held, ...since]
}

/** The step an event was recorded by; none of one that a correction entered. Pure. */
export function recordedStep(
  history: readonly HistoryEntry[],
  entry: string | undefined,
): HistoryEntry | undefined {
  return entry === undefined || entry.includes('.') ? undefined : history[Number(entry) - 1]
}

/** Names steps, in their order: an event by its entry, a timer by its event and how often it had fired. */
export function stepKeys(): (entry: string | undefined, event: string) => string {
  const fired = new Map<string, number>()
  return (entry, event) => {
    if (entry !== undefined) return entry
    const count = (fired.get(event) ?? 0) + 1
    fired.set(event, count)
    return `${event} ${count}`
  }
}
