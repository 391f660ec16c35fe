import type { Commit } from '../../audit/commit.ts'
import type { StoredDocument, StoreReader } from '../../ports/store.ts'
import type { CaseDocument, PublicationDocument } from '../documents.ts'

/** A span of moments that a wrong clock wrote, known for that since somebody has put right what it wrote. */
interface WrongMoments extends StoredDocument {
  readonly from: string
  readonly until: string
}

/** More spans than this are not remembered. */
const mostSpans = 1000

/** Publications are read this many at a time. */
const pageSize = 200

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
  const rulesets = new Set<string>()
  for await (const { ruleset, publishedAt } of allPublications(store)) {
    rulesets.add(ruleset)
    if (spanOf(publishedAt) === undefined) found.push(publishedAt)
  }
  for (const ruleset of rulesets)
    for (const status of ['active', 'done'] as const) {
      const newest = await newestCase(store, { ruleset, status }, spanOf)
      if (newest !== undefined) found.push(newest)
    }
  return found.toSorted().at(-1)
}

async function newestCase(
  store: StoreReader,
  { ruleset, status }: Pick<CaseDocument, 'ruleset' | 'status'>,
  spanOf: (moment: string) => WrongMoments | undefined,
): Promise<string | undefined> {
  let before: string | undefined
  for (;;) {
    const [newest] = await store.find<CaseDocument>('cases', {
      where: [
        { field: 'ruleset', operator: 'equal', value: ruleset },
        { field: 'status', operator: 'equal', value: status },
        ...(before === undefined
          ? []
          : [{ field: 'updatedAt', operator: 'lessThan', value: before } as const]),
      ],
      sort: { field: 'updatedAt', direction: 'descending' },
      limit: 1,
    })
    const span = newest && spanOf(newest.updatedAt)
    if (span === undefined) return newest?.updatedAt
    before = span.from
  }
}

async function* allPublications(store: StoreReader): AsyncGenerator<PublicationDocument, void> {
  let after: { readonly value: string; readonly id: string } | undefined
  for (;;) {
    const page = await store.find<PublicationDocument>('publications', {
      ...(after && { after }),
      limit: pageSize,
    })
    yield* page
    const last = page.at(-1)
    if (last === undefined || page.length < pageSize) return
    after = { value: last.id, id: last.id }
  }
}
