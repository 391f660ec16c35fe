import { ServerError } from '../../errors/server-error.ts'
import { pathwayEntryDecision } from './advise-pathway-entry.ts'
import { assertRulesetScope, type Caller } from '../context/caller.ts'
import { bundleInForce } from '../library/bundle-in-force.ts'
import type { OperationContext } from '../context/operation-context.ts'
import type { CdsService } from '../../contracts/cds.ts'

const pathwayEntry: CdsService = {
  id: 'pathway-entry',
  hook: 'encounter-start',
  title: '临床路径入径提示',
  description: '按县区现行规则判断住院患者是否符合入径标准，并列明依据；资料不全时说明还缺什么。',
  prefetch: {
    encounter: 'Encounter/{{context.encounterId}}',
    conditions: 'Condition?encounter={{context.encounterId}}&category=encounter-diagnosis',
  },
}

/**
 * The services a ruleset offers: those whose decision is in force today.
 * @throws ServerError CDS_SERVICE_NONE where there is none, RULESET_UNKNOWN, SCOPE_MISSING
 */
export async function listCdsServices(
  context: OperationContext,
  caller: Caller,
  ruleset: string,
): Promise<readonly CdsService[]> {
  const none = new ServerError('CDS_SERVICE_NONE', { ruleset, decision: pathwayEntryDecision })
  const { bundle } = await bundleInForce(context, caller, ruleset).catch((error: unknown) => {
    throw error instanceof ServerError && error.code === 'NOTHING_IN_FORCE' ? none : error
  })
  assertRulesetScope(caller, 'decide', bundle.ruleset.manifest)
  if (!bundle.ruleset.decisions.some(({ id }) => id === pathwayEntryDecision)) throw none
  return [pathwayEntry]
}
