import { ServerError } from '../../errors/server-error.ts'
import type { Permission } from '../../contracts/roles.ts'
import { assessedVersion } from '../assessment/assessed-ruleset.ts'
import { assertWhole, type UnitScope } from '../assessment/unit-scope.ts'
import type { Caller } from '../context/caller.ts'
import { byPeriod } from '../assessment/by-period.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { findAll } from '../context/read-all.ts'
import type { SettlementDocument } from '../../documents/settlement-documents.ts'

/** Every settlement of a ruleset, newest first. */
export async function findSettlements(
  context: OperationContext,
  ruleset: string,
  period?: string,
): Promise<readonly SettlementDocument[]> {
  return await findAll(context.store, 'settlements', byPeriod(ruleset, period))
}

/**
 * A settlement the caller may see or act on, its county, and for which of its units.
 * @throws ServerError SETTLEMENT_UNKNOWN, SCOPE_MISSING
 */
export async function settlementOf(
  context: OperationContext,
  caller: Caller,
  query: { readonly settlement: string; readonly permission: Permission },
): Promise<{
  readonly settlement: SettlementDocument
  readonly county: string | undefined
  readonly units: UnitScope
}> {
  const found = await context.store.get('settlements', query.settlement)
  if (found === undefined) throw new ServerError('SETTLEMENT_UNKNOWN', { id: query.settlement })
  const { publication, units } = await assessedVersion(context, caller, {
    ruleset: found.ruleset,
    permission: query.permission,
  })
  return { settlement: found, county: publication.manifest.county, units }
}

/**
 * A settlement as a whole, for somebody who may see the money of the whole county.
 * @throws ServerError SETTLEMENT_UNKNOWN, WHOLE_COUNTY_NEEDED, SCOPE_MISSING
 */
export async function wholeSettlementOf(
  context: OperationContext,
  caller: Caller,
  id: string,
): Promise<SettlementDocument> {
  const permission = 'assessment.read'
  const { settlement, county } = await settlementOf(context, caller, { settlement: id, permission })
  assertWhole(caller, { permission, county, target: id })
  return settlement
}
