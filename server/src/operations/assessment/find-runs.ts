import { ServerError } from '../../errors/server-error.ts'
import type { Permission } from '../../contracts/roles.ts'
import type { Caller } from '../caller.ts'
import type { OperationContext } from '../operation-context.ts'
import type { RunDocument } from './assessment-documents.ts'
import { assessedRuleset } from './assessed-ruleset.ts'

/** More runs of one ruleset than this are not listed. */
const mostRuns = 1000

/** Every run of a ruleset, newest first. */
export async function findRuns(
  context: OperationContext,
  ruleset: string,
  period?: string,
): Promise<readonly RunDocument[]> {
  return await context.store.find<RunDocument>('runs', {
    where: [
      { field: 'ruleset', operator: 'equal', value: ruleset },
      ...(period === undefined
        ? []
        : [{ field: 'period', operator: 'equal', value: period } as const]),
    ],
    sort: { field: 'knownAt', direction: 'descending' },
    limit: mostRuns,
  })
}

/**
 * A run the caller may see or act on.
 * @throws ServerError RUN_UNKNOWN, SCOPE_MISSING
 */
export async function runOf(
  context: OperationContext,
  caller: Caller,
  asked: { readonly run: string; readonly permission: Permission },
): Promise<RunDocument> {
  const run = await context.store.get<RunDocument>('runs', asked.run)
  if (run === undefined) throw new ServerError('RUN_UNKNOWN', { id: asked.run })
  await assessedRuleset(context, caller, { ruleset: run.ruleset, permission: asked.permission })
  return run
}
