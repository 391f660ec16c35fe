import type { CaseDocument, CaseHandover } from '../../../documents/case-document.ts'
import { laterOf } from '../../../ports/time.ts'
import { type Caller, recordedActor } from '../../context/caller.ts'
import type { OperationContext } from '../../context/operation-context.ts'
import { searchFields } from '../case-history.ts'
import type { StepMaker } from '../case-step.ts'
import { draftOf } from '../draft-of-case.ts'
import { procedureFields } from '../procedure-fields.ts'
import { handoverEvent } from '../right-moments.ts'
import { storeStep } from '../store-step.ts'
import { attempts, forNextCases, type WalkPlace } from '../walk-cases.ts'
import { withOwnStep } from '../with-own-step.ts'
import { type HandoverOfCase, handoverOfCase } from './handover-of-case.ts'
import { openCases } from './open-cases.ts'

/** How far the open cases of a county have been looked at. */
export interface HandoverProgress {
  readonly after: WalkPlace | null
  readonly looked: number
  readonly handed: number
  /** Those that could not be handed over. */
  readonly left: number
}

/** What is handed over, and why. */
export interface HandoverRequest {
  readonly county: string
  readonly handover: CaseHandover
  readonly reason: string
}

/** Hands the next open cases of a county over, each by a step of its own, and tells how far that is. */
export async function handOverSome(
  context: OperationContext,
  caller: Caller,
  request: HandoverRequest,
  from: HandoverProgress,
): Promise<HandoverProgress & { readonly over: boolean }> {
  const walk = await openCases(context, request.county)
  let { handed, left } = from
  const { after, looked, over } = await forNextCases(
    context,
    { walk, after: from.after },
    async (found) => {
      const became = await handOverOne(context, caller, found, request)
      if (became === 'handed') handed++
      else if (became === 'cannot') left++
    },
  )
  return { after, looked: from.looked + looked, handed, left, over }
}

async function handOverOne(
  context: OperationContext,
  caller: Caller,
  found: CaseDocument,
  { handover, reason }: HandoverRequest,
): Promise<HandoverOfCase['kind']> {
  let before: CaseDocument | undefined = found
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (before === undefined || before.status !== 'active') return 'none'
    const coming = await handoverOfCase(context, before, handover)
    if (coming.kind !== 'handed') return coming.kind
    const maker = { bundle: coming.bundle, sealer: context.sealer }
    const actor = recordedActor(caller)
    const now = context.clock.now()
    const next = withHandover(before, maker, { ...coming, handover, actor, reason, now })
    if (await storeStep(context, { before, next, action: 'case.handOver', actor })) return 'handed'
    before = await context.store.get('cases', found.id)
  }
  return 'cannot'
}

/** The case in other hands, with one sealed step more that says so. Pure. */
function withHandover(
  document: CaseDocument,
  maker: StepMaker,
  made: Pick<Extract<HandoverOfCase, { kind: 'handed' }>, 'snapshot'> & {
    readonly handover: CaseHandover
    readonly actor: ReturnType<typeof recordedActor>
    readonly reason: string
    readonly now: string
  },
): CaseDocument {
  const { snapshot, handover, actor, reason, now } = made
  return {
    ...withOwnStep(document, maker, snapshot, {
      at: laterOf(now, snapshot.at),
      now,
      actor,
      event: handoverEvent,
      reason,
      handover,
    }),
    ...searchFields(snapshot),
    ...procedureFields(maker.bundle, snapshot, now, draftOf(document.history)),
  }
}
