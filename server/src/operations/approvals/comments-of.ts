import type { DraftComment } from '../../documents/draft-comment-document.ts'
import type { OperationContext } from '../context/operation-context.ts'

/** A case has no more comments than this. */
export const maxComments = 500

/** The comments of a case, the first first. */
export async function commentsOf(
  context: Pick<OperationContext, 'store'>,
  id: string,
): Promise<readonly DraftComment[]> {
  return await context.store.find('draftComments', {
    where: [{ field: 'case', operator: 'equal', value: id }],
    sort: { field: 'at', direction: 'ascending' },
    limit: maxComments,
  })
}
