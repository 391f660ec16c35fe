import type { Ruleset } from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { type NeededProcedure, neededProcedures } from './needed-procedures.ts'
import { presentNeeded } from './present-needed.ts'

/**
 * That every procedure that governs what changes is in force about exactly this content.
 * @returns them, each with its case
 * @throws ServerError PUBLISH_UNAPPROVED with what is missing, CASE_ALTERED
 */
export async function assertApproved(
  context: OperationContext,
  candidate: Ruleset,
  content: string,
): Promise<readonly NeededProcedure[]> {
  const needed = await neededProcedures(context, candidate, content)
  const missing = needed.filter(({ standing }) => standing !== 'inForce')
  if (missing.length === 0) return needed
  const titles = missing.map(({ pathway }) => pathway.title)
  throw new ServerError(
    'PUBLISH_UNAPPROVED',
    {
      count: missing.length,
      procedures: {
        zh: titles.map(({ zh }) => `“${zh}”`).join('、'),
        en: titles.map(({ en }) => `"${en}"`).join(', '),
      },
    },
    { extra: { procedures: missing.map((each) => presentNeeded(candidate, each)) } },
  )
}
