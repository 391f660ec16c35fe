import { contentHash, type Facts } from '@jieli/engine'
import { assertEditions, readEditions, type SentFacts } from '../code-maps/read-editions.ts'
import { beginningUnit } from '../library/beginning-unit.ts'
import { inForceOn } from '../library/bundle-in-force.ts'
import { type FindUnit, versionFor } from '../library/version-for.ts'
import type { OperationContext } from '../context/operation-context.ts'
import type { DocumentWrite } from '../../documents/document-store.ts'
import { answer } from './answer.ts'
import { assertRulesetScope, type Caller, recordedActor } from '../context/caller.ts'
import type { DecideReply } from '../../contracts/decision.ts'

export interface DecideRequest extends SentFacts {
  readonly ruleset: string
  readonly decision: string
  /** The day whose rules decide, `YYYY-MM-DD`; today when absent. */
  readonly asOf?: string | undefined
  /** The unit that asks; the one the facts name, else the caller's, when absent. */
  readonly unit?: string | undefined
  readonly trace: boolean
}

/**
 * Asks one decision over given facts, without a case. What was asked and answered is audited by hash.
 * @throws ServerError RULESET_UNKNOWN, NOTHING_IN_FORCE, DECISION_UNKNOWN, FACTS_INVALID, SCOPE_MISSING
 */
export async function decide(
  context: OperationContext,
  caller: Caller,
  request: DecideRequest,
  /** What is stored together with the entry that tells of the decision. */
  keep: (reply: DecideReply) => readonly DocumentWrite[] = () => [],
): Promise<DecideReply> {
  return (await decideOver(context, caller, request, keep)).reply
}

/** The same, with the facts it was decided by. */
export async function decideOver(
  context: OperationContext,
  caller: Caller,
  request: DecideRequest,
  keep: (reply: DecideReply) => readonly DocumentWrite[] = () => [],
): Promise<{ readonly reply: DecideReply; readonly facts: Facts }> {
  const { bundle, asOf, versionChoice } = await versionFor(
    context,
    await inForceOn(context, caller, request.ruleset, request.asOf),
    askingUnit(caller, request),
  )
  const { ruleset } = bundle
  assertRulesetScope(caller, 'decide', ruleset.manifest)
  assertEditions(request, ruleset)
  const read = await readEditions(context, ruleset.manifest.county, request)
  const { reply, facts } = answer(bundle, { ...request, ...read, asOf, versionChoice })
  await context.commit(keep(reply), {
    action: 'decide',
    actor: recordedActor(caller),
    target: `${request.ruleset}/${request.decision}`,
    county: ruleset.manifest.county,
    detail: {
      outcome: reply.outcome,
      bundle: bundle.hash,
      asOf,
      facts: contentHash(facts),
      ...(versionChoice && { because: versionChoice.because }),
      ...(read.codeMaps && { codeMaps: read.codeMaps }),
    },
  })
  return { reply, facts }
}

/** Which unit asks for a decision. */
export function askingUnit(
  caller: Caller,
  { unit, facts }: Pick<DecideRequest, 'unit' | 'facts'>,
): FindUnit {
  return ({ ruleset: { manifest } }) =>
    unit ?? beginningUnit(facts, { caller, permission: 'decide', county: manifest.county })
}
