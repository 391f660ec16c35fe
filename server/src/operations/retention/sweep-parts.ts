import type { RetentionKind, RetentionRule } from '../../contracts/retention-rules.ts'
import type { CaseDocument } from '../../documents/case-document.ts'
import type { RetentionRulesDocument } from '../../documents/retention-documents.ts'
import { placeOf } from '../../ports/place-of.ts'
import type { FieldValues, Query } from '../../ports/store.ts'
import { cutoff, pastTime } from './due-now.ts'
import type { ErasingContext } from './erase-beside.ts'
import { holdOf } from './holds.ts'

export type PurgingContext = ErasingContext

/** What one step looks at, by which rule. */
export interface Sweep {
  readonly rules: RetentionRulesDocument
  readonly rule: RetentionRule
  readonly after: Query['after'] | null
}

/** What a step came to, and where the next goes on. */
export interface Swept {
  readonly after: NonNullable<Query['after']> | null
  readonly removed: number
  /** What stays though its time is over, and since when the first of it. */
  readonly left: number
  readonly leftSince: string | null
  readonly over: boolean
}

/** A case takes a moment to write; the others none. */
export const casesAStep = 10
export const othersAStep = 200

/** Whether a case, or its person, is held. */
export async function isHeld(
  context: PurgingContext,
  { id, county, patient }: Pick<CaseDocument, 'id' | 'county' | 'patient'>,
): Promise<boolean> {
  if ((await holdOf(context, { county, kind: 'case', target: id })) !== undefined) return true
  return (
    patient !== null &&
    (await holdOf(context, { county, kind: 'person', target: patient })) !== undefined
  )
}

/** What carries no entry of its own is told of by one for all. */
export async function tell(
  { commit }: PurgingContext,
  sweep: Sweep,
  what: RetentionKind,
  removed: number,
): Promise<void> {
  if (removed === 0) return
  const { detail, ...entry } = entryOf(sweep)
  await commit([], {
    ...entry,
    action: 'retention.purge',
    target: sweep.rules.id,
    detail: { ...detail, what, removed },
  })
}

export function entryOf({ rules, rule }: Sweep) {
  const { proposedBy = '', confirmedBy = '' } = rules.confirmed ?? {}
  const { days, source } = rule
  return {
    actor: { kind: 'system', id: 'retention', title: 'retention' },
    county: rules.id,
    detail: { days, source, setBy: proposedBy, confirmedBy },
  } as const
}

export function queryOf(
  context: PurgingContext,
  field: string,
  rule: RetentionRule,
  of: { readonly ranges: readonly FieldValues[]; readonly since?: string | undefined },
) {
  return {
    anyOf: of.ranges,
    where: pastTime(field, cutoff(context, rule), of.since),
    sort: { field, direction: 'ascending' },
  } as const
}

export function end(
  found: readonly Parameters<typeof placeOf>[0][],
  query: Parameters<typeof placeOf>[1],
  after: Sweep['after'],
  limit: number,
): Pick<Swept, 'after' | 'over'> {
  const last = found.at(-1)
  return {
    after: last === undefined ? (after ?? null) : placeOf(last, query),
    over: found.length < limit,
  }
}
