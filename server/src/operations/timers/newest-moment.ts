import type { Commit } from '../../audit/commit.ts'
import type { StoredDocument, StoreReader } from '../../ports/store.ts'
import type { CaseSummary } from '../../documents/case-document.ts'
import type { PublicationSummary } from '../../documents/publication-document.ts'
import { readAll } from '../context/read-all.ts'
import { rangesByStatus } from '../cases/ruleset-cases.ts'

/** A span of moments that a wrong clock wrote, known for that since somebody has put right what it wrote. */
interface WrongMoments extends StoredDocument {
  readonly from: string
  readonly until: string
}

/** More spans than this are not remembered. */
const mostSpans = 1000

/** Remembers that a span of moments is by a wrong clock. */
export async function noteWrongMoments(
  ports: { readonly commit: Commit },
  { from, until }: { readonly from: string; readonly until: string },
): Promise<void> {
  const document: WrongMoments = { id: `${from} ${until}`, revision: 1, from, until }
  await ports.commit([{ kind: 'insert', collection: 'wrongMoments', document }], 'mark')
}

/**
 * The newest moment a version was published or a case written, apart from what is known to be by a wrong clock.
 * @throws {StoreError}
 */
export async function newestMoment(store: StoreReader): Promise<string | undefined> {
  const wrong = await store.find<WrongMoments>('wrongMoments', { limit: mostSpans })
  const spanOf = (moment: string) =>
    wrong.find(({ from, until }) => from <= moment && moment <= until)
  const found: string[] = []
  for await (const { publishedAt } of readAll<PublicationSummary>(store, 'publications', {
    only: ['publishedAt'],
  }))
    if (spanOf(publishedAt) === undefined) found.push(publishedAt)
  const newest = await newestCase(store, spanOf)
  if (newest !== undefined) found.push(newest)
  return found.toSorted().at(-1)
}

async function newestCase(
  store: StoreReader,
  spanOf: (moment: string) => WrongMoments | undefined,
): Promise<string | undefined> {
  const ranges = await rangesByStatus(store)
  let before: string | undefined
  for (;;) {
    const [newest] = await store.find<CaseSummary>('cases', {
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
