import { ServerError } from '../../errors/server-error.ts'
import type { Permission } from '../../contracts/roles.ts'
import { assessedRuleset } from '../assessment/assessed-ruleset.ts'
import type { Caller } from '../caller.ts'
import type { OperationContext } from '../operation-context.ts'
import type { SettlementDocument } from './settlement-documents.ts'

/** More settlements of one ruleset than this are not listed. */
const mostSettlements = 1000

/** Every settlement of a ruleset, newest first. */
export async function findSettlements(
  context: OperationContext,
  ruleset: string,
  period?: string,
): Promise<readonly SettlementDocument[]> {
  return await context.store.find<SettlementDocument>('settlements', {
    where: [
      { field: 'ruleset', operator: 'equal', value: ruleset },
      ...(period === undefined
        ? []
        : [{ field: 'period', operator: 'equal', value: period } as const]),
    ],
    sort: { field: 'knownAt', direction: 'descending' },
    limit: mostSettlements,
  })
}

/**
 * A settlement the caller may see or act on.
 * @throws ServerError SETTLEMENT_UNKNOWN, SCOPE_MISSING
 */
export async function settlementOf(
  context: OperationContext,
  caller: Caller,
  asked: { readonly settlement: string; readonly permission: Permission },
): Promise<SettlementDocument> {
  const found = await context.store.get<SettlementDocument>('settlements', asked.settlement)
  if (found === undefined) throw new ServerError('SETTLEMENT_UNKNOWN', { id: asked.settlement })
  await assessedRuleset(context, caller, { ruleset: found.ruleset, permission: asked.permission })
  return found
}
