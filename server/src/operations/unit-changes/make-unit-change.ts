import type { UnitChangeInput } from '../../contracts/unit-change.ts'
import { openCases } from '../cases/handover/open-cases.ts'
import {
  handOverSome,
  type HandoverProgress,
  type HandoverRequest,
} from '../cases/handover/hand-over-some.ts'
import { countWalked } from '../cases/walk-cases.ts'
import type { Caller } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { assertDay, type PlannedChange, plannedChange } from './planned-change.ts'
import { saveChangedLists } from './unit-lists.ts'
import { passRights } from './unit-rights.ts'

/** How far a change of a unit is: first the lists say so, then the cases are handed over, at last the rights pass on. */
export interface UnitChangeProgress extends HandoverProgress {
  /** Open cases of the county, of which each is looked at. */
  readonly total: number
  readonly rights: {
    readonly accounts: number
    readonly keys: number
    readonly webhooks: number
    readonly byHand: number
  } | null
}

export interface UnitChangeRequest {
  readonly ruleset: string
  readonly change: UnitChangeInput
  readonly job: string
  readonly from: UnitChangeProgress | null
}

/**
 * Makes a change of a unit, or the next part of it. Done again from the same place it comes to the same.
 * @throws ServerError as plannedChange, UNIT_CHANGE_EARLY
 */
export async function makeUnitChange(
  context: OperationContext,
  caller: Caller,
  request: UnitChangeRequest,
): Promise<
  UnitChangeProgress & {
    readonly over: boolean
    readonly unit: string
    readonly successor: string | null
  }
> {
  const { ruleset, from } = request
  const { reason, ...change } = request.change
  const planned = await plannedChange(context, caller, { ruleset, change })
  assertDay(planned)
  const { county, unit, successor } = planned
  const titles = { unit: unit.title, successor: successor?.title ?? null }
  if (from === null) await saveChangedLists(context, caller, { county, change, reason })
  const begun = from ?? {
    after: null,
    looked: 0,
    handed: 0,
    left: 0,
    rights: null,
    total:
      successor === undefined ? 0 : await countWalked(context, await openCases(context, county)),
  }
  const handover = handoverOf(planned, request.job)
  if (handover === undefined) return { ...begun, ...titles, over: true }
  const { over, ...next } = await handOverSome(context, caller, { county, handover, reason }, begun)
  if (!over) return { ...begun, ...next, ...titles, over }
  const rights = await passRights(context, caller, { county, ...handover })
  return { ...begun, ...next, rights, ...titles, over }
}

function handoverOf(
  { change, unit, successor }: PlannedChange,
  job: string,
): HandoverRequest['handover'] | undefined {
  if (change.kind === 'renamed' || successor === undefined) return undefined
  return { job, from: unit.id, to: successor.id, how: change.kind, on: change.on }
}
