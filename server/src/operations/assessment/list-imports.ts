import type { Caller } from '../caller.ts'
import type { OperationContext } from '../operation-context.ts'
import type { TableImport } from './assessment-documents.ts'
import { assessedRuleset } from './assessed-ruleset.ts'
import { allImports } from './known-tables.ts'

/** The tables of a ruleset that were brought in or refused, newest first. @throws ServerError RULESET_UNKNOWN, SCOPE_MISSING */
export async function listImports(
  context: OperationContext,
  caller: Caller,
  ruleset: string,
): Promise<readonly TableImport[]> {
  await assessedRuleset(context, caller, { ruleset, permission: 'assessment.read' })
  return (await allImports(context, ruleset)).toReversed()
}
