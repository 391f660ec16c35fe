import type { ErasureDocument } from '../../documents/retention-documents.ts'
import type { OperationContext } from '../context/operation-context.ts'

/** Of so many erasures of a county the newest are looked at. */
const newest = 200

/**
 * What becomes another text whenever persons were erased in a county or closed cases archived: what was counted before may
 * count cases that are gone.
 */
export async function removedMark(
  { store }: Pick<OperationContext, 'store'>,
  county: string | undefined,
): Promise<string> {
  if (county === undefined) return ''
  const found = await store.find<'erasures', Pick<ErasureDocument, 'id' | 'revision' | 'doneAt'>>(
    'erasures',
    {
      where: [{ field: 'county', operator: 'equal', value: county }],
      sort: { field: 'at', direction: 'descending' },
      limit: newest,
      only: ['doneAt'],
    },
  )
  const done = found.flatMap(({ doneAt }) => doneAt ?? [])
  const rules = await store.get('retentionRules', county)
  return [rules?.archivedUntil ?? '', ...done.toSorted().slice(-1)].join(' ')
}
