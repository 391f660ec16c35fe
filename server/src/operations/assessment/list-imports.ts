import type { Caller } from '../caller.ts'
import type { OperationContext } from '../operation-context.ts'
import type { TableImport } from './assessment-documents.ts'
import { assessedVersion } from './assessed-ruleset.ts'
import { allImports } from './known-tables.ts'

/**
 * The tables of a ruleset that were brought in or refused, newest first. Whoever works for single units sees those they
 * sent themselves: the others may be anybody's.
 * @throws ServerError RULESET_UNKNOWN, SCOPE_MISSING
 */
export async function listImports(
  context: OperationContext,
  caller: Caller,
  ruleset: string,
): Promise<readonly TableImport[]> {
  const { units } = await assessedVersion(context, caller, {
    ruleset,
    permission: 'assessment.read',
  })
  const imports = await allImports(context, ruleset)
  const { kind, id } = caller
  const seen =
    units === '*'
      ? imports
      : imports.filter(({ sender }) => sender?.kind === kind && sender.id === id)
  return seen.toReversed()
}
