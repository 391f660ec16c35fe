import { actingUnit, type CaseSnapshot, type Facts, type Value } from '@jieli/engine'
import type { CaseDocument, HistoryEntry } from '../../documents/case-document.ts'
import { type DutyFields, firstDue, openOf } from './duty-fields.ts'
import { versionAtStep } from './migration/standing-migrations.ts'
import { effectiveSteps, rightSteps } from './right-moments.ts'

/** The facts that differ between two moments; a fact that is gone is `null`. Pure. */
export function changedFacts(before: Facts, after: Facts): Record<string, Value | null> {
  const changes: Record<string, Value | null> = {}
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const now = after[name] ?? null
    if (!sameValue(before[name] ?? null, now)) changes[name] = now
  }
  return changes
}

/**
 * The case as it was after step `seq`, rebuilt from its history: what a repeated request is answered with. Pure.
 */
export function caseAtStep(document: CaseDocument, seq: number): CaseDocument {
  const history = document.history.slice(0, seq)
  const last = history.at(-1)
  // What keeps a timer from firing now was not so then.
  const then = freed(document)
  if (last === undefined || seq >= document.history.length) return then
  const facts = factsOf(history)
  const { duties: _duties, untimed: _untimed, successors: _acting, ...snapshot } = document.snapshot
  const { successors } = last
  const dutyAt = firstDue(openOf(last.duties))
  return {
    ...withoutDuties(then),
    ...versionAtStep(document, seq),
    ...(dutyAt !== undefined && { dutyAt }),
    ...searchFields({ facts, ...(successors && { successors }) }),
    state: last.to,
    status: last.status,
    updatedAt: last.recordedAt,
    steps: seq,
    snapshot: {
      ...snapshot,
      bundle: versionAtStep(document, seq).bundle,
      value: last.value,
      status: last.status,
      timers: [...last.timers],
      ...(last.untimed !== undefined && { untimed: last.untimed }),
      ...(last.duties !== undefined && { duties: last.duties }),
      ...(successors !== undefined && { successors }),
      facts,
      at: effectiveSteps(rightSteps(history)).at(-1)?.at ?? last.at,
      steps: seq,
    },
    history,
    refusals: document.refusals.filter((refusal) => refusal.revision < seq),
    outbox: document.outbox.filter((entry) => entry.seq <= seq),
  }
}

/** A document without the mark that a timer of it is stuck. Pure. */
export function freed<T extends Partial<Pick<CaseDocument, 'stuckTimer' | 'stuckTimerAt'>>>(
  document: T,
): Omit<T, 'stuckTimer' | 'stuckTimerAt'> {
  const { stuckTimer: _timer, stuckTimerAt: _at, ...rest } = document
  return rest
}

/** A document without the fields its duties are listed by. Pure. */
export function withoutDuties<T extends DutyFields>(document: T): Omit<T, keyof DutyFields> {
  const {
    openDuties: _open,
    dutyAt: _at,
    fromDutyAt: _from,
    toDutyAt: _to,
    untimedYear: _year,
    ...rest
  } = document
  return rest
}

/** The facts as the steps made them, one after another. Pure. */
export function factsOf(history: readonly Pick<HistoryEntry, 'changes'>[]): Facts {
  const facts: Record<string, Value> = {}
  for (const entry of history) {
    for (const [name, value] of Object.entries(entry.changes)) {
      if (value === null) delete facts[name]
      else facts[name] = value
    }
  }
  return facts
}

/** What a case is found by: its patient, and the units that act on either side. Pure. */
export function searchFields(named: Pick<CaseSnapshot, 'facts' | 'successors'>): {
  patient: string | null
  fromUnit: string | null
  toUnit: string | null
} {
  const patient = named.facts['patient.id']
  return {
    patient: typeof patient === 'string' ? patient : null,
    fromUnit: actingUnit(named, 'fromUnit.id') ?? null,
    toUnit: actingUnit(named, 'toUnit.id') ?? null,
  }
}

function sameValue(a: Value | null, b: Value | null): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}
