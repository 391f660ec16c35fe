import type { Value } from '@jieli/engine'
import type { CaseCorrectionInput } from '@jieli/server/contracts'
import type { NamedEntry } from './corrected-entries.ts'

/** A change that is being filled in. */
export interface DraftChange {
  readonly key: number
  readonly kind: 'voided' | 'corrected' | 'late'
  /** What is corrected or voided; absent for what is entered late. */
  readonly of?: NamedEntry
  readonly type: string
  readonly facts: Readonly<Record<string, Value | null>>
  readonly reason: string
  /** As the field for a moment has it, in the time of this machine: `2025-03-03T09:00:00`. */
  readonly moment: string
}

/** A change to begin with: of an entry as it is, or of nothing yet. Pure. */
export function createChange(key: number, kind: DraftChange['kind'], of?: NamedEntry): DraftChange {
  return {
    key,
    kind,
    ...(of && { of }),
    type: of?.event ?? '',
    facts: of?.facts ?? {},
    reason: of?.reason ?? '',
    moment: of === undefined ? '' : localMoment(of.at),
  }
}

/** True when nothing is missing that the server would ask for in any case. Pure. */
export function isFilled({ kind, type, moment }: DraftChange): boolean {
  return kind === 'voided' || (type !== '' && moment !== '' && !Number.isNaN(Date.parse(moment)))
}

/** A change as it is sent; what was not touched of a corrected entry stays as it is. Pure. */
export function changeInput(draft: DraftChange): CaseCorrectionInput['changes'][number] {
  const { kind, of, type, facts, moment } = draft
  const entry = of?.entry ?? ''
  if (kind === 'voided') return { kind, entry }
  const reason = draft.reason.trim()
  const why = reason === '' ? {} : { reason }
  const occurredAt = new Date(moment).toISOString()
  if (kind === 'late') return { kind, type, facts, ...why, occurredAt }
  const moved = of !== undefined && moment !== localMoment(of.at)
  return {
    kind,
    entry,
    ...(type === of?.event ? {} : { type }),
    ...(facts === of?.facts ? {} : { facts }),
    ...why,
    ...(moved && { occurredAt }),
  }
}

/** A moment as a field for moments shows it, to the second, in the time of this machine. Pure. */
export function localMoment(at: string): string {
  const moment = new Date(at)
  const shifted = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000)
  return shifted.toISOString().slice(0, 19)
}
