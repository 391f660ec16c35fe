import { contentHash, evaluateDecision, hasErrors, parseFacts, suggest } from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import { bundleInForce } from '../library/bundle-in-force.ts'
import type { OperationContext } from '../context/operation-context.ts'
import type { DocumentWrite } from '../../documents/document-store.ts'
import { presentDecision } from './present-decision.ts'
import { factsInvalid } from './facts-invalid.ts'
import { assertRulesetScope, type Caller, recordedActor } from '../context/caller.ts'
import type { DecideReply } from '../../contracts/decision.ts'

export interface DecideRequest {
  readonly ruleset: string
  readonly decision: string
  readonly facts: unknown
  /** The day whose rules decide, `YYYY-MM-DD`; today when absent. */
  readonly asOf?: string | undefined
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
  const { bundle, asOf } = await bundleInForce(context, caller, request.ruleset, request.asOf)
  const { ruleset } = bundle
  assertRulesetScope(caller, 'decide', ruleset.manifest)
  if (!ruleset.decisions.some((decision) => decision.id === request.decision)) {
    throw new ServerError('DECISION_UNKNOWN', {
      ruleset: request.ruleset,
      decision: request.decision,
      suggestion: suggest(
        request.decision,
        ruleset.decisions.map((decision) => decision.id),
      ),
    })
  }
  const { facts, issues } = parseFacts(ruleset, request.facts, '/facts')
  if (hasErrors(issues)) throw factsInvalid(issues)
  const result = evaluateDecision(bundle, request.decision, facts, asOf)
  const reply: DecideReply = {
    ...presentDecision(bundle, result),
    effects: result.effects,
    ...(request.trace && { trace: result.trace }),
    bundle: {
      ruleset: ruleset.manifest.id,
      version: ruleset.manifest.version,
      hash: bundle.hash,
    },
    asOf,
  }
  await context.commit(keep(reply), {
    action: 'decide',
    actor: recordedActor(caller),
    target: `${request.ruleset}/${request.decision}`,
    county: ruleset.manifest.county,
    detail: { outcome: result.outcome, bundle: bundle.hash, asOf, facts: contentHash(facts) },
  })
  return reply
}
