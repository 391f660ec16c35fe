import { ServerError } from '../errors/server-error.ts'
import type { Permission } from '../contracts/roles.ts'
import { type Caller, maySeeCase } from './caller.ts'
import type { CaseDocument } from './documents.ts'
import type { OperationContext } from './operation-context.ts'

/**
 * A case the caller may see. One outside their counties and units looks the same as one that does not exist.
 * @throws ServerError CASE_UNKNOWN
 */
export async function readVisibleCase(
  context: OperationContext,
  caller: Caller,
  id: string,
  permission: Permission = 'cases.read',
): Promise<CaseDocument> {
  const document = await context.store.get<CaseDocument>('cases', id)
  if (document === undefined || !maySeeCase(caller, permission, document)) {
    throw new ServerError(
      'CASE_UNKNOWN',
      { id: id.slice(0, 80) },
      document && { refused: { target: document.id, county: document.county } },
    )
  }
  return document
}
