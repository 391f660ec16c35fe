import type { CaseEvent, Facts } from '@jieli/engine'
import type { HistoryEntry } from '../../../documents/case-document.ts'
import type { RecordedActor } from '../../../documents/recorded-actor.ts'
import { rightSteps } from '../right-moments.ts'

/** An event of a case as it holds now. */
export interface EffectiveEvent {
  /** Its name: the number of its step, or of the correction that entered it late and its place there. */
  readonly entry: string
  readonly kind: 'recorded' | 'corrected' | 'late'
  readonly type: string
  readonly facts: Facts
  readonly reason?: string
  readonly at: string
  readonly recordedAt: string
  readonly actor: RecordedActor
}

/** The name of the event a case begins with. */
export const startEntry = '1'

/** Everything that was sent to a case, as corrections have made it; what timers did follows from it. Pure. */
export function effectiveEvents(history: readonly HistoryEntry[]): readonly EffectiveEvent[] {
  const events = new Map<string, EffectiveEvent>()
  for (const entry of rightSteps(history)) {
    const { seq, event: type, facts, reason, at, recordedAt, actor } = entry
    if (entry.correction !== undefined) {
      for (const changed of changedEvents(entry))
        if ('voided' in changed) events.delete(changed.voided)
        else events.set(changed.entry, { ...changed, kind: kindOf(changed, events) })
    } else if (actor.kind !== 'timer') {
      const kind = 'recorded'
      const why = reason === undefined ? {} : { reason }
      events.set(`${seq}`, { entry: `${seq}`, kind, type, facts, ...why, at, recordedAt, actor })
    }
  }
  return [...events.values()]
}

/** Who an event is of, as the engine asks for it: whoever acts for no single unit acts for any. Pure. */
export function actorOf({ actor }: Pick<EffectiveEvent, 'actor'>): NonNullable<CaseEvent['actor']> {
  return actor.unit === undefined ? { everyUnit: true } : { unit: actor.unit }
}

/** What a correction makes of each event it names. */
function changedEvents(
  step: HistoryEntry,
): readonly (EffectiveEvent | { readonly voided: string })[] {
  const { recordedAt, actor } = step
  return (step.correction?.changes ?? []).map(({ kind, entry, event, at, unit }, index) => {
    if (kind === 'voided') return { voided: entry }
    const { facts = {}, reason } = step.corrected?.changes[index] ?? {}
    const { unit: _unit, ...person } = actor
    return {
      entry,
      kind,
      type: event,
      facts,
      ...(reason !== undefined && { reason }),
      at,
      recordedAt,
      actor: { ...person, ...(unit !== undefined && { unit }) },
    }
  })
}

/** What was entered late stays that, also once it is corrected. */
function kindOf(
  { entry, kind }: EffectiveEvent,
  events: ReadonlyMap<string, EffectiveEvent>,
): EffectiveEvent['kind'] {
  return events.get(entry)?.kind === 'late' ? 'late' : kind
}
