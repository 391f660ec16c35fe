import type { Manifest } from '@jieli/engine'
import type { Pilot, PilotInput } from '../../contracts/pilot.ts'
import { ServerError } from '../../errors/server-error.ts'
import { dayAt } from '../../ports/time.ts'
import { findPublicationInForce } from '../context/find-publication.ts'
import { knownUnits } from '../context/known-units.ts'
import type { OperationContext } from '../context/operation-context.ts'

/**
 * The pilot a version begins with, its units as they are called today.
 * @throws ServerError PILOT_NOT_COUNTY, PILOT_PAST, PILOT_DUE_EARLY, PILOT_UNIT_UNKNOWN, PILOT_NOTHING_FOR_OTHERS
 */
export async function pilotOf(
  context: OperationContext,
  { id, kind, title, calendar }: Manifest,
  { from, pilot }: { readonly from: string; readonly pilot?: PilotInput | undefined },
): Promise<{ readonly pilot?: Pilot }> {
  if (pilot === undefined) return {}
  if (kind !== 'county') throw new ServerError('PILOT_NOT_COUNTY', { ruleset: title })
  const today = dayAt(context.clock.now(), calendar?.utcOffset)
  const { evaluateBy } = pilot
  if (from < today) throw new ServerError('PILOT_PAST', { from, today })
  if (evaluateBy <= from) throw new ServerError('PILOT_DUE_EARLY', { evaluateBy, after: from })
  const { units: known } = await knownUnits(context, id)
  const there = new Map(
    known.filter(({ ended }) => ended === undefined).map((each) => [each.id, each.title]),
  )
  const wanted = [...new Set(pilot.units)]
  const unknown = wanted.filter((unit) => !there.has(unit))
  if (unknown.length > 0)
    throw new ServerError('PILOT_UNIT_UNKNOWN', { units: unknown.slice(0, 10).join(', ') })
  if ((await findPublicationInForce(context.store, id, from)) === undefined)
    throw new ServerError('PILOT_NOTHING_FOR_OTHERS', { from })
  const units = wanted.map((unit) => ({ id: unit, title: there.get(unit)! }))
  return { pilot: { units, evaluateBy } }
}
