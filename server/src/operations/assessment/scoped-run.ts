import type { Bundle } from '@jieli/engine'
import { periodOf } from '@jieli/engine'
import type { RunContent, RunDocument } from '../../documents/assessment-documents.ts'
import { ratesOf } from './compute-run.ts'
import { isInScope, type UnitScope } from './unit-scope.ts'

/** What a run holds, as far as somebody may see it: without the county as a whole where they work for single units. */
export type ScopedContent = Omit<RunContent, 'result'> & {
  readonly result: Omit<RunContent['result'], 'community'> & {
    readonly community: RunContent['result']['community'] | null
  }
}

/** A run as lists show it, with the grades, alerts and objections of the units somebody may see. Pure. */
export function scopedRun(run: RunDocument, scope: UnitScope): RunDocument {
  if (scope === '*') return run
  const objections = run.objections.filter(({ unit }) => isInScope(scope, unit))
  return {
    ...run,
    grades: Object.fromEntries(
      Object.entries(run.grades).filter(([unit]) => isInScope(scope, unit)),
    ),
    alerts: run.alerts.filter(({ unit }) => isInScope(scope, unit)),
    objections,
    // What was said of other units' objections is theirs.
    history: run.history.map(({ reason, ...done }) => ({
      ...done,
      ...(reason !== undefined && !['object', 'answer'].includes(done.action) && { reason }),
    })),
  }
}

/** What a run holds of some units: their cards, counts and rates, and nothing added up over others. Pure. */
export function scopedContent(
  content: RunContent,
  scope: UnitScope,
  of: { readonly bundle: Bundle; readonly run: RunDocument },
): ScopedContent {
  const period = periodOf(of.run.period)
  if (scope === '*' || period === undefined) return content
  const slices = content.slices.filter(({ unit }) => isInScope(scope, unit))
  return {
    ...content,
    result: {
      ...content.result,
      cards: content.result.cards.filter(({ unit }) => isInScope(scope, unit?.id)),
      community: null,
    },
    rates: ratesOf(of.bundle, slices, period),
    slices,
  }
}
