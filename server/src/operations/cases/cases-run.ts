import type { CaseDocument } from '../../documents/case-document.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { readAll } from '../context/read-all.ts'
import { rangesByStatus, rangesOfRuleset } from './ruleset-cases.ts'

/**
 * What is asked for of the cases of a ruleset run here, by the time of their last step: all, or those of one status,
 * or since a moment. Those from which the person was erased, and those that were archived, are left out.
 */
export async function* casesRun<
  Case extends Pick<CaseDocument, 'id' | 'revision' | 'updatedAt'> = CaseDocument,
>(
  context: OperationContext,
  query: {
    readonly ruleset: string
    readonly status?: CaseDocument['status']
    readonly since?: string | undefined
    /** By what: `refusedAt` gives those alone that refused an event. */
    readonly by?: 'updatedAt' | 'refusedAt'
    /** What of each; everything when absent. */
    readonly only?: readonly string[]
  },
): AsyncGenerator<Case, void> {
  const { ruleset, status, since, by = 'updatedAt', only } = query
  const found = readAll<'cases', Case & Pick<CaseDocument, 'erased' | 'archived'>>(
    context.store,
    'cases',
    {
      anyOf:
        by === 'updatedAt'
          ? await rangesByStatus(context.store, { ruleset, ...(status && { status }) })
          : await rangesOfRuleset(context.store, ruleset),
      where:
        since === undefined ? [] : [{ field: by, operator: 'greaterThanInclusive', value: since }],
      sort: { field: by, direction: 'ascending' },
      ...(only && { only: [...only, 'erased', 'archived'] }),
    },
  )
  // Of whom nothing is known any more, nothing is counted.
  for await (const each of found) if ((each.erased ?? each.archived ?? null) === null) yield each
}
