import { ServerError } from '../../errors/server-error.ts'
import type { Permission } from '../../contracts/roles.ts'
import type { Caller } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { findAll } from '../context/read-all.ts'
import type { RunDocument } from '../../documents/assessment-documents.ts'
import { assessedVersion } from './assessed-ruleset.ts'
import { byPeriod } from './by-period.ts'
import type { UnitScope } from './unit-scope.ts'

/** Every run of a ruleset, newest first. */
export async function findRuns(
  context: OperationContext,
  ruleset: string,
  period?: string,
): Promise<readonly RunDocument[]> {
  return await findAll(context.store, 'runs', byPeriod(ruleset, period))
}

/**
 * A run the caller may see or act on, its county, and for which of its units.
 * @throws ServerError RUN_UNKNOWN, SCOPE_MISSING
 */
export async function runOf(
  context: OperationContext,
  caller: Caller,
  query: { readonly run: string; readonly permission: Permission },
): Promise<{
  readonly run: RunDocument
  readonly county: string | undefined
  readonly units: UnitScope
}> {
  const run = await context.store.get('runs', query.run)
  if (run === undefined) throw new ServerError('RUN_UNKNOWN', { id: query.run })
  const { permission } = query
  const { publication, units } = await assessedVersion(context, caller, {
    ruleset: run.ruleset,
    permission,
  })
  return { run, county: publication.manifest.county, units }
}
