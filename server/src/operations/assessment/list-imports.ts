import type { Caller } from '../context/caller.ts'
import { type ListPage, type PageAsked, readPage } from '../context/list-page.ts'
import type { OperationContext } from '../context/operation-context.ts'
import type { TableImport } from '../../documents/assessment-documents.ts'
import { assessedVersion } from './assessed-ruleset.ts'

/**
 * The tables of a ruleset that were brought in or refused, newest first. Whoever works for single units sees those they
 * sent themselves: the others may be anybody's.
 * @throws ServerError RULESET_UNKNOWN, SCOPE_MISSING
 */
export async function listImports(
  context: OperationContext,
  caller: Caller,
  input: PageAsked & { readonly ruleset: string },
): Promise<ListPage<TableImport>> {
  const { ruleset } = input
  const { units } = await assessedVersion(context, caller, {
    ruleset,
    permission: 'assessment.read',
  })
  const { kind, id } = caller
  const query = {
    where: [{ field: 'ruleset', operator: 'equal', value: ruleset }],
    sort: { field: 'at', direction: 'descending' },
  } as const
  return await readPage(context.store, 'tableImports', query, {
    ...input,
    wanted: units === '*' ? undefined : ({ sender }) => sender?.kind === kind && sender.id === id,
  })
}
