import { type Bundle, type CaseSnapshot, type Facts, handOver, successorOf } from '@jieli/engine'
import type { OperationContext } from '../../context/operation-context.ts'

/**
 * A case that a step has left, in the hands of those who took over from units that had ended before the step named them
 * (LD4). The list of units is read only where the step said who a party is.
 * @param before what was known before the step
 */
export async function withSuccessors<
  Snapshot extends Pick<CaseSnapshot, 'pathway' | 'facts' | 'successors'>,
>(
  context: Pick<OperationContext, 'store'>,
  { ruleset }: Bundle,
  snapshot: Snapshot,
  before: Facts = {},
): Promise<Snapshot> {
  const pathway = ruleset.pathways.find(({ id }) => id === snapshot.pathway)
  const named = pathway?.parties.some(
    ({ unitFact }) => snapshot.facts[unitFact] !== before[unitFact],
  )
  if (pathway === undefined || named !== true) return snapshot
  const stored = await context.store.get('units', ruleset.manifest.id)
  const units = stored?.units ?? []
  if (units.every(({ ended }) => ended === undefined)) return snapshot
  return handOver(pathway, snapshot, (unit) => successorOf(units, unit))
}
