import type { CaseDocument } from '../../documents/case-document.ts'
import type { DocumentWrite } from '../../documents/document-store.ts'
import type { CaseEventDocument } from '../../documents/event-document.ts'

/** A case, as far as its events say something of it. */
export type EventfulCase = Pick<
  CaseDocument,
  | 'id'
  | 'county'
  | 'fromUnit'
  | 'toUnit'
  | 'procedure'
  | 'pathway'
  | 'ruleset'
  | 'version'
  | 'bundle'
  | 'outbox'
>

/**
 * What the steps of a case asked for since it had so many entries in its outbox, to be written in their commit. What does
 * not hold any more is told to those the case concerned before, too. Pure.
 * @param known entries that are events already
 */
export function eventsOfStep(
  next: EventfulCase,
  known: number,
  before: EventfulCase = next,
): DocumentWrite[] {
  const were = unitsOfCase(before)
  return eventsOf(next)
    .slice(known)
    .map((event) => ({
      kind: 'insert',
      collection: 'events',
      document:
        event.voids === undefined
          ? event
          : { ...event, units: [...new Set([...event.units, ...were])] },
    }))
}

/** The outbox of a case as events that wait for their places in the feed. Pure. */
export function eventsOf(found: EventfulCase): CaseEventDocument[] {
  const { county, pathway, ruleset, version, bundle } = found
  const units = unitsOfCase(found)
  return found.outbox.map(({ id, seq, at, action, voids }, index) => ({
    id,
    revision: 1,
    county,
    units,
    case: found.id,
    step: seq,
    pathway,
    ruleset,
    version,
    bundle,
    at,
    action,
    ...(voids !== undefined && { voids }),
    waitingSince: `${at} ${String(index).padStart(6, '0')}`,
  }))
}

/** Those a case concerns: the two units of a referral, or those of a procedure's parties. */
function unitsOfCase({ fromUnit, toUnit, procedure }: EventfulCase): string[] {
  const units = [fromUnit, toUnit, ...(procedure?.units ?? [])]
  return [...new Set(units.filter((unit) => unit !== null))]
}
