import type {
  BundleDocument,
  PublicationDocument,
} from '../../../server/src/operations/documents.ts'
import type { Write } from '../../../server/src/ports/store.ts'
import type { TestServer } from '../harness/open-test-server.ts'

/** What has happened to the stored content of a version: it is gone, altered, or nothing stands in its place. */
export type DamageKind = 'missing' | 'changed' | 'emptied'

/** Puts the content of a version back as it was. */
export type Restore = (server: TestServer) => Promise<void>

/** Damages the stored content of a version past the server. */
export async function damageVersion(
  server: TestServer,
  publication: string,
  kind: DamageKind,
): Promise<Restore> {
  const { store } = server
  const published = await store.get<PublicationDocument>('publications', publication)
  const document = published && (await store.get<BundleDocument>('bundles', published.bundle))
  if (document === undefined) throw new Error(`${publication} has no content`)
  const { id, revision } = document
  if (kind === 'missing') {
    await write(server, { kind: 'remove', collection: 'bundles', id, expectedRevision: revision })
    return async (now) => await write(now, { kind: 'insert', collection: 'bundles', document })
  }
  const content = kind === 'changed' ? { ...document.content, decisions: [] } : null
  await write(server, replacing({ ...document, content }, revision))
  return async (now) => await write(now, replacing(document, revision + 1))
}

function replacing(document: object, expectedRevision: number): Write {
  const next = { ...(document as BundleDocument), revision: expectedRevision + 1 }
  return { kind: 'replace', collection: 'bundles', document: next, expectedRevision }
}

async function write({ context }: TestServer, change: Write): Promise<void> {
  const result = await context.commit([change], 'mark')
  if (!result.committed) throw new Error('somebody else wrote meanwhile')
}
