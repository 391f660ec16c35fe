import type { CommitDocuments, DocumentStore } from '../../documents/document-store.ts'
import type { CaseSummary } from '../../documents/case-document.ts'
import type { PublicationSummary } from '../../documents/publication-document.ts'
import { readAll } from '../context/read-all.ts'
import { rangesByStatus } from '../cases/ruleset-cases.ts'
import type { WrongMoments } from '../../documents/marks.ts'

/** More spans than this are not remembered. */
const maxSpans = 1000

/** Remembers that a span of moments is by a wrong clock. */
export async function noteWrongMoments(
  ports: { readonly commit: CommitDocuments },
  { from, until }: { readonly from: string; readonly until: string },
): Promise<void> {
  const document: WrongMoments = { id: `${from} ${until}`, revision: 1, from, until }
  await ports.commit([{ kind: 'insert', collection: 'wrongMoments', document }], 'mark')
}

/**
 * The newest moment a version was published or a case written, apart from what is known to be by a wrong clock.
 * @throws {StoreError}
 */
export async function newestMoment(store: DocumentStore): Promise<string | undefined> {
  const wrong = await store.find('wrongMoments', { limit: maxSpans })
  const spanOf = (moment: string) =>
    wrong.find(({ from, until }) => from <= moment && moment <= until)
  const found: string[] = []
  for await (const { publishedAt } of readAll<'publications', PublicationSummary>(
    store,
    'publications',
    {
      only: ['publishedAt'],
    },
  ))
    if (spanOf(publishedAt) === undefined) found.push(publishedAt)
  const newest = await newestCase(store, spanOf)
  if (newest !== undefined) found.push(newest)
  return found.toSorted().at(-1)
}

async function newestCase(
  store: DocumentStore,
  spanOf: (moment: string) => WrongMoments | undefined,
): Promise<string | undefined> {
  const ranges = await rangesByStatus(store)
  let before: string | undefined
  for (;;) {
    const [newest] = await store.find<'cases', CaseSummary>('cases', {
      anyOf: ranges,
      where:
        before === undefined ? [] : [{ field: 'updatedAt', operator: 'lessThan', value: before }],
      sort: { field: 'updatedAt', direction: 'descending' },
      limit: 1,
      only: ['updatedAt'],
    })
    const span = newest && spanOf(newest.updatedAt)
    if (span === undefined) return newest?.updatedAt
    before = span.from
  }
}
